using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Storage;
using SahelWatch.Tests.Digests;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Catalogue;

/// <summary>The catalogue has a row of every story, whatever befell it on the way, and costs little.</summary>
public class UpdateCatalogueTests
{
    private static readonly DateTimeOffset Now = GroupingHarness.Now;

    [Fact]
    public async Task Every_story_has_a_row()
    {
        var blobs = await CatalogueHarness.GroupedAsync();

        (await CatalogueHarness.UpdateAsync(blobs)).ShouldBeGreaterThan(0);

        CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(await CatalogueHarness.StoriesAsync(blobs));
    }

    [Fact]
    public async Task Names_and_codes_that_many_events_have_in_common_are_in_memory_once()
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);

        var rows = await CatalogueHarness.RowsAsync(blobs);

        Copies(rows.SelectMany(r => r.Places).Select(p => p.Name)).ShouldBe(0);
        Copies(rows.SelectMany(r => r.Countries)).ShouldBe(0);
        Copies(rows.SelectMany(r => r.Names)).ShouldBe(0);
        Copies(rows.SelectMany(r => r.Figures).Select(f => f.Kind)).ShouldBe(0);

        static int Copies<T>(IEnumerable<T> all) where T : class => all.Distinct(ReferenceEqualityComparer.Instance).Count() - all.Distinct().Count();
    }

    [Fact]
    public async Task Where_nothing_changed_an_update_reads_the_contents_and_asks_after_the_cursor()
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        var counting = new CountingBlobs(blobs);

        (await CatalogueHarness.UpdateAsync(counting)).ShouldBe(0);

        counting.Operations.ShouldBe(new BlobOperations(Writes: 0, Lists: 0, Reads: 2, Deletes: 0));
    }

    [Fact]
    public async Task An_update_costs_a_read_for_each_changed_story_and_little_more()
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        await GroupingHarness.PollAsync(blobs, [CatalogueHarness.Press[0] with { Id = ArticleId.From("another"), Title = "Bamako : grève des enseignants", Text = "" }], Now.AddMinutes(15));
        await GroupingHarness.GroupAsync(blobs, new TestClock(Now.AddMinutes(16)));
        var counting = new CountingBlobs(blobs);

        (await CatalogueHarness.UpdateAsync(counting, Now.AddMinutes(16))).ShouldBe(1);

        // Contents and cursor twice each but one; yesterday, today, tomorrow; the note, the story, the month.
        counting.Operations.ShouldBe(new BlobOperations(Writes: 2, Lists: 3, Reads: 6, Deletes: 0));
    }

    [Fact]
    public async Task Wherever_an_update_dies_the_next_one_has_every_story()
    {
        var grouped = await CatalogueHarness.GroupedAsync();
        var expected = await CatalogueHarness.StoriesAsync(grouped);
        for (var writes = 0; writes < 2; writes++)
        {
            foreach (var after in new[] { false, true })
            {
                var blobs = grouped.Copy();
                (blobs.WritesLeft, blobs.FailsAfterWriting) = (writes, after);
                await Should.ThrowAsync<StorageException>(() => CatalogueHarness.UpdateAsync(blobs));
                blobs.WritesLeft = -1;
                await CatalogueHarness.UpdateAsync(blobs);

                CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(expected, $"after {writes} writes");
            }
        }
    }

    [Fact]
    public async Task Wherever_another_update_comes_in_between_every_story_has_one_row()
    {
        var grouped = await CatalogueHarness.GroupedAsync();
        var expected = await CatalogueHarness.StoriesAsync(grouped);
        var interrupted = true;
        for (var at = 1; interrupted; at++)
        {
            var blobs = grouped.Copy();
            var midway = new InterruptedBlobs(blobs, at, () => CatalogueHarness.UpdateAsync(blobs));
            await CatalogueHarness.UpdateAsync(midway);
            interrupted = midway.WasInterrupted;

            CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(expected, $"at operation {at}");
        }
    }

    [Fact]
    public async Task What_a_batch_under_way_has_not_written_yet_is_waited_for()
    {
        var blobs = new MemoryBlobs();
        await GroupingHarness.PollAsync(blobs, CatalogueHarness.Press, Now);
        blobs.WritesLeft = 4; // two of the cursor, the note, a story
        await Should.ThrowAsync<StorageException>(() => GroupingHarness.GroupAsync(blobs));
        blobs.WritesLeft = -1;

        (await CatalogueHarness.UpdateAsync(blobs)).ShouldBe(0);
        await GroupingHarness.GroupAsync(blobs);
        await CatalogueHarness.UpdateAsync(blobs);

        CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(await CatalogueHarness.StoriesAsync(blobs));
    }

    [Theory]
    [InlineData("catalogue/contents.json", false)]
    [InlineData("catalogue/contents.json", true)]
    [InlineData("catalogue/2026-11.json.gz", false)]
    [InlineData("catalogue/2026-11.json.gz", true)]
    public async Task What_is_lost_or_garbled_is_made_anew_of_the_stories(string name, bool isGarbled)
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        await (isGarbled ? blobs.PutAsync(name, "what is this"u8.ToArray(), "text/plain", default) : blobs.DeleteAsync(name, default));
        await CatalogueHarness.RowsAsync(blobs); // a reader notices it

        await CatalogueHarness.UpdateAsync(blobs, Now.AddHours(1));

        CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(await CatalogueHarness.StoriesAsync(blobs));
        (await blobs.ReadAsync($"quarantine/{name}", default) is not null).ShouldBe(isGarbled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_month_that_is_lost_or_garbled_does_not_stop_pruning(bool isGarbled)
    {
        const string name = "catalogue/2026-11.json.gz";
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        await (isGarbled ? blobs.PutAsync(name, "what is this"u8.ToArray(), "text/plain", default) : blobs.DeleteAsync(name, default));

        await new CatalogueStore(blobs, new TestClock(Now)).PruneAsync(DateOnly.FromDateTime(Now.UtcDateTime), default);
        await CatalogueHarness.UpdateAsync(blobs, Now.AddHours(1));

        CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(await CatalogueHarness.StoriesAsync(blobs));
    }

    [Fact]
    public async Task A_story_that_was_merged_loses_its_row_and_one_that_moved_to_another_month_has_one()
    {
        var blobs = new MemoryBlobs();
        var first = SomeStory.Of(SomeStory.Report("a1", "Attack in Djibo", new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero)));
        var merged = SomeStory.Of(SomeStory.Report("b1", "Djibo attacked", new DateTimeOffset(2026, 11, 2, 6, 0, 0, TimeSpan.Zero)));
        await CatalogueHarness.StoreAsync(blobs, Now, first, merged);
        await CatalogueHarness.UpdateAsync(blobs);
        var earlier = new DateTimeOffset(2026, 10, 31, 22, 0, 0, TimeSpan.Zero);
        await CatalogueHarness.StoreAsync(blobs, Now.AddHours(1),
            first with { Reports = [SomeStory.Report("a0", "Gunfire heard in Djibo", earlier), .. first.Reports], FirstReported = earlier },
            merged with { Reports = [], MergedInto = first.Id });

        await CatalogueHarness.UpdateAsync(blobs, Now.AddHours(1));

        var row = (await CatalogueHarness.RowsAsync(blobs)).ShouldHaveSingleItem();
        (row.Id, row.First, row.Reports).ShouldBe((first.Id, earlier, 2));
        (await blobs.ReadAsync("catalogue/2026-11.json.gz", default)).ShouldBeNull("no event was first reported then");
    }

    [Fact]
    public async Task A_story_that_no_row_can_be_made_of_keeps_the_row_it_had_and_keeps_out_no_other()
    {
        var blobs = new MemoryBlobs();
        var (sound, odd) = (SomeStory.Of(SomeStory.Report("a1", "Flood in Niamey", Now)), SomeStory.Of(SomeStory.Report("b1", "Strike in Bamako", Now)));
        await CatalogueHarness.StoreAsync(blobs, Now, odd);
        await CatalogueHarness.UpdateAsync(blobs);
        await CatalogueHarness.StoreAsync(blobs, Now.AddHours(1), odd with { FirstReported = DateTimeOffset.MaxValue }, sound);

        var report = await CatalogueHarness.Update(blobs, Now.AddHours(1)).RunAsync(CancellationToken.None);
        var again = await CatalogueHarness.Update(blobs, Now.AddHours(1)).RunAsync(CancellationToken.None);

        report.Problems.ShouldHaveSingleItem().ShouldContain(odd.Id.Value);
        again.Stories.ShouldBe(0);
        CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe(new[] { odd.Id.Value, sound.Id.Value }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_past_retention_is_pruned()
    {
        var blobs = new MemoryBlobs();
        var old = SomeStory.Of(SomeStory.Report("a1", "Flood in Niamey", Now.AddDays(-25)));
        var recent = SomeStory.Of(SomeStory.Report("b1", "Strike in Bamako", Now.AddDays(-15)));
        await CatalogueHarness.StoreAsync(blobs, Now, old, recent);
        await CatalogueHarness.UpdateAsync(blobs);

        await new CatalogueStore(blobs, new TestClock(Now)).PruneAsync(DateOnly.FromDateTime(Now.AddDays(-20).UtcDateTime), default);

        CatalogueHarness.Ids(await CatalogueHarness.RowsAsync(blobs)).ShouldBe([recent.Id.Value]);
    }

    [Fact]
    public async Task A_reader_asks_after_the_contents_alone_while_nothing_changed_and_not_even_that_within_seconds()
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        var (counting, clock) = (new CountingBlobs(blobs), new TestClock(Now));
        var reader = new CatalogueReader(new CatalogueStore(counting, clock), _ => Task.FromResult(EntrySet.Shipped));
        await reader.RowsAsync(null, null, default);
        var first = counting.Operations;

        await reader.RowsAsync(null, null, default);
        var atOnce = counting.Operations - first;
        clock.Advance(TimeSpan.FromMinutes(1));
        await reader.RowsAsync(null, null, default);

        first.ShouldBe(new BlobOperations(0, 0, Reads: 2, 0), "the contents and the month");
        atOnce.ShouldBe(default);
        (counting.Operations - first).ShouldBe(new BlobOperations(0, 0, Reads: 1, 0));
    }
}
