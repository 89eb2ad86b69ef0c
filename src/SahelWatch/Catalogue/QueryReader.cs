using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>Parses user input into a query: codes or names of countries and places, days, periods. Reports what it does not recognise.</summary>
public sealed class QueryReader(EntrySet entries, DateTimeOffset now)
{
    private static readonly string[] Languages = ["en", "fr", "ar", "other"];

    /// <param name="value">The input for q, country, theme, place, outlet, in (a language), from, to (a day, inclusive) or deaths; null or empty for none.</param>
    /// <param name="ignoreInvalid">Invalid input counts as none.</param>
    /// <exception cref="InputException">Says which input is invalid, and what is valid.</exception>
    public CatalogueQuery Read(Func<string, string?> value, bool ignoreInvalid = false)
    {
        var query = new CatalogueQuery
        {
            Text = Given("q", text => text) ?? "",
            Country = Given("country", Country),
            Theme = Given("theme", theme => OneOf("theme", theme, ThemeNames.All)),
            Place = Given("place", Place),
            Outlet = Given("outlet", outlet => outlet),
            Language = Given("in", language => OneOf("language", language, Languages)),
            From = Given<DateTimeOffset?>("from", from => Since(from)),
            To = Given<DateTimeOffset?>("to", to => Time(to).End),
            DeathsAtLeast = Given<int?>("deaths", Number),
        };
        return query.From < query.To || query.From is null || query.To is null || ignoreInvalid ? query
            : throw new InputException($"The period ends ({value("to")}) before it begins ({value("from")}): swap the two.");

        T? Given<T>(string name, Func<string, T> parse)
        {
            try
            {
                return value(name)?.Trim() is { Length: > 0 } text ? parse(text) : default;
            }
            catch (InputException) when (ignoreInvalid)
            {
                return default;
            }
        }
    }

    /// <exception cref="InputException">It is neither a day nor a period before now (30d, 12h).</exception>
    public DateTimeOffset Since(string text) => Time(text).Start;

    private string Country(string text)
    {
        if (entries.Entries.FirstOrDefault(e => IsCountry(e) && e.Iso[0].Equals(text, StringComparison.OrdinalIgnoreCase)) is { } coded)
            return coded.Iso[0];
        return entries.Scan(text).Select(h => h.Entry).FirstOrDefault(IsCountry)?.Iso[0]
            ?? throw new InputException($"There is no country \"{text}\": write a code (ML, NE, BF, TD, MR) or a name.");
    }

    private string Place(string text)
    {
        if (entries.Find(text) is { IsPlace: true } known)
            return known.Id;
        return entries.Scan(text).Select(h => h.Entry).FirstOrDefault(e => e.IsPlace)?.Id
            ?? throw new InputException($"There is no place \"{text}\" in the gazetteer: try another spelling, or search for it as a word.");
    }

    /// <summary>A day, or a period before now (30d, 12h).</summary>
    private (DateTimeOffset Start, DateTimeOffset End) Time(string text)
    {
        if (text.Length is > 1 and < 6 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && text[^1] is 'd' or 'h')
        {
            var time = now - (text[^1] == 'd' ? TimeSpan.FromDays(count) : TimeSpan.FromHours(count));
            return (time, time);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
            return (new(day, default, TimeSpan.Zero), new(day.AddDays(1), default, TimeSpan.Zero));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? (instant, instant)
            : throw new InputException($"\"{text}\" is not a time: write a day (2026-11-20) or a period before now (30d, 12h).");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new InputException($"\"{text}\" is not a number of deaths.");

    private static string OneOf(string what, string text, IReadOnlyList<string> known) =>
        known.FirstOrDefault(k => k.Equals(FoldedText.Fold(text), StringComparison.Ordinal))
        ?? throw new InputException($"There is no {what} \"{text}\"; there are {string.Join(", ", known)}.");

    private static bool IsCountry(GazetteerEntry entry) => entry is { Kind: EntryKind.Country, Iso.Count: 1 };
}
