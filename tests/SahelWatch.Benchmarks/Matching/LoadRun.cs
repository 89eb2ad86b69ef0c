using System.Diagnostics;
using System.Globalization;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Matching;

/// <summary>
/// <c>load</c>: processor time that a cold start spends on the watchlist and its gazetteer until the first article is judged, with the table of places and
/// with the entries written by hand alone. Each start is a process of its own.
/// </summary>
internal static class LoadRun
{
    private const int Starts = 9;

    public static async Task<int> Run(string[] args)
    {
        if (args is ["child", var kind])
            return Child(kind == "all");
        var (written, all) = (new List<double>(), new List<double>());
        for (var i = 0; i < Starts; i++)
        {
            written.Add(await StartAsync("written"));
            all.Add(await StartAsync("all"));
        }

        var (before, after) = (Median(written), Median(all));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"median of {Starts} cold starts, processor time: written by hand {before:0} ms, with the table of places {after:0} ms: {after - before:0} ms more, {after / before:0.00} times"));
        return 0;
    }

    private static int Child(bool all)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watchlist = all ? Watchlist.Shipped : Watchlist.ReadShipped(EntrySet.WithoutPlaces());
        new ArticleMatcher(watchlist).Match("Burkina Faso: attack on Djibo", "", "", "en");
        Console.WriteLine((Environment.CpuUsage.TotalTime - before).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task<double> StartAsync(string kind)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["load", "child", kind])
            {
                RedirectStandardOutput = true,
                Environment = { ["DOTNET_TieredPGO"] = "0" }, // as both programs are configured
            })!;
        return double.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
