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
        ]).ShouldHaveSingleItem();

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

        OutletCard.Of(OutletTable.Shipped, [never, once]).Select(c => c.IsUnchecked).ShouldBe([true, false]);
    }

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
