using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Tests.Language.Gazetteer;

/// <summary>What must hold of the gazetteer's data whatever is added to it.</summary>
public class ShippedEntriesTests
{
    private static readonly EntrySet Set = EntrySet.Shipped;

    /// <summary>The entries that are written by hand; rules made the rest, and promise less.</summary>
    private static readonly EntrySet Written = EntrySet.WithoutPlaces();

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
        Set.Entries.Count(e => Watched.Any(c => Set.Contains(c, e.Id)) && e.Kind is not (EntryKind.Region or EntryKind.Area) && e.IsPlace)
            .ShouldBeGreaterThanOrEqualTo(250);

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
        var strays = from e in Written.Entries
                     where e.IsPoint && e.Kind != EntryKind.Capital && Watched.Contains(e.Id.Split('.')[0])
                     where !Written.Entries.Any(r => r.Kind is EntryKind.Region or EntryKind.Capital && Written.Contains(r.Id, e.Id))
                     select e.Id;
        strays.ShouldBeEmpty();
    }

    [Fact]
    public void Every_place_has_an_Arabic_name_and_every_doubtful_name_its_reason()
    {
        Written.Entries.Where(e => e.IsPlace && !e.Names.ContainsKey("ar")).Select(e => e.Id).ShouldBeEmpty();
        Set.Entries.SelectMany(e => e.Ambiguous).Where(a => string.IsNullOrWhiteSpace(a.Value.Meaning)).Select(a => a.Key).ShouldBeEmpty();
    }

    [Fact]
    public void A_longer_name_that_means_something_else_is_no_entry_of_its_own()
    {
        var names = Set.Entries.SelectMany(e => e.Names.Values).SelectMany(n => n).Select(PhraseIndex<bool>.Key).ToHashSet();
        Set.Entries.SelectMany(e => e.Not).Where(n => names.Contains(PhraseIndex<bool>.Key(n))).ShouldBeEmpty();
    }

    [Fact]
    public void The_files_that_ship_agree_with_each_other() => Should.NotThrow(() => EntryChecks.Check(EntrySet.ReadShipped()));

    [Fact]
    public void Every_place_has_coordinates_and_those_of_a_watched_country_lie_in_it()
    {
        Set.Entries.Where(e => e.IsPlace && e.Position is null).Select(e => e.Id).ShouldBeEmpty();
        var bounds = new Dictionary<string, (double South, double North, double West, double East)>
        {
            ["ML"] = (10.1, 25.1, -12.3, 4.3),
            ["NE"] = (11.6, 23.6, 0.1, 16.1),
            ["BF"] = (9.3, 15.2, -5.6, 2.5),
            ["TD"] = (7.4, 23.5, 13.4, 24.1),
            ["MR"] = (14.7, 27.4, -17.1, -4.7),
        };
        var strays = from e in Set.Entries
                     where e.IsPoint && e.Iso is [var iso] && bounds.ContainsKey(iso)
                     let box = bounds[e.Iso[0]]
                     where e.Position is not { } at || at.Latitude < box.South || at.Latitude > box.North || at.Longitude < box.West || at.Longitude > box.East
                     select e.Id;
        strays.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ml.gao", 16.27, -0.05)]
    [InlineData("td.pala", 9.36, 14.91)]
    [InlineData("bf.djibo", 14.10, -1.63)]
    [InlineData("ne.tillaberi", 14.21, 1.45)]
    [InlineData("mr.nema", 16.62, -7.26)]
    public void A_town_lies_where_the_map_has_it(string id, double latitude, double longitude)
    {
        var position = Set.Find(id)!.Position!.Value;
        position.Latitude.ShouldBe(latitude, 0.05);
        position.Longitude.ShouldBe(longitude, 0.05);
    }

    [Fact]
    public void Seats_of_districts_and_villages_are_there_with_their_units()
    {
        Set.Entries.Count(e => e.Kind is EntryKind.Town or EntryKind.Village && e.Iso is [var iso] && iso is "ML" or "NE" or "BF" or "TD" or "MR")
            .ShouldBeGreaterThan(4_000);
        Set.Find("bf.dialgaye")!.ShouldSatisfyAllConditions(
            e => e.Admin1.ShouldBe("Centre-Est"), e => e.Admin2.ShouldBe("Kouritenga"), e => e.In.ShouldBe(["bf.kouritenga"]),
                e => e.Ambiguous["Dialgaye"].Kind.ShouldBe(DoubtKind.Village));
    }

    [Fact]
    public void A_short_name_or_an_everyday_word_is_in_doubt_however_it_came_into_the_gazetteer()
    {
        var firm = from e in Set.Entries.Except(Written.Entries)
                   from name in e.Names.Values.SelectMany(n => n)
                   where name.Count(char.IsLetter) <= 3 && !e.Ambiguous.ContainsKey(name) && Written.Find(e.Id) is null
                   select $"{e.Id} {name}";
        firm.ShouldBeEmpty();
    }
}
