using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories;

/// <summary>
/// Grouping dies, or another run comes in between, at one operation after another, and each time other articles arrive than those that were being grouped.
/// </summary>
public sealed class GroupingCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_grouping_dies_the_next_run_finishes_what_it_began_whatever_arrives_in_between(bool afterWriting)
    {
        var undisturbed = await PolledAsync();
        var before = undisturbed.Writes;
        await GroupingHarness.GroupAsync(undisturbed);
        (await GroupingHarness.MisplacedAsync(undisturbed)).ShouldBeEmpty();

        for (var writes = 0; writes < undisturbed.Writes - before; writes++)
        {
            var blobs = await PolledAsync();
            (blobs.WritesLeft, blobs.FailsAfterWriting) = (writes, afterWriting);
            await Should.ThrowAsync<StorageException>(() => GroupingHarness.GroupAsync(blobs));
            blobs.WritesLeft = -1;
            await GroupingHarness.PollAsync(blobs, Half(1), GroupingHarness.Now.AddMinutes(5));
            var report = await GroupingHarness.GroupAsync(blobs, new TestClock(GroupingHarness.Now.AddMinutes(6)));

            (await GroupingHarness.MisplacedAsync(blobs)).ShouldBeEmpty($"after {writes} writes");
            (report.Articles, report.LostRace).ShouldBe(
                (report.Resumed || writes < 2 ? GroupingHarness.Press.Count : Half(1).Count(), false), $"after {writes} writes");
        }
    }

    [Fact]
    public async Task Wherever_another_run_comes_in_between_every_article_is_in_one_story()
    {
        var (at, lost, interrupted) = (1, 0, true);
        for (; interrupted; at += 2)
        {
            var blobs = await PolledAsync();
            var midway = new InterruptedBlobs(blobs, at, async () =>
            {
                await GroupingHarness.PollAsync(blobs, Half(1), GroupingHarness.Now);
                (await GroupingHarness.GroupAsync(blobs)).LostRace.ShouldBeFalse();
            });

            lost += (await GroupingHarness.GroupAsync(midway)).LostRace ? 1 : 0;
            interrupted = midway.WasInterrupted;
            await GroupingHarness.GroupAsync(blobs);

            (await GroupingHarness.MisplacedAsync(blobs)).ShouldBeEmpty($"at operation {at}");
        }

        lost.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Two_grouping_runs_at_once_leave_every_article_in_one_story_two_hundred_times()
    {
        var events = await EventsAsync();
        var lost = 0;
        for (var i = 0; i < 200; i++)
        {
            var random = new Random(i);
            var blobs = new YieldingBlobs(new MemoryBlobs(), random);
            var some = events[i % events.Count].OrderBy(_ => random.Next()).ToList();
            await GroupingHarness.PollAsync(blobs, some.Take(some.Count / 2), GroupingHarness.Now.AddMinutes(-5));
            var first = GroupingHarness.GroupAsync(blobs);
            await GroupingHarness.PollAsync(blobs, some.Skip(some.Count / 2), GroupingHarness.Now.AddMinutes(-1));
            var second = GroupingHarness.GroupAsync(blobs);
            lost += (await Task.WhenAll(first, second)).Count(r => r.LostRace);
            await GroupingHarness.GroupAsync(blobs);

            (await GroupingHarness.MisplacedAsync(blobs)).ShouldBeEmpty($"round {i}");
        }

        lost.ShouldBeGreaterThan(0, "the runs never met");
    }

    /// <summary>The press by event.</summary>
    private static async Task<List<List<Article>>> EventsAsync()
    {
        var blobs = new MemoryBlobs();
        await GroupingHarness.PollAsync(blobs, GroupingHarness.Press, GroupingHarness.Now);
        await GroupingHarness.GroupAsync(blobs);
        var stories = await new StoryStore(blobs).ChangedAsync(GroupingHarness.Now, GroupingHarness.Now, CancellationToken.None);
        var press = GroupingHarness.Press.ToDictionary(a => a.Id);
        return [.. stories.Where(s => s.Reports.Count >= 4).Select(s => s.Reports.Select(r => press[r.Article]).ToList())];
    }

    /// <summary>A store with one half of the press in it, not grouped yet.</summary>
    private static async Task<MemoryBlobs> PolledAsync()
    {
        var blobs = new MemoryBlobs();
        await GroupingHarness.PollAsync(blobs, Half(0), GroupingHarness.Now.AddMinutes(-1));
        return blobs;
    }

    private static IEnumerable<Article> Half(int half) => GroupingHarness.Press.Where((_, i) => i % 2 == half);
}
