using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;

namespace SahelWatch.Tests.Matching;

public sealed class WatchlistTests : IDisposable
{
    private const string Lake = """
        title: The lake
        countries: [CH]
        threshold: 1
        zones: {title: 3, lead: 2, body: 0.3}
        kinds: {country: 1, lake: 1}
        gazetteer: [entries.yaml]
        senses:
          - names: [Como]
            meaning: the Italian word for how
            prior: -0.9
            against: {1: {en: [opera]}}
        context: {1: {en: [ferry]}}
        themes: {economy: {en: [ferry, "price*"]}}
        """;

    private const string Entries = "entries:\n  - {id: ch.como, kind: lake, iso: CH, names: {en: [Como]}}\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sahelwatch-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_watchlist_for_another_region_has_its_own_entries()
    {
        var matcher = new ArticleMatcher(Load(Lake, Entries));
        var match = matcher.Match("Ferry prices on Como", "", "", "en");
        match.Relevant.ShouldBeTrue();
        match.Countries.ShouldBe(["CH"]);
        match.Themes.ShouldBe(["economy"]);
        matcher.Match("An opera on Como", "", "", "en").Relevant.ShouldBeFalse();
        matcher.Match("Attack in Burkina Faso", "", "", "en").Relevant.ShouldBeFalse();
    }

    [Theory]
    [InlineData("threshold: 1", "treshold: 1", 3, "unknown key \"treshold\"")]
    [InlineData("threshold: 1", "threshold: high", 3, "not a number")]
    [InlineData("threshold: 1", "threshold: -1", 3, "must be above 0")]
    [InlineData("context:", "contxt:", 12, "unknown key \"contxt\"")]
    [InlineData("body: 0.3", "bdy: 0.3", 4, "\"body:\" is missing")]
    [InlineData("lake: 1", "lagoon: 1", 5, "unknown key \"lagoon\"")]
    [InlineData("countries: [CH]", "countries: [XX]", 2, "no entry of the gazetteer lies in \"XX\"")]
    [InlineData("prior: -0.9", "piror: -0.9", 8, "\"prior:\" is missing")]
    [InlineData("{1: {en: [opera]}}", "{strong: {en: [opera]}}", 11, "\"strong\" is not a weight above 0")]
    [InlineData("[entries.yaml]", "[missing.yaml]", 1, "cannot be read")]
    [InlineData("themes: {", "themes: [", 13, "not readable as YAML")]
    public void The_error_for_a_mistake_names_its_file_and_line(string right, string wrong, int line, string problem)
    {
        var e = Should.Throw<InvalidFileException>(() => Load(Lake.Replace(right, wrong, StringComparison.Ordinal), Entries));
        e.Message.ShouldContain(problem);
        e.File.ShouldEndWith("lake.yaml");
        e.Line.ShouldBe(line);
    }

    [Fact]
    public void The_error_for_a_mistake_in_the_entries_names_their_file()
    {
        var e = Should.Throw<InvalidFileException>(() => Load(Lake, Entries + "  - {id: ch.como, kind: lake, names: {en: [Other]}}\n"));
        e.File.ShouldEndWith("entries.yaml");
        e.Line.ShouldBe(3);
    }

    [Fact]
    public void A_missing_file_is_reported() =>
        Should.Throw<InvalidFileException>(() => Watchlist.Load(Path.Combine(_folder.FullName, "none.yaml"))).Message.ShouldContain("cannot be read");

    private Watchlist Load(string watchlist, string entries)
    {
        var path = Path.Combine(_folder.FullName, "lake.yaml");
        File.WriteAllText(path, watchlist);
        File.WriteAllText(Path.Combine(_folder.FullName, "entries.yaml"), entries);
        return Watchlist.Load(path);
    }
}
