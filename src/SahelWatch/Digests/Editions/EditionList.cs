using System.Text.RegularExpressions;
using SahelWatch.Language;

namespace SahelWatch.Digests.Editions;

/// <summary>Reads the editions file (YAML).</summary>
public static partial class EditionList
{
    private const string SubscribersWord = "subscribers";

    /// <summary>Used without an editions file: one digest a day in English, at 06:00 UTC.</summary>
    public static IReadOnlyList<Edition> Default { get; } =
        [new Edition { Id = "daily", Title = "SahelWatch daily", Readers = ["reader@localhost"], Subscribers = true }];

    /// <summary>A sample editions file: the default edition, with other settings in comments.</summary>
    public static string Sample => ShippedYaml.Text("Digests.Editions.sample.yaml");

    /// <exception cref="InputException">The file is not YAML, or contains invalid editions; the message has a line for each mistake.</exception>
    internal static IReadOnlyList<Edition> Parse(string yaml, string name)
    {
        var editions = YamlFields.ReadList(yaml, name, "editions", EditionOf, e => e.Id, "list at least one edition under it");
        if (editions.Count == 0)
            throw new InputException($"{name}: \"editions:\" is empty; list at least one edition under it");
        return editions.FirstOrDefault(e => e.Formerly is { } id && (editions.Any(o => o.Id == id) || editions.Count(o => o.Formerly == id) > 1)) is { } wrong
            ? throw new InputException(
                $"{name}: edition \"{wrong.Id}\": \"formerly: {wrong.Formerly}\" must name an id that no edition has any more, and that no other edition had")
            : editions;
    }

    private static Edition EditionOf(YamlFields fields)
    {
        var readers = fields.Some("readers", r => r == SubscribersWord || EmailAddress.TryParse(r, out _),
            $"is neither \"{SubscribersWord}\" nor an email address that can be written to; before the @ only unaccented letters, digits and common signs are");
        if (!fields.Has("readers") && !fields.Has("channels"))
            fields.Note($"names nobody: list mail addresses or \"{SubscribersWord}\" under \"readers:\", or channels under \"channels:\"");
        return new Edition
        {
            Id = fields.Id(),
            Formerly = fields.Has("formerly") ? fields.Id("formerly") : null,
            Title = fields.Title(),
            Language = fields.Language(),
            TimeZone = fields.TimeZone(),
            SendAt = fields.Some("sendAt", YamlFields.IsTime, "is not a time of day; write \"06:00\"") is { Count: > 0 } times
                ? [.. times.Select(YamlFields.TimeOf).Order()]
                : [new TimeOnly(6, 0)],
            Weekdays = fields.Some("weekdays", name => DayOf(name) is not null, "is not a weekday; write monday or mon") is { Count: > 0 } days
                ? [.. days.Select(DayOf).OfType<DayOfWeek>().Distinct()]
                : Enum.GetValues<DayOfWeek>(),
            Countries = fields.Countries(),
            Themes = fields.Themes(),
            Languages = fields.Some("languages", LanguageCode().IsMatch, "must be a language code such as fr"),
            MaxStories = fields.Number("maxStories", 40, 1, 200),
            Sport = bool.Parse(fields.Text("sport", text => bool.TryParse(text, out _), "must be true or false", "false")),
            QuietDay = fields.Choice<QuietDay>("quietDay"),
            CatchUp = fields.Choice<CatchUp>("catchUp"),
            Readers = readers.FindAll(r => r != SubscribersWord),
            Subscribers = readers.Contains(SubscribersWord),
            Channels = fields.Channels(),
        };
    }

    /// <summary>Null if it is not a weekday.</summary>
    private static DayOfWeek? DayOf(string name) =>
        name.Length < 3 ? null
            : Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(d => $"{d}".StartsWith(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^[a-z]{2,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageCode();
}
