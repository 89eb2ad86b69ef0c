using SahelWatch.Archive;
using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>The store dies at one write after another, before or after it took effect; the next run finds itself in what was left.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private Watch _watch = null!;

    public async Task InitializeAsync() => _watch = await Watch.OpenAsync(outlets: 3);

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_a_run_dies_the_next_one_keeps_every_article_and_mails_nobody_twice(bool afterWriting)
    {
        var undisturbed = new MemoryBlobs();
        var mail = new ScriptedMailer();
        await _watch.CycleAsync(undisturbed, mail);
        var expected = await KeptAsync(undisturbed);
        expected.ShouldNotBeEmpty();

        var windows = 0;
        for (var writes = 0; writes < undisturbed.Writes; writes++)
        {
            var blobs = new MemoryBlobs { WritesLeft = writes, FailsAfterWriting = afterWriting };
            var mailer = new ScriptedMailer();
            await DieAsync(blobs, mailer);
            blobs.WritesLeft = -1;
            // The reader that a dead process was mailing is free again when its lease runs out.
            await _watch.CycleAsync(blobs, mailer, new TestClock(Watch.Morning.AddMinutes(10)));

            (await KeptAsync(blobs)).ShouldBe(expected, $"after {writes} writes");
            mailer.Accepted.Select(m => m.To.Value).Distinct().Count().ShouldBe(2, $"after {writes} writes");
            windows += mailer.Doubles;
        }

        // A mail goes out again only where the store died between the provider's yes and the record of it: once for each of the two readers at most.
        windows.ShouldBeLessThanOrEqualTo(2);
    }

    private async Task DieAsync(MemoryBlobs blobs, ScriptedMailer mailer)
    {
        try
        {
            await _watch.CycleAsync(blobs, mailer);
        }
        catch (StorageException)
        {
            // That is what this run is for.
        }
    }

    /// <summary>Articles, and the articles that stories hold: an article that is stored but in no story would reach no reader.</summary>
    private static async Task<List<string>> KeptAsync(MemoryBlobs blobs)
    {
        var articles = await new ArticleStore(blobs).StoredAsync(DateOnly.FromDateTime(Watch.Morning.UtcDateTime), CancellationToken.None).ToListAsync();
        var names = articles.Select(a => a.Id.Value).Distinct().ToList();
        var stories = new StoryStore(blobs);
        await foreach (var name in blobs.ListAsync("stories/", null, CancellationToken.None))
        {
            var story = await stories.ReadAsync(new StoryId(Path.GetFileNameWithoutExtension(name)), CancellationToken.None);
            names.AddRange(story!.Value.Reports.Select(r => $"{r.Article} in a story"));
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
