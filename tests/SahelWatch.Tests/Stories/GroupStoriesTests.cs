using System.Text;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Stories.Batches;
using SahelWatch.Stories.Indexing;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories;

/// <summary>What grouping takes in, run after run, whatever the clocks say and whatever became of what is stored.</summary>
public sealed class GroupStoriesTests
{
    private static readonly DateTimeOffset Now = GroupingHarness.Now;
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly MemoryBlobs _blobs = new();

    [Fact]
    public async Task What_was_grouped_is_not_grouped_again()
    {
        await PollAsync(Now, 0, 10);
        (await GroupAsync(Now)).Articles.ShouldBe(10);
        await PollAsync(Now.AddMinutes(15), 10, 5);

        (await GroupAsync(Now.AddMinutes(16))).Articles.ShouldBe(5);
        var writes = _blobs.Writes;
        (await GroupAsync(Now.AddMinutes(31))).Articles.ShouldBe(0);
        _blobs.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task Pages_of_days_without_grouping_and_of_both_sides_of_midnight_are_grouped()
    {
        await PollAsync(Now.AddDays(-3), 0, 3);
        await PollAsync(Now.Date.AddMilliseconds(-1), 3, 3);
        await PollAsync(Now.Date, 6, 3);

        (await GroupAsync(Now)).Articles.ShouldBe(9);
    }

    [Theory]
    [InlineData(-10)] // written late
    [InlineData(-60)] // a clock an hour behind
    [InlineData(60)] // and one an hour ahead
    [InlineData(-20 * 60)]
    [InlineData(18 * 60)]
    public async Task A_page_named_by_a_clock_that_differs_is_not_passed_over(int minutes)
    {
        await PollAsync(Now, 0, 10);
        await GroupAsync(Now);
        await PollAsync(Now.AddMinutes(1 + minutes), 10, 5);

        (await GroupAsync(Now.AddMinutes(15))).Articles.ShouldBe(5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(365)]
    public async Task A_clock_that_ran_ahead_for_one_run_loses_nothing(int days)
    {
        await PollAsync(Now, 0, 8);
        await GroupAsync(Now);
        await PollAsync(Now.AddDays(days), 8, 8);
        await GroupAsync(Now.AddDays(days));
        foreach (var (hours, from) in new[] { (0.4, 16), (12, 20), (24.0, 24) })
        {
            await PollAsync(Now.AddHours(hours), from, 4);
            await GroupAsync(Now.AddHours(hours).AddMinutes(1));

            (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
            // A digest sees them all, those of the run from the future too.
            var stories = await new StoryStore(_blobs).ChangedAsync(Now.AddDays(-14), Now.AddHours(hours).AddMinutes(1), Never);
            stories.Sum(s => s.Reports.Count).ShouldBe(from + 4);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task A_clock_that_ran_ahead_hides_nothing_from_a_grouping_that_paused_until_its_time_came(int days)
    {
        await PollAsync(Now, 0, 8);
        await GroupAsync(Now);
        await PollAsync(Now.AddDays(days), 8, 4);
        await GroupAsync(Now.AddDays(days));
        for (var day = 0; day < days; day++)
            await PollAsync(Now.AddDays(day).AddHours(1), 12 + (day * 2), 2);

        await GroupAsync(Now.AddDays(days).AddHours(1));

        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_articles_are_grouped_a_few_at_a_time()
    {
        var paragraph = string.Concat(Enumerable.Repeat("The governor of Gao spoke of the harvest. ", 10_000)); // 420,000 characters
        await GroupingHarness.PollAsync(_blobs, GroupingHarness.Press.Take(25).Select(a => a with { Text = a.Text + paragraph }), Now);
        var pages = new UnreadPages(new Stores(new CountingBlobs(_blobs)), new StoryOptions());

        var (articles, batch) = await pages.ReadAsync(await pages.ListAsync(null, Now, Never), Attempt.Usual, Now, Never);

        articles.Count.ShouldBe(10);
        batch.Part.ShouldNotBeNull().Lines.ShouldBe(10);
        (await GroupAsync(Now)).Articles.ShouldBe(25);
    }

    [Fact]
    public async Task Two_machines_whose_clocks_are_hours_apart_take_turns()
    {
        for (var i = 0; i < 6; i++)
        {
            var clock = Now.AddMinutes(15 * i).AddHours(i % 2 == 0 ? 0 : 3);
            await PollAsync(clock, i * 4, 4);
            (await GroupAsync(clock)).Articles.ShouldBe(4);
        }

        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_single_day_that_is_gone_from_the_index_is_noticed_and_rebuilt()
    {
        await PollAsync(Now.AddDays(-1), 0, 10);
        await GroupAsync(Now.AddDays(-1));
        await PollAsync(Now, 10, 5);
        await GroupAsync(Now);
        var day = new IndexStore(_blobs);
        var before = await day.ReadAsync(DayOf(Now), DayOf(Now), Never);
        await day.DeleteAsync(DayOf(Now), Never);

        await PollAsync(Now.AddMinutes(1), 12, 4); // three of them known, and stored again
        (await GroupAsync(Now.AddMinutes(2))).Articles.ShouldBe(1);

        before.ShouldNotBeEmpty();
        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_read_is_set_aside_and_no_article_is_grouped_twice()
    {
        await PollAsync(Now, 0, 10);
        await GroupAsync(Now);
        await GarbleAsync(BlobNames.GroupingCursor);
        await PollAsync(Now.AddMinutes(1), 10, 5);

        (await GroupAsync(Now.AddMinutes(2))).Articles.ShouldBe(5);

        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
        (await _blobs.SetAsideAsync(Never).ToListAsync()).ShouldBe([BlobNames.GroupingCursor]);
    }

    [Fact]
    public async Task A_story_that_cannot_be_read_is_put_together_again_when_it_grows()
    {
        await PollAsync(Now, 0, GroupingHarness.Press.Count - 1);
        await GroupAsync(Now);
        foreach (var name in await _blobs.ListAsync("stories/", null, Never).ToListAsync())
            await GarbleAsync(name);

        // Each article again, as edited by its outlet: every story is touched.
        await GroupingHarness.PollAsync(_blobs, GroupingHarness.Press.Select(a => a with { IsEdit = true, Title = a.Title + " (update)" }), Now.AddMinutes(1));
        await GroupAsync(Now.AddMinutes(2));

        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_article_that_grouping_cannot_get_past_is_set_aside_alone()
    {
        var line = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(GroupingHarness.Press[9], StorageJson.Readable.Article)
            .Replace("\"countries\":[]", "\"countries\":null", StringComparison.Ordinal));
        await PollAsync(Now, 0, 9);
        await _blobs.CreateAsync(BlobNames.ArticlePage(Now, 1), line, "application/jsonl", Never);
        await PollAsync(Now.AddMinutes(1), 10, 10);

        (await GroupAsync(Now.AddMinutes(2))).Articles.ShouldBe(19);

        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldHaveSingleItem().ShouldStartWith(GroupingHarness.Press[9].Id.Value);
        (await _blobs.ReadAsync(BlobNames.Quarantined($"{BlobNames.ArticlePage(Now, 1)}.0"), Never))!.Content.ToArray().ShouldBe(line);
        (await GroupAsync(Now.AddMinutes(3))).Articles.ShouldBe(0);
    }

    [Fact]
    public async Task An_article_on_which_memory_runs_out_is_not_set_aside()
    {
        await PollAsync(Now, 0, 10);
        await GroupAsync(Now);
        await PollAsync(Now.AddMinutes(1), 10, 10);
        var full = new RefusingBlobs(_blobs, "stories/", () => new InsufficientMemoryException());

        await Should.ThrowAsync<OutOfMemoryException>(() => GroupingHarness.GroupAsync(full, new TestClock(Now.AddMinutes(2))));

        (await GroupAsync(Now.AddMinutes(30))).Articles.ShouldBe(10);
        (await GroupingHarness.MisplacedAsync(_blobs)).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_run_died_over_is_tried_in_ever_smaller_numbers_until_one_article_is_left_and_given_up()
    {
        var (now, attempt, runs) = (Now, (Attempt?)null, 0);
        for (; attempt is not { IsHopeless: true }; now = now.AddMinutes(15), runs++)
            attempt = Attempt.After(attempt, now, new StoryOptions().Patience);

        runs.ShouldBe(8);
        attempt.Lines.ShouldBe(1);
    }

    [Fact]
    public void A_try_that_is_minutes_old_may_be_another_run_at_work()
    {
        var theirs = Attempt.After(null, Now, new StoryOptions().Patience);

        Attempt.After(theirs, Now.AddMinutes(5), new StoryOptions().Patience).Lines.ShouldBe(theirs.Lines);
        Attempt.After(theirs, Now.AddMinutes(-5), new StoryOptions().Patience).Lines.ShouldBe(theirs.Lines);
    }

    [Fact]
    public void After_a_small_batch_that_went_well_the_next_is_twice_as_large()
    {
        var attempt = new Attempt(1, Now, 2);
        for (var batches = 0; batches < 10; batches++)
            attempt = attempt.Succeeded().ShouldNotBeNull();

        attempt.Lines.ShouldBe(1024);
        attempt.Succeeded().ShouldBeNull();
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private Task PollAsync(DateTimeOffset time, int from, int count) =>
        GroupingHarness.PollAsync(_blobs, GroupingHarness.Press.Skip(from).Take(count).Select(a => a with { FirstSeen = time }), time);

    private Task<GroupReport> GroupAsync(DateTimeOffset time) => GroupingHarness.GroupAsync(_blobs, new TestClock(time));

    private async Task GarbleAsync(string name) =>
        await _blobs.PutAsync(name, (await _blobs.ReadAsync(name, Never))!.Content[..^2], "application/json", Never);
}
