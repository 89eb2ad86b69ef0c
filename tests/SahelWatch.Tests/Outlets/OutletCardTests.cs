using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Outlets;
using SahelWatch.Upkeep;

namespace SahelWatch.Tests.Outlets;

public class OutletCardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_feeds_of_one_house_make_one_card_that_does_as_well_as_the_best_of_them()
    {
        var card = OutletCard.Of(OutletTable.Shipped,
        [
            Of("RFI Mali", "https://www.rfi.fr/fr/tag/mali/rss", "fr", FeedHealth.Blocked, TimeSpan.FromHours(12)),
            Of("RFI Hausa", "https://www.rfi.fr/ha/rss", "ha", FeedHealth.Healthy, TimeSpan.FromHours(6)),
        ], []).ShouldHaveSingleItem();

        card.Outlet.Name.ShouldBe("RFI");
        card.Languages.ShouldBe(["fr", "ha"]);
        card.Health.ShouldBe(FeedHealth.Healthy);
        card.EntriesPerDay.ShouldBe(4);
        card.LastNewEntry.ShouldBe(Now);
    }

    [Fact]
    public void An_address_is_unchecked_until_it_has_answered_once()
    {
        var never = Of("AMAP", "https://amap.ml/feed/", "fr", null, null, isUnchecked: true);
        var once = Of("ORTM", "https://ortm.ml/feed/", "fr", FeedHealth.Failing, null, isUnchecked: true);

        OutletCard.Of(OutletTable.Shipped, [never, once], []).Select(c => c.IsUnchecked).ShouldBe([true, false]);
    }

    [Fact]
    public void An_outlet_is_counted_once_a_story_and_was_first_where_another_house_followed()
    {
        FeedStatus[] feeds =
        [
            Of("RFI Mali", "https://www.rfi.fr/fr/tag/mali/rss", "fr", null, null),
            Of("RFI Afrique", "https://www.rfi.fr/fr/afrique/rss", "fr", null, null),
            Of("Maliweb", "https://www.maliweb.net/feed", "fr", null, null),
        ];
        var cards = OutletCard.Of(OutletTable.Shipped, feeds,
        [
            Row(new CatalogueOutlet("RFI Mali", 1, 0), new CatalogueOutlet("Maliweb", 2, 1), new CatalogueOutlet("RFI Afrique", 1, 1)),
            Row(new CatalogueOutlet("RFI Afrique", 1, 0)), // nobody followed
            Row(new CatalogueOutlet("Delisted", 1, 0), new CatalogueOutlet("Maliweb", 1, 1)),
        ]);

        cards.Select(c => (c.Outlet.Name, c.Stories, c.Reports, c.Reprints, c.First)).ShouldBe([("Maliweb", 2, 3, 2, 0), ("RFI", 2, 3, 1, 1)]);
    }

    private static CatalogueRow Row(params CatalogueOutlet[] outlets) => new()
    {
        Id = new StoryId("s"),
        Headlines = new Dictionary<string, string>(),
        Outlets = outlets,
        Reports = 1,
        Independent = 1,
        Languages = ["fr"],
        First = Now,
        Last = Now,
        Changed = Now,
        Severity = 1,
        Words = "",
    };

    private static FeedStatus Of(string title, string url, string language, FeedHealth? health, TimeSpan? rhythm, bool isUnchecked = false)
    {
        var feed = new Feed
        {
            Id = FeedId.From(new Uri(url)),
            Url = new Uri(url),
            Title = title,
            Language = language,
            Attributes = isUnchecked ? new Dictionary<string, string> { ["unchecked"] = "true" } : [],
        };
        return new(feed, health is { } known
            ? new FeedState { Id = feed.Id, Health = known, Rhythm = rhythm, LastSuccess = Now, LastNewEntry = Now }
            : null);
    }
}
