using System.Globalization;
using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Benchmarks.Kills;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;

namespace SahelWatch.Benchmarks.Workers;

/// <summary>
/// <c>workers [CYCLES]</c>: takes one published worker and two through the same cycles (50), each on a store of its own in one Azurite, with polls by queue
/// messages and everything else on both at the same time. Prints where articles, stories, digests or mails differ; fails where any do.
/// </summary>
internal static class WorkersRun
{
    private const int MostLines = 40;

    public static async Task<int> Run(string[] args)
    {
        var cycles = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
        var folder = Directory.CreateTempSubdirectory("sahelwatch-workers-").FullName;
        try
        {
            var published = Path.Combine(folder, "worker");
            await Publishing.PublishAsync(Repository.PathOf("src/SahelWatch.Functions"), published);
            using var azurite = await AzuriteServer.StartAsync();
            var (oneFolder, twoFolder) = (Directory.CreateDirectory(Path.Combine(folder, "one")).FullName, Directory.CreateDirectory(Path.Combine(folder, "two")).FullName);
            using var oneServer = await MailServer.StartAsync(oneFolder, TimeSpan.Zero);
            using var twoServer = await MailServer.StartAsync(twoFolder, TimeSpan.Zero);
            var (ofOne, ofTwo) = (azurite.Store("one"), azurite.Store("two"));
            await using (var rehearsal = await Rehearsal.StartAsync(folder))
            {
                await rehearsal.AddAsync(workers: 1, published, ofOne, oneServer.Port, like: null);
                await rehearsal.AddAsync(workers: 2, published, ofTwo, twoServer.Port, like: ofOne);
                await rehearsal.RunAsync(cycles);
            }

            return Report(await StoreContents.ReadAsync(ofOne, oneServer.Ids()), await StoreContents.ReadAsync(ofTwo, twoServer.Ids()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Report(StoreContents one, StoreContents two)
    {
        foreach (var (name, contents) in new[] { ("one worker", one), ("two workers", two) })
            Print($"{name,-12} {contents.Articles.Count} articles, {contents.Stories.Count} stories, {contents.Digests.Count} digests, {contents.Mails.Count} mails");
        var differences = two.DifferencesTo(one).ToList();
        Print($"differences  {differences.Count}");
        foreach (var line in differences.Take(MostLines))
            Console.WriteLine(line);
        return differences.Count == 0 && one.Mails.Distinct().Count() == one.Mails.Count ? 0 : 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
