using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Alerts;
using SahelWatch.Benchmarks.Delivery;
using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Kills.Alerts;

/// <summary>
/// <c>alert-kills [KILLS] [SEED]</c>: kills processes that decide and send alerts at random moments, that many in all (500), while events go on happening and a
/// receiver of every kind of channel refuses, asks for patience, hangs up or never answers. Prints what was lost or doubled in each lane of 200 kills; ends with 1
/// where anything was that should not be.
/// </summary>
internal static class AlertKillRun
{
    private const int EventsARound = 2;
    private const int KillsALane = 200; // each event of a lane has a town of its own, of which there are some 380
    private const int MostRuns = 2000; // to the end of what was under way

    /// <summary>From a process's readiness to its end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> Run(string[] args)
    {
        var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var result = 0;
        for (var (lane, left) = (0, kills); left > 0; lane++, left -= KillsALane)
        {
            var folder = Directory.CreateTempSubdirectory("sahelwatch-alert-kills-").FullName;
            try
            {
                await using var receiver = await MoodyReceiver.StartAsync(seed + lane);
                result = Math.Max(result, await new Lane(folder, receiver, new Random(seed + lane)).RunAsync(Math.Min(left, KillsALane)));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return result;
    }

    private sealed class Lane(string folder, MoodyReceiver receiver, Random random)
    {
        private readonly (DateTimeOffset Shown, DateTimeOffset From) _time = (MailHarness.FirstDay, TimeProvider.System.GetUtcNow());
        private readonly FolderBlobs _blobs = new(folder);
        private readonly List<StoryId> _events = [];
        private readonly Dictionary<string, int> _inDoubt = []; // by the ledger's blob: times that a process died while it was being sent
        private readonly HashSet<string> _finished = []; // ledgers that need not be read again
        private int _killed, _killedOfTwo;

        public async Task<int> RunAsync(int kills)
        {
            var clock = new FastClock(_time.Shown, _time.From, AlertHarness.Speed);
            await using var services = AlertHarness.Open(folder, receiver.Root, clock);
            var pipeline = services.GetRequiredService<Pipeline>();
            await pipeline.AlertAsync(CancellationToken.None); // the rule begins now: what happens from here on is its business
            while (_killed < kills)
                await RoundAsync(services.GetRequiredService<Stores>(), clock);
            for (var run = 0; run < MostRuns; run++)
            {
                if (await pipeline.AlertAsync(CancellationToken.None) is { Sent: [], LostRace: false })
                    break;
                await Task.Delay(Pause);
            }

            return Report();
        }

        /// <summary>Two events, and one process, or two in every other round; one of them dies, or both.</summary>
        private async Task RoundAsync(Stores stores, TimeProvider clock)
        {
            var two = random.Next(2) == 0;
            var children = await Task.WhenAll(Enumerable.Range(0, two ? 2 : 1).Select(_ => StartAsync()));
            for (var i = 0; i < EventsARound; i++)
            {
                await Task.Delay(random.NextDouble() * Longest / EventsARound);
                var story = AlertHarness.Attack(_events.Count, clock.GetUtcNow());
                await stores.Stories.NoteChangesAsync([story.Id], story.Changed, CancellationToken.None);
                await stores.Stories.SaveAsync(story, null, CancellationToken.None);
                _events.Add(story.Id);
            }

            await Task.Delay(random.NextDouble() * Longest / EventsARound);
            try
            {
                foreach (var child in children)
                {
                    if (child.HasExited)
                        throw new InvalidOperationException($"A process ended by itself, with exit code {child.ExitCode}.");
                    await KillAsync(child);
                    (_killed, _killedOfTwo) = (_killed + 1, _killedOfTwo + (two ? 1 : 0));
                    await NoteInDoubtAsync(child.Id);
                }
            }
            finally
            {
                foreach (var child in children)
                {
                    await KillAsync(child); // where the round failed: what still writes keeps the folder from being deleted
                    child.Dispose();
                }
            }
        }

        private static async Task KillAsync(Process child)
        {
            child.Kill(); // SIGKILL; nothing for one that has ended
            await child.WaitForExitAsync();
        }

        /// <summary>Reads in the ledger what the dead process had under way.</summary>
        private async Task NoteInDoubtAsync(int process)
        {
            var ledger = new DeliveryLedger(_blobs);
            await foreach (var blob in _blobs.ListAsync(BlobNames.Deliveries(Alert.ListOf(AlertHarness.Rule.Id)), null, CancellationToken.None))
            {
                if (blob.EndsWith("/plan.json", StringComparison.Ordinal) || _finished.Contains(blob)
                    || await ledger.ReadShardAsync(blob, CancellationToken.None) is not { Value: var shard })
                    continue;
                if (shard.Deliveries.All(d => d.State == DeliveryState.Sent))
                    _finished.Add(blob);
                else if (shard.Lease is { } lease && lease.Owner.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{process}-"), StringComparison.Ordinal)
                    && shard.Deliveries.Any(d => d.State == DeliveryState.Sending))
                    _inDoubt[blob] = _inDoubt.GetValueOrDefault(blob) + 1;
            }
        }

        private int Report()
        {
            var due = _events.SelectMany(e => AlertHarness.Rule.Channels.Select(c => (Story: e, Channel: c, Receipts: receiver[c, e.Value]))).ToList();
            var lost = due.Where(d => d.Receipts.Taken == d.Receipts.Unanswered).ToList();
            var doubles = due.Sum(d => Math.Max(0, d.Receipts.Taken - 1));
            var byReceiver = due.Sum(d => Math.Min(Math.Max(0, d.Receipts.Taken - 1), d.Receipts.Unanswered));
            var byKill = due.Sum(d => Math.Min(Math.Max(0, d.Receipts.Taken - 1 - d.Receipts.Unanswered), InDoubt(d.Story, d.Channel)));
            Print($"kills                                   {_killed}, {_killedOfTwo} of them while two processes were at work");
            Print($"receiver                                {string.Join(", ", receiver.Moods.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value}"))}");
            Print($"events                                  {_events.Count}, in {AlertHarness.Rule.Channels.Count} channels each");
            Print($"messages due                            {due.Count}, {lost.Count} of them lost");
            Print($"doubles                                 {doubles}");
            Print($"  receiver took it and did not say so   {byReceiver}");
            Print($"  kill between receipt and record       {byKill}");
            Print($"  unexplained                           {doubles - byReceiver - byKill}");
            foreach (var (story, channel, _) in lost.Take(20))
                Print($"lost: {story} in {channel}");
            return lost.Count == 0 && doubles == byReceiver + byKill ? 0 : 1;
        }

        private int InDoubt(StoryId story, string channel) => _inDoubt
            .Where(d => d.Key.Contains($"-{story.Value[..8]}", StringComparison.Ordinal) && d.Key.EndsWith($"channel-{channel}.json", StringComparison.Ordinal))
            .Sum(d => d.Value);

        private async Task<Process> StartAsync()
        {
            string[] arguments =
                [Environment.GetCommandLineArgs()[0], "alert-kills-child", folder, receiver.Root.AbsoluteUri, Text(_time.Shown.UtcTicks), Text(_time.From.UtcTicks)];
            var child = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            return await child.StandardOutput.ReadLineAsync() == KillChild.Ready ? child : throw new InvalidOperationException("A process did not start.");
        }

        private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

        private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
