using SahelWatch.Readers;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Support.Worker;

/// <summary>
/// Takes several stores through the same hours of news in step: one press, one clock, one team of workers for each. However many work on a store, the same must
/// come of it.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private const int Shards = 4;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly SteppedClock _clock;
    private readonly ArrivingArticles _press;
    private readonly List<WorkerTeam> _teams = [];

    private Rehearsal(string folder, SteppedClock clock, ArrivingArticles press) => (_folder, _clock, _press) = (folder, clock, press);

    /// <param name="folder">For the clock, the feed list and the editions.</param>
    public static async Task<Rehearsal> StartAsync(string folder)
    {
        var clock = new SteppedClock(Path.Combine(folder, "clock"), Start);
        var press = await ArrivingArticles.StartAsync(clock, Start);
        await File.WriteAllTextAsync(Path.Combine(folder, "feeds.opml"), press.Opml);
        await File.WriteAllTextAsync(Path.Combine(folder, "editions.yaml"), $"""
            editions:
            - id: hourly
              title: Sahel
              sendAt: [{string.Join(", ", Enumerable.Range(0, 24).Select(hour => $"\"{hour:00}:00\""))}]
              readers: [{string.Join(", ", Enumerable.Range(0, 6).Select(reader => $"reader-{reader}@example.org"))}]
            """);
        return new Rehearsal(folder, clock, press);
    }

    /// <summary>Adds a store and those who work on it.</summary>
    /// <param name="like">A store whose readers get the same ids, or null: they are made with a key of a store's own, and so are Message-IDs.</param>
    public async Task AddAsync(int workers, string published, StorageOptions store, int smtpPort, StorageOptions? like)
    {
        var blobs = BlobStore.Open(store);
        if (like is null)
            await new ReaderStore(blobs).KeyAsync(CancellationToken.None);
        else
            await blobs.PutAsync(BlobNames.ReaderKey, (await BlobStore.Open(like).ReadAsync(BlobNames.ReaderKey, CancellationToken.None))!.Content,
                "application/json", CancellationToken.None);
        _teams.Add(await WorkerTeam.StartAsync(workers, published, _folder, new()
        {
            ["SAHELWATCH_CLOCK"] = _clock.Path,
            ["SahelWatch__Shards"] = $"{Shards}",
            ["SahelWatch__FeedList"] = Path.Combine(_folder, "feeds.opml"),
            ["SahelWatch__Editions"] = Path.Combine(_folder, "editions.yaml"),
            ["SahelWatch__Storage__ConnectionString"] = store.ConnectionString!,
            ["SahelWatch__Storage__Container"] = store.Container,
            ["SahelWatch__Feeds__RequestSpacing"] = "00:00:00", // one server plays every outlet
            ["SahelWatch__Feeds__RequestsPerHost"] = "8",
            ["SahelWatch__Delivery__Mailer"] = "Smtp",
            ["SahelWatch__Delivery__From"] = "digest@sahelwatch.example",
            ["SahelWatch__Delivery__PublicUrl"] = "https://sahelwatch.example/",
            ["SahelWatch__Delivery__Smtp__Host"] = "127.0.0.1",
            ["SahelWatch__Delivery__Smtp__Port"] = $"{smtpPort}",
            ["SahelWatch__Delivery__Smtp__Security"] = "None",
        }));
    }

    public async Task RunAsync(int cycles)
    {
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            _clock.Set(_clock.GetUtcNow() + Step);
            await Task.WhenAll(_teams.Select(team => team.CycleAsync()));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var team in _teams)
            await team.DisposeAsync();
        await _press.DisposeAsync();
    }
}
