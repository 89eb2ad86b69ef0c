using System.Diagnostics;
using System.Globalization;
using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Readers;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>
/// One store with its readers, day after day, whose processes are killed at random moments and started again until the day's digest is delivered.
/// </summary>
internal sealed class CrashSequence(string folder, MailServer server, Random random)
{
    private static readonly string[] Readers =
    [
        .. Enumerable.Range(0, 50).Select(i => $"reader-{i}@example.org"), .. Enumerable.Range(0, 4).Select(i => $"greylisted-{i}@example.org"),
        .. Enumerable.Range(0, 2).Select(i => $"slow-{i}@example.org"), "lost-0@example.org", "unsaid-0@example.org", "refused-0@example.org",
    ];

    private readonly HashSet<string> _inDoubt = [];
    private readonly List<DueMail> _due = [];
    private TimeSpan _usual = TimeSpan.FromSeconds(1); // from "ready" to the end, undisturbed; learnt as we go

    public int Kills { get; private set; }

    public int KillsOfTwo { get; private set; }

    public int Days { get; private set; }

    /// <summary>Mails that were under way when a process died.</summary>
    public IReadOnlySet<string> InDoubt => _inDoubt;

    public IReadOnlyList<DueMail> Due => _due;

    public async Task<CrashSequence> RunAsync(int kills)
    {
        var blobs = new FolderBlobs(folder);
        await MailHarness.WriteStoriesAsync(blobs, stories: 20, MailHarness.FirstDay);
        await DayAsync(MailHarness.FirstDay.AddDays(-1), kills: 0); // the store's first run sees that nothing is due yet
        while (Kills < kills)
            await DayAsync(MailHarness.FirstDay.AddDays(Days), kills);
        return this;
    }

    private async Task DayAsync(DateTimeOffset sendTime, int kills)
    {
        var clock = (Shown: sendTime.AddSeconds(1), From: TimeProvider.System.GetUtcNow());
        var done = false;
        while (!done)
        {
            var two = random.Next(3) == 0;
            var children = await Task.WhenAll(Enumerable.Range(0, two ? 2 : 1).Select(_ => StartAsync(clock.Shown, clock.From)));
            var watch = Stopwatch.StartNew();
            var all = Task.WhenAll(children.Select(c => c.WaitForExitAsync()));
            if (Kills < kills && await IsReachedBeforeAsync(all))
                await KillAsync(children, sendTime, two);
            await all;
            done = children.Any(c => c.ExitCode == 0);
            if (children.FirstOrDefault(c => c.ExitCode is not (0 or 128 + 9)) is { } failed)
                throw new InvalidOperationException($"A process failed with exit code {failed.ExitCode}.");
            _usual = done && !two ? TimeSpan.FromSeconds(Math.Min(watch.Elapsed.TotalSeconds, 10)) : _usual;
            foreach (var child in children)
                child.Dispose();
        }
        await NoteDueAsync(sendTime);
    }

    /// <summary>
    /// A random moment of the whole run, or, every other time, a random moment of handing over: composing takes much longer than a mail does.
    /// </summary>
    /// <returns>False where the processes ended first.</returns>
    private async Task<bool> IsReachedBeforeAsync(Task all)
    {
        if (random.Next(2) == 0)
            return await Task.WhenAny(all, Task.Delay(random.NextDouble() * _usual * 1.5)) != all;
        var mails = server.LogLength + (random.Next(Readers.Length) * MailServer.BytesPerMail);
        while (!all.IsCompleted && server.LogLength < mails)
            await Task.Delay(random.Next(1, 5));
        return !all.IsCompleted;
    }

    private async Task KillAsync(Process[] children, DateTimeOffset sendTime, bool two)
    {
        var victims = children.Where(c => !c.HasExited).ToList();
        foreach (var victim in random.Next(2) == 0 ? victims : victims[..Math.Min(1, victims.Count)])
        {
            victim.Kill(); // SIGKILL
            await victim.WaitForExitAsync();
            Kills++;
            KillsOfTwo += two && victims.Count == 2 ? 1 : 0;
            await NoteInDoubtAsync(sendTime, $"{Text(victim.Id)}-");
        }
    }

    /// <summary>Reads in the ledger which mails the dead process had under way.</summary>
    /// <param name="owner">How its leases' owner begins.</param>
    private async Task NoteInDoubtAsync(DateTimeOffset sendTime, string owner)
    {
        await foreach (var (digest, shard) in ShardsAsync(sendTime))
        {
            if (shard.Lease?.Owner.StartsWith(owner, StringComparison.Ordinal) == true)
                _inDoubt.UnionWith(shard.Deliveries.Where(d => d.State == DeliveryState.Sending).Select(d => IdOf(digest, d.Reader)));
        }
    }

    private async Task NoteDueAsync(DateTimeOffset sendTime)
    {
        var readers = new ReaderStore(new FolderBlobs(folder));
        var addresses = new Dictionary<ReaderId, string>();
        foreach (var address in ReadersHere())
            addresses[await readers.IdOfAsync(EmailAddress.Parse(address), CancellationToken.None)] = address;
        var before = _due.Count;
        await foreach (var (digest, shard) in ShardsAsync(sendTime))
        {
            foreach (var delivery in shard.Deliveries)
            {
                var name = addresses[delivery.Reader];
                var refused = delivery.State == DeliveryState.GivenUp && name.StartsWith("refused", StringComparison.Ordinal);
                _due.Add(new DueMail(IdOf(digest, delivery.Reader), refused, name.StartsWith("unsaid", StringComparison.Ordinal)));
            }
        }
        Days += _due.Count > before ? 1 : 0;
    }

    private async IAsyncEnumerable<(string Digest, DeliveryShard Shard)> ShardsAsync(DateTimeOffset sendTime)
    {
        var ledger = new DeliveryLedger(new FolderBlobs(folder));
        var digest = sendTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var plan = await ledger.ReadPlanAsync(MailHarness.EditionId, digest, CancellationToken.None);
        for (var shard = 0; shard < plan?.Shards; shard++)
        {
            if (await ledger.ReadShardAsync(BlobNames.DeliveryShard(MailHarness.EditionId, digest, shard), CancellationToken.None) is { } stored)
                yield return (digest, stored.Value);
        }
    }

    /// <summary>Each lane has readers of its own: the server tells mails apart by them.</summary>
    private IEnumerable<string> ReadersHere() => Readers.Select(r => r.Replace("@example", $"@{Path.GetFileName(folder)}.example", StringComparison.Ordinal));

    /// <summary>As <see cref="SahelWatch.Delivery.Mail.OutgoingMail.MessageId"/> begins.</summary>
    private static string IdOf(string digest, ReaderId reader) => ContentHash.Of($"{MailHarness.EditionId}/{digest}/{reader}");

    private async Task<Process> StartAsync(DateTimeOffset shown, DateTimeOffset from)
    {
        string[] arguments = [
            Environment.GetCommandLineArgs()[0], "crash-child", folder, Text(server.Port), Text(shown.UtcTicks), Text(from.UtcTicks), .. ReadersHere()];
        var child = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        if (await child.StandardOutput.ReadLineAsync() != CrashChild.Ready)
            throw new InvalidOperationException("A process did not start.");
        return child;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A mail that had to be delivered, or refused.</summary>
/// <param name="Id">Hash of the delivery.</param>
internal sealed record DueMail(string Id, bool RefusedForGood, bool ServerHangsUp);
