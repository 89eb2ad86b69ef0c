using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>serve-feeds --feeds N [--large]</c>: serves generated feeds on loopback, one for each host feedN.example, with ETags. Runs in its own process, so that
/// its CPU time and memory are not attributed to the poller.
/// </summary>
internal static class FeedServer
{
    /// <summary>One feed in this many is about the Sahel, as in a mixed list of Sahelian and world news.</summary>
    public const int Relevant = 10;

    public static async Task<int> Run(string[] args)
    {
        var bodies = Enumerable.Range(0, Arguments.Number(args, "--feeds", 1_000)).Select(n => args.Contains("--large") ? LargeFeeds.Body(n) : Body(n))
            .ToArray();
        // Other builders watch the current folder for changed settings, and would be woken by every file that the poll stores in it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            var number = int.Parse(context.Request.Host.Host.AsSpan("feed".Length, 4), CultureInfo.InvariantCulture);
            var etag = $"\"{number}\"";
            context.Response.Headers.ETag = etag;
            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == etag ? 304 : 200;
            context.Response.ContentLength = context.Response.StatusCode == 304 ? null : bodies[number].Length;
            return context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.Body.WriteAsync(bodies[number]).AsTask();
        });
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.Single()).Port);
        // Exits together with the parent process.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <returns>The process and its port.</returns>
    public static (Process Process, int Port) Start(int feeds, bool large = false)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve-feeds", "--feeds", $"{feeds}", large ? "--large" : ""])
        { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        return (process, int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
    }

    public static Uri Url(int number, int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://{Host(number)}:{port}/feed"));

    public static string Host(int number) => string.Create(CultureInfo.InvariantCulture, $"feed{number:D4}.example");

    /// <summary>The body of feed <paramref name="number"/>.</summary>
    public static byte[] Body(int number) => number % Relevant != 0
        ? GeneratedFeeds.Bytes(number)
        : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(GeneratedFeeds.Bytes(number)).Replace("town", "town of Gao in Mali", StringComparison.Ordinal)
            .Replace("ville", "ville de Djibo au Burkina Faso", StringComparison.Ordinal).Replace("المدينة", "مدينة غاو في مالي", StringComparison.Ordinal));
}
