using System.Diagnostics;
using System.Globalization;
using SahelWatch.Catalogue;
using SahelWatch.Catalogue.Export;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Catalogue;

/// <summary>
/// <c>search [STORIES] [DAYS]</c>: generates an archive (40,000 stories over 400 days), then asks a new process: how long its first answer takes, counted from
/// its start, the median of the next ones, its memory and its operations, and how long the exports of a year take.
/// </summary>
internal static class SearchRun
{
    private static readonly string[] Queries =
    [
        "attaque Djibo", "Tombouctou", "هجوم", "killed soldiers", "Gao", "marché incendie", "cholera", "تمبكتو", "grève", "Lake Chad", "élection", "الجيش",
        "mine", "Ouagadougou", "flood", "نجامينا", "convoi", "border", "Niamey gouvernement", "refugees",
    ];

    public static async Task<int> Run(string[] args)
    {
        var (stories, days) = (Number(args, 0, 40_000), Number(args, 1, 400));
        var folder = Directory.CreateTempSubdirectory("sahelwatch-search-").FullName;
        try
        {
            await new GeneratedArchive(stories, days).WriteAsync(new FolderBlobs(folder), CancellationToken.None);
            var size = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
            Console.WriteLine(FormattableString.Invariant($"{stories} stories over {days} days: {size / 1e6:f1} MB stored"));
            var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Entry(), "search-child", folder, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)]);
            start.Environment["DOTNET_TieredPGO"] = "0"; // as SahelWatch.Cli is built
            using var child = Process.Start(start)!;
            await child.WaitForExitAsync();
            return child.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="args">The folder, and a time stamp of the start: the clock it is of is the machine's, and never set back.</param>
    public static async Task<int> Child(string[] args)
    {
        var started = long.Parse(args[1], CultureInfo.InvariantCulture);
        using var process = Process.GetCurrentProcess();
        var blobs = new CountingBlobs(new FolderBlobs(args[0]));
        _ = EntrySet.Shipped.Scan("");
        process.Refresh();
        Print($"gazetteer ready after {process.TotalProcessorTime.TotalMilliseconds:f0} ms of processor time, {process.WorkingSet64 / 1e6:f0} MB");
        var reader = new CatalogueReader(new CatalogueStore(blobs, new ShiftedClock(GeneratedArchive.End)), _ => Task.FromResult(EntrySet.Shipped));
        var first = await reader.SearchAsync(new CatalogueQuery { Text = Queries[0] }, CancellationToken.None);
        Print($"first answer {Stopwatch.GetElapsedTime(started).TotalMilliseconds:f0} ms after the start of the process, {Environment.CpuUsage.TotalTime.TotalMilliseconds:f0} ms of processor time ({first.Count} found); {blobs.Operations}");

        var times = new List<double>();
        foreach (var query in Enumerable.Repeat(Queries, 3).SelectMany(q => q))
        {
            var start = Stopwatch.GetTimestamp();
            await reader.SearchAsync(new CatalogueQuery { Text = query, Order = SearchOrder.Relevant }, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        process.Refresh();
        Print($"next {times.Count}: median {times[times.Count / 2]:f1} ms, slowest {times[^1]:f1} ms; memory {process.WorkingSet64 / 1e6:f0} MB, at most {process.PeakWorkingSet64 / 1e6:f0} MB; {blobs.Operations}");

        foreach (var format in CatalogueExport.MediaTypes.Keys)
        {
            var start = Stopwatch.GetTimestamp();
            var rows = await reader.RowsAsync(GeneratedArchive.End.AddDays(-365), GeneratedArchive.End, CancellationToken.None);
            await using var file = File.Create(Path.Combine(args[0], "export"));
            await new CatalogueExport { Format = format, PublicUrl = new Uri("https://watch.example/") }.WriteAsync(rows, file, CancellationToken.None);
            Print($"export of a year as {format}: {rows.Count} events, {file.Length / 1e6:f1} MB, {Stopwatch.GetElapsedTime(start).TotalSeconds:f2} s");
        }

        return 0;
    }

    /// <summary>Before the verb, where `dotnet` runs this assembly.</summary>
    private static string[] Entry() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SearchRun).Assembly.Location] : [];

    private static int Number(string[] args, int at, int other) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : other;

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
