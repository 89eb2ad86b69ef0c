using System.Collections.Concurrent;
using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Digests.Rendering;

/// <summary>The texts around the reports, in one language: phrases, plurals, dates and numbers. Public because Razor components are.</summary>
public sealed class Frame
{
    /// <summary>The languages that there are texts in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "ar"];

    private static readonly Lazy<YamlMappingNode> Table =
        new(() => With(ShippedYaml.Read("Readers.Subscriptions.yaml"), ShippedYaml.Read("Digests.Rendering.Frame.yaml")));
    private static readonly ConcurrentDictionary<string, Frame> Frames = new();

    private readonly YamlMappingNode _table;
    private readonly CultureInfo _culture;

    private Frame(string language, YamlMappingNode table)
    {
        Language = language;
        _table = table;
        // Day before month and 24 hours in all three; Latin digits in Arabic, as the region's Arabic press writes them, and the separators that go with them.
        _culture = CultureInfo.GetCultureInfo(language switch { "fr" => "fr-FR", "ar" => "ar-TD", _ => "en-GB" });
        if (language == "ar")
            _culture = new CultureInfo(_culture.Name) { NumberFormat = NumberFormatInfo.InvariantInfo };
    }

    public string Language { get; }

    public string Direction => DirectionOf(Language);

    /// <exception cref="KeyNotFoundException">No such phrase: a mistake in a template.</exception>
    public string this[string key] => Node(key, null);

    /// <summary>English if there are no texts in the language.</summary>
    public static Frame In(string? language) =>
        Frames.GetOrAdd(Languages.FirstOrDefault(l => l == language, Languages[0]), static l => new Frame(l, Table.Value));

    /// <summary>The frame with additional phrases in the same format.</summary>
    /// <exception cref="ArgumentException">It has one of them already.</exception>
    public static Frame In(string language, Stream more) => new(language, With(Read(more), Table.Value));

    public static string DirectionOf(string language) => language is "ar" or "fa" or "ur" or "he" ? "rtl" : "ltr";

    /// <param name="arguments">Numbers, and words of the frame.</param>
    public string Say(string key, params object[] arguments) => string.Format(_culture, this[key], arguments);

    /// <summary>A counted phrase in the plural form that <paramref name="n"/> takes; its "zero" form, where it has one, in any language.</summary>
    public string Count(string key, int n, string name = "") => string.Format(_culture, Node(key, n), Number(n), name);

    /// <summary>"at least 40 killed", "10 to 12 killed".</summary>
    public string Figure(string kind, int value, int? high, string qualifier) => qualifier == "range" && high is { } top
        ? Say("range", Number(value), Governed(kind, top))
        : qualifier == "about" ? Say(qualifier, Governed(kind, value))
        : Say(Find(qualifier) is null ? "exactly" : qualifier, Count(kind, value));

    /// <summary>"21 killed", or "6 to 21 killed" where sources contradict each other.</summary>
    public string Figure(DigestFigure figure)
    {
        var claim = figure.Claim;
        IReadOnlyList<int> values = figure.Standing == "disputed" ? [claim.Value, .. figure.Others.Select(o => o.Value)] : [claim.Value];
        return values.Min() < values.Max() ? Figure(figure.Phrase, values.Min(), values.Max(), "range")
            : Figure(figure.Phrase, claim.Value, claim.High, claim.Qualifier);
    }

    /// <summary>A counted phrase after a preposition, where an Arabic dual ends otherwise.</summary>
    private string Governed(string key, int n) => Language == "ar" && n == 2 ? Count(key, n)[..^"ان".Length] + "ين" : Count(key, n);

    /// <summary>The phrase, or null: for codes that others may extend (who says so, a feed's failure).</summary>
    public string? Find(string key) => _table.Children.ContainsKey(key) ? this[key] : null;

    public string Number(int n) => n.ToString("N0", _culture);

    public string Number(double n) => n.ToString(n < 10 ? "0.#" : "N0", _culture);

    /// <summary>A name from outside, isolated so that its direction does not affect the text around it.</summary>
    public string Name(string name) => Bidi.Isolate(name, Language);

    public string List(IEnumerable<string> items) => string.Join(this["list"], items);

    /// <summary>"Sunday 22 November 2026", to begin a line with.</summary>
    public string Date(DateOnly date) => Capitalized(date.ToString(FirstOf(date.Day, "dddd d MMMM yyyy"), _culture));

    /// <summary>"November 2026", to begin a line with.</summary>
    public string Month(DateOnly month) => Capitalized(month.ToString("MMMM yyyy", _culture));

    /// <summary>"22 November".</summary>
    public string Day(DateOnly date) => date.ToString(FirstOf(date.Day, "d MMMM"), _culture);

    /// <summary>"22 November, 06:00".</summary>
    public string Moment(DateTimeOffset local) => Say("at", Day(DateOnly.FromDateTime(local.DateTime)), Time(local));

    public static string Time(DateTimeOffset local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    public string LanguageName(string code) => Find($"lang.{code}") ?? this["lang.other"];

    /// <summary>"(French)" for text that is not in this language; else empty.</summary>
    public string Tag(string of) => of == Language ? "" : $"({LanguageName(of)})";

    private string Capitalized(string words) => char.ToUpper(words[0], _culture) + words[1..];

    /// <summary>French says premier for the first of the month only.</summary>
    private string FirstOf(int day, string format) => Language == "fr" && day == 1 ? format.Replace("d MMMM", "d'er' MMMM", StringComparison.Ordinal) : format;

    private string Node(string key, int? n)
    {
        var node = _table[key][Language];
        if (node is YamlMappingNode forms && n is { } count)
            node = count == 0 && forms.Children.TryGetValue("zero", out var zero) ? zero : forms[Plurals.Form(Language, count)];
        return ((YamlScalarNode)node).Value!;
    }

    private static YamlMappingNode With(YamlMappingNode table, YamlMappingNode more)
    {
        foreach (var (key, phrase) in more)
            table.Add(key, phrase);
        return table;
    }

    private static YamlMappingNode Read(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
