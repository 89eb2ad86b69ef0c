using System.Globalization;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>
/// <c>crash [KILLS] [SEED]</c>: kills processes that compose and deliver digests at random moments, until it has killed that many (200), against an SMTP server
/// that refuses, greylists, is slow and hangs up. Prints what was delivered, missed and doubled; ends with 1 where a mail is missing or a double unexplained.
/// </summary>
internal static class CrashRun
{
    private const int Lanes = 8; // stores side by side: while one waits for a dead process's lease, the others go on
    private static readonly TimeSpan ServerDelay = TimeSpan.FromMilliseconds(10); // a mail takes the time it takes on a network

    public static async Task<int> Run(string[] args)
    {
        var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("sahelwatch-crash-").FullName;
        try
        {
            using var server = await MailServer.StartAsync(folder, ServerDelay);
            var share = (kills + Lanes - 1) / Lanes;
            var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane =>
                new CrashSequence(Path.Combine(folder, $"lane{lane}"), server, new Random(seed + lane)).RunAsync(Math.Min(share, kills - (lane * share)))));
            return Report(lanes, server.Taken());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Report(CrashSequence[] lanes, IReadOnlyDictionary<string, int> taken)
    {
        var due = lanes.SelectMany(l => l.Due).ToList();
        var missing = due.Count(d => !d.RefusedForGood && !taken.ContainsKey(d.Id));
        var doubled = due.Where(d => taken.GetValueOrDefault(d.Id) > 1).ToList();
        var doubles = doubled.Sum(d => taken[d.Id] - 1);
        var byServer = doubled.Where(d => d.ServerHangsUp).Sum(d => taken[d.Id] - 1);
        var inWindow = lanes.SelectMany(l => l.InDoubt).ToHashSet();
        var byKill = doubled.Where(d => !d.ServerHangsUp && inWindow.Contains(d.Id)).Sum(d => taken[d.Id] - 1);
        var notRefused = due.Count(d => d.RefusedForGood && taken.ContainsKey(d.Id));
        Print($"kills                                   {lanes.Sum(l => l.Kills)}, {lanes.Sum(l => l.KillsOfTwo)} of them while two processes were at work");
        Print($"digests                                 {lanes.Sum(l => l.Days)}, to {due.Count} readers");
        Print($"missing                                 {missing}");
        Print($"given up, as their addresses refuse     {due.Count(d => d.RefusedForGood)}");
        Print($"mails under way when a process died     {inWindow.Count}");
        Print($"doubles                                 {doubles}");
        Print($"  kill between acceptance and record    {byKill}");
        Print($"  server took it and hung up            {byServer}");
        Print($"  unexplained                           {doubles - byKill - byServer}");
        return missing == 0 && notRefused == 0 && doubles == byKill + byServer ? 0 : 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
