using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Polling.Seen;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

/// <summary>Tells new entries from edited and unchanged ones.</summary>
public class SeenEntriesTests
{
    private static readonly FeedId Feed = FeedId.From(new("https://site.example/feed"));
    private static readonly Uri Home = new("https://site.example/");
    private static readonly DateTimeOffset Monday = TestClock.Start;

    private static readonly FeedEntry Original = Entry("g1", "https://site.example/attack", "Attack in Djibo", Monday.AddHours(-5));

    public static TheoryData<string, FeedEntry> Edits() => new()
    {
        { "the headline", Original with { Title = "Attack in Djibo: 15 dead" } },
        { "the headline and the date", Original with { Title = "Attack in Djibo: 15 dead", Published = Monday } },
        { "the address, the guid staying", Original with { Url = new("https://site.example/2026/attack-in-djibo") } },
        { "headline and address, the guid staying", Original with { Title = "15 dead", Url = new("https://site.example/15-dead") } },
        { "headline and guid, the address staying", Original with { Id = "new", Title = "15 dead" } },
        { "guid and address, as after a move of the site", Original with { Id = "https://new.example/attack", Url = new("https://new.example/attack") } },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edited_entry_is_an_update_of_the_same_article(string what, FeedEntry edited)
    {
        var (first, memory) = Poll(default, Monday, Original);
        var (second, after) = Poll(memory, Monday.AddDays(1), edited);
        var (third, _) = Poll(after, Monday.AddDays(2), edited);

        var update = second.ShouldHaveSingleItem(what);
        (update.Id, update.IsUpdate, update.Entry).ShouldBe((first.Single().Id, true, edited));
        update.FirstSeen.ShouldBe(new DateTimeOffset(Monday.Date, TimeSpan.Zero), "the article is stored under this day");
        third.ShouldBeEmpty();
    }

    private static FeedEntry Bulletin(int number) =>
        Entry($"b{number}", "https://site.example/bulletins", "Communiqué", Monday.AddHours(number)) with { Summary = $"Text of bulletin {number}" };

    [Fact]
    public void Bulletins_that_share_title_and_address_are_separate_articles()
    {
        var (first, memory) = Poll(default, Monday.AddDays(1), Bulletin(1), Bulletin(2), Bulletin(3));
        var (second, after) = Poll(memory, Monday.AddDays(2), Bulletin(4), Bulletin(3), Bulletin(2));
        var (third, _) = Poll(after, Monday.AddDays(3), Bulletin(4));

        first.Select(n => n.Id).Distinct().Count().ShouldBe(3);
        second.Select(n => (n.Entry.Id, n.IsUpdate)).ShouldBe([("b4", false)]);
        third.ShouldBeEmpty();
    }

    [Fact]
    public void A_later_bulletin_alone_at_its_address_is_a_separate_article_if_the_feed_has_stable_identifiers()
    {
        var others = new[] { Entry("o1", "https://site.example/1", "One", Monday), Entry("o2", "https://site.example/2", "Two", Monday) };
        var (_, memory) = Poll(default, Monday.AddDays(1), [Bulletin(1), .. others]);
        var (second, _) = Poll(memory, Monday.AddDays(2), [Bulletin(2), .. others]);

        second.Select(n => (n.Entry.Id, n.IsUpdate)).ShouldBe([("b2", false)]);
    }

    [Fact]
    public void A_feed_that_generates_new_identifiers_and_dates_for_every_build_has_no_new_entries()
    {
        FeedEntry[] Built(int time) =>
            [.. Enumerable.Range(1, 5).Select(i => Entry($"{time}-{i}", $"https://site.example/{i}", $"Title {i}", Monday.AddHours(time)))];
        var (_, memory) = Poll(default, Monday.AddDays(1), Built(1));

        Poll(memory, Monday.AddDays(2), Built(2)).News.ShouldBeEmpty();
    }

    [Fact]
    public void An_article_whose_identifier_counts_versions_stays_one()
    {
        var others = new[] { Entry("o1", "https://site.example/1", "One", Monday), Entry("o2", "https://site.example/2", "Two", Monday) };
        FeedEntry Version(int number) => Entry(
            $"https://site.example/c1#{number}", "https://site.example/c1?at=rss", "Attack in Djibo", Monday.AddHours(number)) with
        { Summary = "The same" };
        var (first, memory) = Poll(default, Monday.AddDays(1), [Version(0), Version(1), .. others]);

        first.Count(n => n.Entry.Title == "Attack in Djibo").ShouldBe(1);
        Poll(memory, Monday.AddDays(2), [Version(2), .. others]).News.ShouldBeEmpty();
    }

    public static TheoryData<string, FeedEntry> SameAgain() => new()
    {
        { "nothing changed", Original },
        { "the date moved", Original with { Published = Monday } },
        { "the date went", Original with { Published = null } },
        { "the text changed", Original with { Summary = "More", Content = "More" } },
        { "only the guid changed", Original with { Id = "another" } },
        { "the guid went", Original with { Id = "" } },
        { "a tracking parameter and a fragment came", Original with { Url = new("http://site.example/attack?utm_source=rss#comments") } },
    };

    [Theory]
    [MemberData(nameof(SameAgain))]
    public void An_insignificant_change_is_neither_new_nor_an_update(string what, FeedEntry again)
    {
        var (_, memory) = Poll(default, Monday, Original);

        Poll(memory, Monday.AddDays(1), again).News.ShouldBeEmpty(what);
    }

    public static TheoryData<string, FeedEntry[], FeedEntry[]> News() => new()
    {
        { "entries numbered from the top", [Entry("1", "https://site.example/a", "A", Monday)], [
            Entry("1", "https://site.example/b", "B", Monday.AddHours(1))] },
        { "one page for every bulletin", [Entry("x", "https://site.example/bulletin", "Morning", Monday)], [
            Entry("y", "https://site.example/bulletin", "Evening", Monday.AddHours(9))] },
        { "every entry leads home", [Entry("", Home.ToString(), "A", Monday)], [
            Entry("", Home.ToString(), "A", Monday), Entry("", Home.ToString(), "B", Monday)] },
        { "a column's title comes back", [Entry("1", "https://site.example/1", "Press review", Monday)], [
            Entry("2", "https://site.example/2", "Press review", Monday.AddDays(1))] },
        { "a column without dates", [Entry("1", "https://site.example/1", "Press review", null)], [
            Entry("2", "https://site.example/2", "Press review", null)] },
        { "two of one title and minute", [Entry("1", "https://site.example/1", "Flash", Monday)], [
            Entry("1", "https://site.example/1", "Flash", Monday), Entry("2", "https://site.example/2", "Flash", Monday)] },
        { "neither guid nor address", [Entry("", null, "A", Monday)], [Entry("", null, "A", Monday), Entry("", null, "B", Monday)] },
    };

    [Theory]
    [MemberData(nameof(News))]
    public void A_new_article_is_not_mistaken_for_an_old_one_that_shares_a_mark(string manner, FeedEntry[] before, FeedEntry[] after)
    {
        var (first, memory) = Poll(default, Monday, before);
        var (second, _) = Poll(memory, Monday.AddDays(1), after);

        var added = second.ShouldHaveSingleItem(manner);
        added.IsUpdate.ShouldBeFalse();
        first.Select(f => f.Id).ShouldNotContain(added.Id);
    }

    [Fact]
    public void An_entry_that_vanishes_and_comes_back_weeks_later_is_not_new()
    {
        var other = Entry("g2", "https://site.example/other", "Other", Monday);
        var (_, memory) = Poll(default, Monday, Original, other);
        (_, memory) = Poll(memory, Monday.AddDays(1), other);

        Poll(memory, Monday.AddDays(40), Original, other).News.ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_shown_through_months_of_304_was_seen_until_the_last_of_them()
    {
        var (_, memory) = Poll(default, Monday, Original);
        var other = Entry("g2", "https://site.example/other", "Other", Monday.AddDays(100));

        var seen = new SeenEntries(memory, lastSuccess: Monday.AddDays(100), Monday.AddDays(100));
        seen.Take(Feed, [other], Home, Monday.AddDays(100)).Count.ShouldBe(1);
        Poll(seen.Pack(), Monday.AddDays(101), Original, other).News.ShouldBeEmpty();
    }

    [Fact]
    public void Entries_that_left_the_feed_are_forgotten_after_a_while_and_current_ones_never()
    {
        var (_, memory) = Poll(default, Monday, Original);
        for (var day = 1; day < 200; day++)
            (_, memory) = Poll(memory, Monday.AddDays(day), Entry($"d{day}", $"https://site.example/{day}", $"Day {day}", Monday.AddDays(day)),
                Entry("pinned", "https://site.example/pinned", "Pinned", Monday));

        memory.Length.ShouldBe((2 + 45) * SeenEntry.Size);
        Poll(memory, Monday.AddDays(200), Entry("pinned", "https://site.example/pinned", "Pinned", Monday)).News.ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_listed_twice_in_one_document_is_one() =>
        Poll(default, Monday, Original, Original, Original with { Id = "again" }).News.Count.ShouldBe(1);

    [Fact]
    public void A_date_in_the_future_is_clamped_when_first_seen_and_makes_nothing_new_later()
    {
        var ahead = Original with { Published = Monday.AddHours(3), Updated = Monday.AddHours(4) };
        var (first, memory) = Poll(default, Monday, ahead);

        (first.Single().Entry.Published, first.Single().Entry.Updated).ShouldBe((Monday, Monday));
        Poll(memory, Monday.AddHours(1), ahead).News.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_date_stays_missing() => Poll(default, Monday, Original with { Published = null }).News.Single().Entry.Published.ShouldBeNull();

    [Fact]
    public void Two_feeds_that_carry_one_article_name_it_alike()
    {
        var other = new SeenEntries(default, null, Monday).Take(FeedId.From(new("https://other.example/feed")), [Original with { Id = "x" }], null, Monday);

        other.Single().Id.ShouldBe(Poll(default, Monday, Original).News.Single().Id);
    }

    [Fact]
    public void An_article_listed_twice_under_two_identifiers_stays_one()
    {
        FeedEntry[] document =
        [
            Entry("https://site.example/1", "https://site.example/2", "A", Monday.AddHours(-3)),
            Entry("2", "https://site.example/", "B", null),
            Entry("1", "https://site.example/2", "A", Monday.AddHours(-2)),
        ];

        var (first, memory) = Poll(default, Monday, document);

        first.Count.ShouldBe(2);
        Poll(memory, Monday.AddHours(1), document).News.ShouldBeEmpty();
    }

    /// <summary>Whatever entries a feed has, in any order: polled again it has nothing new, and no two articles share an id.</summary>
    [Fact]
    public void Any_document_polled_twice_is_news_once()
    {
        var entry = from guid in Gen.Elements(["", "", "1", "2", "https://site.example/1"])
                    from path in Gen.Elements<string?>([null, "", "1", "2", "3", "4"])
                    from title in Gen.Elements(["", "A", "B", "C", "D"])
                    from hours in Gen.Choose(0, 4)
                    select Entry(guid, path is null ? null : $"https://site.example/{path}", title, hours == 0 ? null : Monday.AddHours(-hours));
        var documents = entry.ArrayOf().ToArbitrary();

        Prop.ForAll(documents, document =>
        {
            var (first, memory) = Poll(default, Monday, document);
            var (second, _) = Poll(memory, Monday.AddHours(1), document);
            return second.Count == 0 && first.Select(f => f.Id).Distinct().Count() == first.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_000)]
    public void A_mark_shared_by_two_entries_of_a_document_identifies_neither(int length)
    {
        var entries = Enumerable.Range(0, length).Select(i => Entry($"g{i}", $"https://site.example/{i}", $"Title {i}", Monday)).ToArray();
        EntryMarks.Of(Feed, entries, Home).ShouldAllBe(m => m.Guid != 0 && m.Link != 0);

        entries[^1] = entries[^1] with { Id = "g0" };
        entries[^2] = entries[^2] with { Url = entries[0].Url };
        var marks = EntryMarks.Of(Feed, entries, Home);
        (marks[0].Guid, marks[0].Link, marks[^1].Guid, marks[^2].Link).ShouldBe((0ul, 0ul, 0ul, 0ul));
        marks[1..^2].ShouldAllBe(m => m.Guid != 0 && m.Link != 0);
        (marks[^1].Link == 0 || marks[^2].Guid == 0).ShouldBeFalse();
    }

    [Fact]
    public void A_packed_entry_is_unpacked_unchanged()
    {
        var entry = new SeenEntry(ContentHash.NumberOf("https://site.example/"), 0xFFFF_1234_5678, 0x8765_4321_FFFF, 0xDEADBEEF, 0xFFFFFFFF, 9_823, 65_535);

        SeenEntry.Unpack(SeenEntry.Pack([entry, entry]).Span, 0).ShouldBe([entry, entry]);
    }

    private static Polled Poll(ReadOnlyMemory<byte> memory, DateTimeOffset now, params FeedEntry[] entries)
    {
        var seen = new SeenEntries(memory, now.AddDays(-1), now);
        return new(seen.Take(Feed, entries, Home, now), seen.Pack());
    }

    private static FeedEntry Entry(string guid, string? url, string title, DateTimeOffset? published) =>
        new() { Id = guid, Url = url is null ? null : new(url), Title = title, Published = published };

    private sealed record Polled(IReadOnlyList<PolledEntry> News, ReadOnlyMemory<byte> Memory);
}
