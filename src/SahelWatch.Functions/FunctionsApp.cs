using System.Net;
using Microsoft.Extensions.Logging.Console;
using SahelWatch.Functions.Pages;
using SahelWatch.Functions.Subscriptions;
using SahelWatch.Settings;

namespace SahelWatch.Functions;

/// <summary>
/// The web application: functions for the host that started it, pages for people. Without a host it serves the same pages and keeps the schedule itself.
/// </summary>
internal static class FunctionsApp
{
    /// <summary>Any code but 0: the host restarts what ended with another.</summary>
    public const int Unhealthy = 1;

    private const int OwnPort = 7071; // where the Functions tools serve too
    private const long LargestBody = 1024 * 1024; // an invocation is some hundred bytes, a form less

    public static WebApplication Build(string[] args)
    {
        // Empty: of the host's environment, which we inherit, addresses and file watchers would be taken too.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(FunctionsApp).Assembly.GetName().Name });
        builder.Configuration.AddLocalSettings(Environment.CurrentDirectory).AddCommandLine(args);
        AddLog(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, CustomHandler.Port ?? builder.Configuration.GetValue("Port", OwnPort));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddRoutingCore();
        builder.Services.AddSahelWatch(builder.Configuration, TimeProvider.System);
        builder.Services.AddHostedService<WarmUp>();
        if (CustomHandler.Port is null)
            builder.Services.AddHostedService<OwnSchedule>();
        else
            builder.Services.AddHostedService<ParentWatch>();

        var app = builder.Build();
        app.MapGet("/", () => Results.Text("SahelWatch"));
        app.MapTimers();
        app.MapPages();
        app.MapSubscriptions();
        return app;
    }

    /// <summary>A line an entry, on standard output; errors on standard error. The host makes a log entry of each line, and an error of each on standard error.</summary>
    private static void AddLog(ILoggingBuilder log)
    {
        log.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        log.AddSimpleConsole(line => (line.SingleLine, line.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
        log.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Error);
    }
}
