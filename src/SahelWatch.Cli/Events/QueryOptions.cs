using SahelWatch.Catalogue;
using SahelWatch.Language;

namespace SahelWatch.Cli.Events;

/// <summary>The options by which verbs narrow what they show, the same in all of them.</summary>
/// <param name="words">The argument that has the words; null for an option.</param>
/// <param name="since">The default of --since.</param>
internal sealed class QueryOptions(Argument<string[]>? words = null, string? since = null)
{
    private const int MostNamed = 5;

    private readonly Option<string?> _text = new("--text") { Description = "Only events with these words, as in search." };
    private readonly Option<string?> _country = new("--country") { Description = "A country: its code (ML) or its name (Mali)." };
    private readonly Option<string?> _theme = new("--theme") { Description = $"One of {string.Join(", ", ThemeNames.All)}." };
    private readonly Option<string?> _place = new("--place") { Description = "A place and all within it, in any spelling (Tombouctou, Timbuktu, تمبكتو)." };
    private readonly Option<string?> _outlet = new("--outlet") { Description = "The name of an outlet that reported it." };
    private readonly Option<string?> _language = new("--language") { Description = "A language that a report is in: en, fr, ar or other." };
    private readonly Option<string?> _deaths = new("--deaths") { Description = "Minimum number killed." };
    private readonly Option<string?> _until = new("--until") { Description = "First reported until: a day, inclusive." };
    private readonly Option<string?> _since = new("--since")
    {
        Description = $"{(since is null ? "First reported" : "Changed")} since: a day (2026-11-20) or a period before now (30d, 12h).",
        DefaultValueFactory = _ => since,
    };

    public IEnumerable<Symbol> All => [words is null ? _text : words, _country, _theme, _place, _outlet, _language, _deaths, _since, _until];

    public async Task<CatalogueQuery> ReadAsync(App app, ParseResult line, CancellationToken cancellationToken) =>
        (await app.QueriesAsync(cancellationToken)).Read(name => name switch
        {
            "q" => words is null ? line.GetValue(_text) : string.Join(' ', line.GetValue(words) ?? []),
            "country" => line.GetValue(_country),
            "theme" => line.GetValue(_theme),
            "place" => line.GetValue(_place),
            "outlet" => line.GetValue(_outlet),
            "in" => line.GetValue(_language),
            "deaths" => line.GetValue(_deaths),
            "from" => line.GetValue(_since),
            "to" => line.GetValue(_until),
            _ => null,
        });

    /// <summary>Why nothing was found, as far as the query itself is the cause.</summary>
    public static async Task<string> NothingAsync(App app, CatalogueQuery query, CancellationToken cancellationToken)
    {
        if (query.Outlet is { } outlet && await app.Get<CatalogueReader>().OutletsLikeAsync(outlet, cancellationToken) is { Count: > 0 } known
            && !known.Any(name => FoldedText.Fold(name) == FoldedText.Fold(outlet)))
            return $"No outlet in the archive is called \"{outlet}\"; the most similar are {string.Join(", ", known.Take(MostNamed))}.";
        return query.Text.Length > 0 ? $"No event has \"{query.Text}\" and matches the filters." : "No event matches the filters.";
    }
}
