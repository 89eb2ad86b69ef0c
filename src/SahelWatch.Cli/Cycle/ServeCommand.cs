using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using SahelWatch.Delivery;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Upkeep;
using SahelWatch.Web;
using SahelWatch.Web.Operations;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch serve</c>: serves the pages and runs the cycle on your own server, until Ctrl-C or SIGTERM.</summary>
internal static class ServeCommand
{
    /// <summary>How long shutdown waits for requests: a slow client must not delay it.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, separated by semicolons. TLS is left to a reverse proxy.",
            DefaultValueFactory = _ => "http://localhost:7071",
        };
        urls.Validators.Add(result =>
        {
            var wrong = result.GetValueOrDefault<string>().Split(';').FirstOrDefault(url => !IsAddress(url));
            if (wrong is not null)
                result.AddError($"--urls {wrong}: not an address to listen on; write it as http://127.0.0.1:7071. TLS is left to a reverse proxy.");
        });
        return Commands.Verb("serve", "Serve the pages and run the cycle on schedule until Ctrl-C.",
            (line, cancellationToken) => ServeAsync(line, line.GetValue(urls)!, cancellationToken), urls);
    }

    private static async Task<int> ServeAsync(ParseResult line, string urls, CancellationToken cancellationToken)
    {
        await using var app = Build(line, urls);
        var settings = app.Services.GetRequiredService<WebOptions>().OperatorKey;
        var key = settings is { Length: > 0 } ? settings : OperatorKey.Random();
        app.UseHostFiltering();
        app.UsePages(routes =>
        {
            routes.MapPages();
            routes.MapOperations(new OperatorKey(key));
        });

        var pipeline = app.Services.GetRequiredService<Pipeline>();
        var inputs = await pipeline.InputsAsync(cancellationToken); // invalid input ends the command before it serves anything
        await StartAsync(app, urls, cancellationToken);
        // At once, so that runs started by hand stop too while the cycle saves its work.
        await using var stopping = cancellationToken.Register(app.Lifetime.StopApplication);
        foreach (var url in app.Urls)
            Console.WriteLine($"Serving {url} (status: {url}/status?code={(key == settings ? "the operator key of the settings" : key)})");
        Console.WriteLine($"Storing everything in {app.Services.GetRequiredService<StorageOptions>().Place}");
        Console.WriteLine(WatchCommand.Watching(inputs));
        await WatchCommand.WatchAsync(pipeline, app.Services.GetRequiredService<TimeProvider>(), json: false, cancellationToken);
        await app.StopAsync(CancellationToken.None);
        return ExitCode.Done;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", Port: >= 0 and <= IPEndPoint.MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static async Task StartAsync(WebApplication app, string urls, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new InputException($"--urls {urls}: {e.Message.TrimEnd('.')}. Choose another address or port, or stop what uses it.", e);
        }
    }

    private static WebApplication Build(ParseResult line, string urls)
    {
        // Empty, so that no addresses, certificates or settings are read from the environment that the other verbs do not read.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ServeCommand).Assembly.GetName().Name });
        App.AddSettings(builder.Configuration, line, line.GetValue(GlobalOptions.Data)?.FullName, allowPrivate: false);
        builder.Logging.AddFilter("SahelWatch", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddProvider(new StandardErrorLog()); // its only error is reported by the command
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = WebPages.LargestBody;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSahelWatch(builder.Configuration, App.ClockOf(line), named: App.Named(line)).AddPages()
            .AddHostFiltering(_ => { });
        // Against DNS rebinding: a site whose name is made to resolve to this server gets no answer.
        builder.Services.AddOptions<HostFilteringOptions>()
            .Configure<DeliveryOptions>((hosts, delivery) => hosts.AllowedHosts = [delivery.PublicUrl.Host, .. Loopback]);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder.Services.AddOpenTelemetry()
                .WithTracing(spans => spans.AddSource(Telemetry.Name, "System.Net.Http"))
                .WithMetrics(meters => meters.AddMeter(Telemetry.Name))
                .UseOtlpExporter();
        }

        return builder.Build();
    }
}
