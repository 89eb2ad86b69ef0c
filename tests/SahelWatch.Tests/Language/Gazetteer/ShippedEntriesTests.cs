using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Tests.Language.Gazetteer;

/// <summary>What must hold of the gazetteer's data whatever is added to it.</summary>
public class ShippedEntriesTests
{
    private static readonly EntrySet Set = EntrySet.Shipped;

    private static readonly string[] Watched = ["ml", "ne", "bf", "td", "mr"];

    [Theory]
    [InlineData("ml", 19)] // law 2023-006, beside the District of Bamako
    [InlineData("ne", 7)] // beside Niamey
    [InlineData("bf", 17)] // decrees of July 2025
    [InlineData("td", 22)] // of 23 provinces; N'Djamena stands as the capital
    [InlineData("mr", 15)] // wilayas, three of them Nouakchott's
    public void Every_first_level_region_is_there(string country, int regions) =>
        Set.Entries.Count(e => e.Kind == EntryKind.Region && Set.Contains(country, e.Id)).ShouldBe(regions);

    [Fact]
    public void Towns_rivers_lakes_and_border_zones_number_at_least_250() =>
        Set.Entries.Count(e => Watched.Any(c => Set.Contains(c, e.Id)) && e.Kind is not (EntryKind.Region or EntryKind.Area) && e.IsPlace).ShouldBeGreaterThanOrEqualTo(250);

    [Fact]
    public void A_place_lies_in_the_country_that_its_id_and_its_code_say()
    {
        var strays = from e in Set.Entries
                     where e.IsPlace && e.Kind != EntryKind.Country
                     let country = e.Id.Split('.')[0]
                     where country != "xx" && (!Set.Contains(country, e.Id) || !e.Iso.Contains(country.ToUpperInvariant()))
                     select e.Id;
        strays.ShouldBeEmpty();
    }

    [Fact]
    public void A_settlement_of_a_watched_country_lies_in_a_region_or_is_the_capital()
    {
        var strays = from e in Set.Entries
                     where e.IsPoint && e.Kind != EntryKind.Capital && Watched.Contains(e.Id.Split('.')[0])
                     where !Set.Entries.Any(r => r.Kind is EntryKind.Region or EntryKind.Capital && Set.Contains(r.Id, e.Id))
                     select e.Id;
        strays.ShouldBeEmpty();
    }

    [Fact]
    public void Every_place_has_an_Arabic_name_and_every_doubtful_name_its_reason()
    {
        Set.Entries.Where(e => e.IsPlace && !e.Names.ContainsKey("ar")).Select(e => e.Id).ShouldBeEmpty();
        Set.Entries.SelectMany(e => e.Ambiguous).Where(a => string.IsNullOrWhiteSpace(a.Value)).Select(a => a.Key).ShouldBeEmpty();
    }

    [Fact]
    public void A_longer_name_that_means_something_else_is_no_entry_of_its_own()
    {
        var names = Set.Entries.SelectMany(e => e.Names.Values).SelectMany(n => n).Select(PhraseIndex<bool>.Key).ToHashSet();
        Set.Entries.SelectMany(e => e.Not).Where(n => names.Contains(PhraseIndex<bool>.Key(n))).ShouldBeEmpty();
    }
}
