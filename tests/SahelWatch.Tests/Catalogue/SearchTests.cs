using System.Text.RegularExpressions;
using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Tests.Digests;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Catalogue;

/// <summary>Whoever searches finds every event that a plain reading of all titles finds, in whatever language and spelling.</summary>
public class SearchTests
{
    private static readonly Lazy<Task<(CatalogueReader Reader, IReadOnlyList<Story> Stories)>> Archive = new(async () =>
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        var ids = await CatalogueHarness.StoriesAsync(blobs);
        var stories = await new StoryStore(blobs).ReadAsync([.. ids.Select(id => new StoryId(id))], default);
        return (CatalogueHarness.Reader(blobs), [.. stories.Select(s => s.Value)]);
    });

    /// <summary>A query, and with a name its gazetteer id.</summary>
    public static TheoryData<string, string?> Queries { get; } = new()
    {
        { "soldiers", null }, { "killed", null }, { "market", null }, { "fire", null }, { "convoy", null }, { "cholera", null }, { "flood", null },
        { "teachers", null }, { "strike", null }, { "border", null }, { "gold mine", null }, { "election", null }, { "army camp", null }, { "fuel", null },
        { "MOSQUE", null }, { "Timbuktu", "ml.tombouctou" }, { "Djibo", "bf.djibo" }, { "N'Djamena", "td.ndjamena" }, { "Lake Chad", "lake-chad" }, { "Gao", "ml.gao" },
        { "morts", null }, { "attaque", null }, { "marché", null }, { "grève", null }, { "l'armée", null }, { "élection", null }, { "carburant", null },
        { "inondations", null }, { "choléra", null }, { "frontière", null }, { "mine d'or", null }, { "enseignants", null }, { "couvre-feu", null }, { "gouvernement", null },
        { "MOSQUÉE", null }, { "Tombouctou", "ml.tombouctou" }, { "Ouagadougou", "bf.ouagadougou" }, { "lac Tchad", "lake-chad" }, { "Tillabéri", "ne.tillaberi" }, { "Agadez", "ne.agadez" },
        { "هجوم", null }, { "مقتل", null }, { "الجيش", null }, { "سوق", null }, { "حريق", null }, { "إضراب", null }, { "الحدود", null }, { "فيضانات", null },
        { "الكوليرا", null }, { "منجم", null }, { "الوقود", null }, { "انتخابات", null }, { "مسجد", null }, { "جنود", null }, { "الحكومة", null },
        { "تمبكتو", "ml.tombouctou" }, { "جيبو", "bf.djibo" }, { "نجامينا", "td.ndjamena" }, { "بحيرة تشاد", "lake-chad" }, { "غاو", "ml.gao" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Nothing_that_a_plain_scan_of_the_titles_finds_is_missing(string query, string? name)
    {
        var (reader, stories) = await Archive.Value;

        var found = await reader.SearchAsync(new CatalogueQuery { Text = query, Take = int.MaxValue }, default);

        var expected = stories.Where(s => s.Reports.Any(r => name is null ? HasAll(r.Title, query) : NamesIn(r.Title).Contains(name))).Select(s => s.Id);
        expected.Except(found.Rows.Select(r => r.Id)).ShouldBeEmpty();
        found.Count.ShouldBe(found.Rows.Count);
    }

    [Fact]
    public async Task The_sixty_queries_are_no_empty_words()
    {
        var (reader, _) = await Archive.Value;
        var found = 0;
        foreach (var query in Queries.Select(row => (string)row[0]!))
            found += (await reader.SearchAsync(new CatalogueQuery { Text = query }, default)).Count > 0 ? 1 : 0;

        Queries.Count.ShouldBe(60);
        found.ShouldBeGreaterThan(30, "most of them must find something for recall to mean anything");
    }

    [Fact]
    public async Task A_name_finds_its_spellings_in_other_scripts_and_marks_them()
    {
        var reader = await ArchiveOf(Event("a1", "تمبكتو: هجوم على قافلة", "ar", ["ml.tombouctou", "ml"]), Event("b1", "Grève à Bamako", "fr", ["ml.bamako", "ml"]));

        var found = await reader.SearchAsync(new CatalogueQuery { Text = "Tombouctou" }, default);

        var row = found.Rows.ShouldHaveSingleItem();
        var mark = found.Words.MarksIn(row.Headlines["ar"]).ShouldHaveSingleItem();
        row.Headlines["ar"].Substring(mark.Start, mark.Length).ShouldBe("تمبكتو");
    }

    [Theory]
    [InlineData("niger", false)] // the country, not the beginning of another's name
    [InlineData("nigeria", true)]
    [InlineData("attaqu", true)] // a beginning finds what it begins
    [InlineData("att", false)] // too short for that
    [InlineData("attaques ouagadougou", false)] // all words are needed
    [InlineData("le de la", false)] // words that say nothing find nothing
    public async Task Words_find_what_begins_with_them_and_names_what_they_name(string query, bool finds)
    {
        var reader = await ArchiveOf(Event("a1", "Nigeria : attaques à Maiduguri", "fr", []));

        ((await reader.SearchAsync(new CatalogueQuery { Text = query }, default)).Count > 0).ShouldBe(finds);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Each_filter_keeps_what_it_names(CatalogueQuery query, string[] expected)
    {
        var killed = Event("a1", "Attack near Djibo", "en", ["bf.djibo", "bf"], SomeStory.Killed(15)) with { Countries = ["BF"] };
        var strike = Event("b1", "Grève à Bamako", "fr", ["ml.bamako", "ml"]) with { Countries = ["ML"], Themes = ["economy"] };
        var reader = await ArchiveOf(killed, strike);

        (await reader.SearchAsync(query, default)).Rows.Select(r => r.Headline("en")).ShouldBe(expected);
    }

    public static TheoryData<CatalogueQuery, string[]> Filters { get; } = new()
    {
        { new CatalogueQuery(), ["Grève à Bamako", "Attack near Djibo"] },
        { new CatalogueQuery { Country = "bf" }, ["Attack near Djibo"] },
        { new CatalogueQuery { Theme = "economy" }, ["Grève à Bamako"] },
        { new CatalogueQuery { Place = "bf.soum" }, ["Attack near Djibo"] },
        { new CatalogueQuery { Outlet = "OUTLET B1" }, ["Grève à Bamako"] },
        { new CatalogueQuery { Language = "fr" }, ["Grève à Bamako"] },
        { new CatalogueQuery { DeathsAtLeast = 15 }, ["Attack near Djibo"] },
        { new CatalogueQuery { DeathsAtLeast = 16 }, [] },
        { new CatalogueQuery { To = SomeStory.Monday.AddHours(2) }, ["Attack near Djibo"] },
        { new CatalogueQuery { From = SomeStory.Monday.AddHours(2) }, ["Grève à Bamako"] },
        { new CatalogueQuery { Order = SearchOrder.Relevant }, ["Attack near Djibo", "Grève à Bamako"] },
        { new CatalogueQuery { Skip = 1, Take = 1 }, ["Attack near Djibo"] },
    };

    [Theory]
    [InlineData("country", "Malii", "There is no country \"Malii\"")]
    [InlineData("theme", "wars", "There is no theme \"wars\"; there are security, politics")]
    [InlineData("place", "Atlantis", "There is no place \"Atlantis\"")]
    [InlineData("from", "yesterday", "\"yesterday\" is not a time")]
    [InlineData("deaths", "many", "\"many\" is not a number")]
    public void What_is_not_known_is_named(string parameter, string value, string message) =>
        Should.Throw<InputException>(() => new QueryReader(EntrySet.Shipped, GroupingHarness.Now).Read(name => name == parameter ? value : null)).Message
            .ShouldStartWith(message);

    [Theory]
    [InlineData("ML")]
    [InlineData("ml")]
    [InlineData("Mali")]
    [InlineData("مالي")]
    public void A_country_may_be_written_as_a_code_or_a_name(string text) =>
        new QueryReader(EntrySet.Shipped, GroupingHarness.Now).Read(name => name == "country" ? text : null).Country.ShouldBe("ML");

    private static async Task<CatalogueReader> ArchiveOf(params Story[] stories)
    {
        var blobs = new MemoryBlobs();
        await CatalogueHarness.StoreAsync(blobs, GroupingHarness.Now, stories);
        await CatalogueHarness.UpdateAsync(blobs);
        return CatalogueHarness.Reader(blobs);
    }

    private static Story Event(string id, string title, string language, string[] names, params Figure[] figures)
    {
        var report = SomeStory.Report(id, title, SomeStory.Monday.AddHours(id[0] == 'a' ? 1 : 3), language, figures: figures) with { Entities = names };
        return SomeStory.Of(report) with { Entities = names };
    }

    /// <summary>The plain reading: every word of the query begins some word of the title, Arabic ones behind any particle.</summary>
    private static bool HasAll(string title, string query)
    {
        string[] Tokens(string text) => [.. Regex.Split(FoldedText.Fold(text), @"[^\p{L}\p{N}]+").Where(t => t.Length > 1)];
        var tokens = Tokens(title);
        return Tokens(query).Select(w => w.StartsWith("ال", StringComparison.Ordinal) ? w[2..] : w)
            .All(w => tokens.Any(t => Regex.IsMatch(t, $"^(و|ف)?(ال|بال|وال|لل)?{Regex.Escape(w)}", RegexOptions.CultureInvariant)));
    }

    private static IEnumerable<string> NamesIn(string title) => EntrySet.Shipped.Scan(title).Where(h => !h.IsPeople).Select(h => h.Entry.Id);
}
