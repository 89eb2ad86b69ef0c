using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Tests.Language.Gazetteer;

public class EntrySetTests
{
    private const string Mali = """
        entries:
          - id: ml
            kind: country
            iso: ML
            names: {en: [Mali], fr: [Mali], ar: [مالي]}
            people: {en: [Malian], ar: [مالي]}
            ambiguous: {Mali: a given name}
            not: [Mali the dog]
          - id: ml.mopti-region
            kind: region
            iso: ML
            in: ml
            names: {en: [Mopti region], fr: [région de Mopti]}
          - id: ml.mopti
            kind: town
            iso: ML
            in: ml.mopti-region
            names: {en: [Mopti], fr: [Mopti]}
        """;

    [Theory]
    [InlineData("In Mopti, Mali.", "Mopti:ml.mopti Mali:ml")]
    [InlineData("The MOPTI region", "MOPTI region:ml.mopti-region")]
    [InlineData("Somali Malians, Maliki", "")]
    [InlineData("Mali the dog", "")]
    [InlineData("وبمالي والمالي وكمال", "مالي:ml مالي:ml")]
    [InlineData("#Mali_Mopti l'Mali", "Mali:ml Mopti:ml.mopti Mali:ml")]
    public void Names_are_found_as_whole_words_and_the_longest_wins(string text, string found) =>
        string.Join(' ', Set(Mali).Scan(text).Select(h => $"{text.Substring(h.Start, h.Length)}:{h.Entry.Id}")).ShouldBe(found);

    [Fact]
    public void Containment_is_transitive_and_nothing_contains_itself()
    {
        var set = Set(Mali);
        set.Contains("ml", "ml.mopti").ShouldBeTrue();
        set.Contains("ml.mopti", "ml").ShouldBeFalse();
        set.Contains("ml", "ml").ShouldBeFalse();
        set.Contains("ml", "nowhere").ShouldBeFalse();
    }

    [Theory]
    [InlineData("ml.mopti-region", "fr", "région de Mopti")]
    [InlineData("ml.mopti-region", "ar", "Mopti region")]
    [InlineData("xx.unknown", "en", "xx.unknown")]
    public void A_name_is_shown_in_the_language_asked_for_or_in_English(string id, string language, string name) => Set(Mali).Name(id, language).ShouldBe(name);

    [Theory]
    [InlineData("entries:\n  - id: a\n    kind: town\n    names: {en: [A]}\n    nmae: B", 5, "unknown key \"nmae\"")]
    [InlineData("entries:\n  - id: a\n    kind: city\n    names: {en: [A]}", 3, "unknown kind \"city\"")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    names: {en: [A]}\n  - id: a\n    kind: town\n    names: {en: [B]}", 5, "the id \"a\" is given already in test.yaml, line 2")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    names: {en: [Sénou]}\n  - id: b\n    kind: town\n    names: {fr: [senou]}", 5, "is a name of b and of a")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    in: nowhere\n    names: {en: [A]}", 2, "there is no entry \"nowhere\"")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    in: a\n    names: {en: [A]}", 2, "contains itself")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    iso: Mali\n    names: {en: [A]}", 4, "not an ISO 3166-1 alpha-2 code")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    weight: much\n    names: {en: [A]}", 4, "not a number")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    names: {en: [A]}\n    ambiguous: {B: why}", 5, "not among the names")]
    [InlineData("entries:\n  - id: a\n    kind: town\n    names: {xx: [A]}", 4, "unknown language \"xx\"")]
    [InlineData("entries:\n  - id: a\n  kind: town", 3, "not readable as YAML")]
    [InlineData("entries:\n  - id: a\n    id: b\n    kind: town", 3, "not readable as YAML")]
    [InlineData("entries: {id: a}", 1, "expected a list")]
    [InlineData("", 1, "empty")]
    public void The_error_for_a_mistake_in_a_file_names_its_line(string yaml, int line, string problem)
    {
        var e = Should.Throw<InvalidFileException>(() => Set(yaml));
        e.Message.ShouldContain(problem);
        (e.File, e.Line).ShouldBe(("test.yaml", line));
    }

    [Fact]
    public void The_shipped_gazetteer_loads_and_knows_the_watched_countries()
    {
        foreach (var code in new[] { "ML", "NE", "BF", "TD", "MR" })
            EntrySet.Shipped.Entries.ShouldContain(e => e.Kind == EntryKind.Country && e.Iso.Count == 1 && e.Iso[0] == code);
    }

    private static EntrySet Set(string yaml) => EntrySet.Checked(EntryReader.Read("test.yaml", new StringReader(yaml)));
}
