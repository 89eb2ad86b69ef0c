using System.Globalization;
using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Benchmarks.Kills;

/// <summary>
/// <c>kills [KILLS] [SEED]</c>: kills processes that poll, group and mail at random moments, that many in all (400), half of them on a folder and half on
/// Azurite, while articles go on arriving. Prints what was lost, doubled or put in two stories; ends with 1 where anything was that should not be.
/// </summary>
internal static class KillRun
{
    private const int Lanes = 2; // stores side by side: one a folder, one in Azurite
    private static readonly TimeSpan ServerDelay = TimeSpan.FromMilliseconds(10); // a mail takes the time it takes on a network

    public static async Task<int> Run(string[] args)
    {
        var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("sahelwatch-kills-").FullName;
        try
        {
            using var mail = await MailServer.StartAsync(folder, ServerDelay);
            using var azurite = await AzuriteServer.StartAsync();
            var time = (Shown: MailHarness.FirstDay, From: TimeProvider.System.GetUtcNow());
            var clock = new FastClock(time.Shown, time.From);
            await using var press = await ArrivingArticles.StartAsync(clock, time.Shown);
            StorageOptions[] stores = [new() { Folder = Path.Combine(folder, "store") }, azurite.Store("kills")];
            var lanes = await Task.WhenAll(stores.Select(
                (store, i) => new KillSequence($"lane{i}", store, mail, press, clock, time, new Random(seed + i)).RunAsync((kills + Lanes - 1 - i) / Lanes)));
            return Report(lanes, mail.Taken());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Report(KillSequence[] lanes, IReadOnlyDictionary<string, int> taken)
    {
        var due = lanes.SelectMany(l => l.Due).ToList();
        var missing = due.Count(id => !taken.ContainsKey(id));
        var inDoubt = lanes.SelectMany(l => l.InDoubt).ToHashSet();
        var doubles = due.Sum(id => Math.Max(0, taken.GetValueOrDefault(id) - 1));
        var explained = due.Where(inDoubt.Contains).Sum(id => Math.Max(0, taken.GetValueOrDefault(id) - 1));
        var wrong = lanes.SelectMany(l => l.Misplaced.Concat(l.Lost).Concat(l.SetAside)).ToList();
        foreach (var lane in lanes.Index())
            Print($"{(lane.Index == 0 ? "folder" : "Azurite")}: {lane.Item.Kills} kills, {lane.Item.KillsOfTwo} of them while two processes were at work; {lane.Item.Articles} articles, {lane.Item.Digests} digests");
        Print($"articles not in exactly one live story  {lanes.Sum(l => l.Misplaced.Count)}");
        Print($"articles lost                           {lanes.Sum(l => l.Lost.Count)}");
        Print($"set aside                               {lanes.Sum(l => l.SetAside.Count)}");
        Print($"mails due                               {due.Count}, {missing} of them missing");
        Print($"doubles                                 {doubles}");
        Print($"  kill between acceptance and record    {explained}");
        Print($"  unexplained                           {doubles - explained}");
        foreach (var line in wrong.Take(20))
            Console.WriteLine(line);
        return wrong.Count == 0 && missing == 0 && doubles == explained ? 0 : 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
