using System.Collections.Concurrent;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Rendering;
using SahelWatch.Inputs;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Web.Layout;

/// <summary>The names of countries, places, themes and events in the reader's language.</summary>
public sealed class Names(SahelWatchInputs inputs, Frame frame)
{
    /// <summary>The countries watched, from west to east.</summary>
    public static readonly IReadOnlyList<string> Watched = ["MR", "ML", "BF", "NE", "TD"];

    private static readonly ConcurrentDictionary<string, string> Units = new(StringComparer.Ordinal); // some hundred

    public EntrySet Entries => inputs.Watchlist.Entries;

    /// <summary>The code itself for an unknown country.</summary>
    public string Country(string iso) => frame.Find($"land.{iso}") ?? new PlaceNames(Entries, frame.Language).Country(iso).Name;

    public IReadOnlyDictionary<string, string> Countries => Watched.ToDictionary(iso => iso, Country);

    /// <summary>
    /// A region or province. The table of places has only French names; in Arabic, the name of the region or town of the same name is used if there is one.
    /// </summary>
    public string? Unit(IReadOnlyList<string> countries, string? name) => name is null || frame.Language != "ar" ? name
        : Units.GetOrAdd($"{string.Join('+', countries)} {name}", _ => Entries.Scan(name).Select(h => h.Entry)
            .FirstOrDefault(e => e.IsPlace && Entries.IsoOf(e).Any(countries.Contains) && e.Names.ContainsKey("ar")) is { } known ? Place(known.Id) : name);

    public string Place(string id) => Entries.Name(id, frame.Language);

    public string? Theme(string theme) => frame.Find($"theme.{theme}");

    public string? Event(string? id) => inputs.Severities.NameOf(id, frame.Language);

    public string Severity(int level) => frame[$"severity.{level}"];

    /// <summary>Makes text from outside safe to show on one line.</summary>
    internal static string Clean(string text) => CleanText.Line(text, Wordings.LongestHeadline);
}
