using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Delivery;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Readers;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>
/// Every kind of blob, truncated, garbled and emptied, one at a time, between one day and the next: what else is due still happens, and status names the blob
/// where something was lost with it.
/// </summary>
public sealed class GarbledBlobTests : IAsyncLifetime
{
    private static readonly Edition Other = new() { Id = "other", Title = "Other", Readers = ["three@reader.example", "gone@reader.example"] };
    private static readonly string[] Damages = ["truncated", "garbled", "emptied"];

    /// <summary>Name prefixes and what follows them, one a kind; whether status is to name it.</summary>
    private static readonly (string Kind, string Prefix, string Suffix, bool Named)[] Kinds =
    [
        ("page of articles", "articles/", ".jsonl", true),
        ("story", "stories/", ".json", true),
        ("note of changes", "changes/", ".json", true),
        ("segment of the index", "index/2026/", ".bin", true),
        ("cursor of grouping", "index/cursor", ".json", true),
        ("states of feeds", "feeds/state-", ".json", true),
        ("entries seen", "feeds/seen-", ".json", true),
        ("digest", "digests/daily/", ".json", true),
        ("digest's page", "digests/daily/", ".html", false), // is shown, never read
        ("digest's text", "digests/daily/", ".txt", false),
        ("first look at an edition", "editions/daily", ".txt", false), // of no use once there is a digest
        ("report of polling", "runs/poll", ".json", false), // the next run writes it anew
        ("report of grouping", "runs/group", ".json", false),
        ("report of digests", "runs/digest", ".json", false),
        ("plan of deliveries", "deliveries/daily/", "plan.json", true),
        ("shard of deliveries", "deliveries/daily/", "0000.json", false),
        ("pace of sending", "pace/", ".json", true),
        ("reader", "readers/", ".json", true),
        ("key of the readers", "keys/", ".json", true),
    ];

    private Watch _watch = null!;
    private MemoryBlobs _yesterday = null!;

    public static TheoryData<string> AllKinds() => new(Kinds.Select(k => k.Kind));

    public async Task InitializeAsync()
    {
        _watch = await Watch.OpenAsync(outlets: 2);
        _yesterday = new MemoryBlobs();
        await using var process = _watch.Begin(_yesterday, new ScriptedMailer(), new TestClock(Watch.Morning), Watch.Daily, Other);
        var readers = new ReaderStore(_yesterday);
        var id = await readers.IdOfAsync(EmailAddress.Parse("gone@reader.example"), default);
        await readers.ChangeAsync(id, _ => new Reader { Id = id, Left = ["daily", "other"] }, default);
        await process.GetRequiredService<SahelWatch.Pipeline>().CycleAsync(byHand: true, all: true, progress: null, default).CountAsync();
        await new PaceStore(_yesterday, "digests").PauseAsync(TimeSpan.FromMinutes(1), "a pause of yesterday", Watch.Morning, default);
        await GroupingHarness.PollAsync(_yesterday, GroupingHarness.Press.Skip(10).Take(5), Watch.Morning.AddHours(22)); // polled, not grouped yet
    }

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Theory]
    [MemberData(nameof(AllKinds))]
    public async Task What_else_is_due_still_happens(string kind)
    {
        var (_, prefix, suffix, named) = Kinds.Single(k => k.Kind == kind);
        foreach (var damage in Damages)
        {
            var (blobs, mailer) = (_yesterday.Copy(), new ScriptedMailer());
            var name = await blobs.ListAsync(prefix, null, default).LastAsync(n => n.EndsWith(suffix, StringComparison.Ordinal));
            await blobs.PutAsync(name, Damaged((await blobs.ReadAsync(name, default))!.Content, damage), "application/octet-stream", default);
            await GroupingHarness.PollAsync(blobs, GroupingHarness.Press.Take(3), Watch.Morning.AddHours(23));

            await using var process = _watch.Begin(blobs, mailer, new TestClock(Watch.Morning.AddDays(1)), Watch.Daily, Other);
            var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
            var outcomes = await pipeline.CycleAsync(byHand: true, all: true, progress: null, default).ToListAsync();
            var status = await pipeline.StatusAsync(default);

            outcomes.OfType<StageOutcome.Failed>().ShouldBeEmpty($"{name} {damage}");
            (await GroupingHarness.MisplacedAsync(blobs)).Where(m => GroupingHarness.Press.Take(3).Any(a => m.StartsWith(a.Id.Value, StringComparison.Ordinal)))
                .ShouldBeEmpty($"{name} {damage}");
            mailer.Accepted.Select(m => m.To.Value)
                .ShouldBe(["one@reader.example", "two@reader.example", "three@reader.example"], ignoreOrder: true, $"{name} {damage}");
            if (named)
                status.SetAside.ShouldContain(name, damage);
        }
    }

    private static ReadOnlyMemory<byte> Damaged(ReadOnlyMemory<byte> content, string damage)
    {
        var bytes = content.ToArray();
        if (damage is "emptied")
            return default;
        if (damage is "truncated")
            return bytes.AsMemory(0, bytes.Length / 2);
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
