using SahelWatch.Catalogue;
using SahelWatch.Language;

namespace SahelWatch.Cli.Events;

/// <summary>The options by which verbs narrow what they show, the same in all of them.</summary>
/// <param name="words">The argument that has the words; null for an option.</param>
/// <param name="since">The default of --since.</param>
internal sealed class QueryOptions(Argument<string[]>? words = null, string? since = null)
{
    private const int MostNamed = 5;

    /// <summary>By the names that <see cref="QueryReader"/> gives them.</summary>
    private readonly OrderedDictionary<string, Option<string?>> _options = new()
    {
        ["q"] = new("--text") { Description = "Only events with these words, as in search." },
        ["country"] = new("--country") { Description = "A country: its code (ML) or its name (Mali)." },
        ["theme"] = new("--theme") { Description = $"One of {string.Join(", ", ThemeNames.All)}." },
        ["place"] = new("--place") { Description = "A place and all within it, in any spelling (Tombouctou, Timbuktu, تمبكتو)." },
        ["outlet"] = new("--outlet") { Description = "The name of an outlet that reported it." },
        ["in"] = new("--language") { Description = "A language that a report is in: en, fr, ar or other." },
        ["deaths"] = new("--deaths") { Description = "Minimum number killed." },
        ["from"] = new("--since")
        {
            Description = $"{(since is null ? "First reported" : "Changed")} since: a day (2026-11-20) or a period before now (30d, 12h).",
            DefaultValueFactory = _ => since,
        },
        ["to"] = new("--until") { Description = "First reported until: a day, inclusive." },
    };

    public IEnumerable<Symbol> All => words is null ? _options.Values : [words, .. _options.Where(o => o.Key != "q").Select(o => o.Value)];

    public async Task<CatalogueQuery> ReadAsync(App app, ParseResult line, CancellationToken cancellationToken) =>
        (await app.QueriesAsync(cancellationToken)).Read(name => name == "q" && words is not null ? string.Join(' ', line.GetValue(words) ?? []) : line.GetValue(_options[name]));

    /// <summary>Why nothing was found, as far as the query itself is the cause.</summary>
    public static async Task<string> NothingAsync(App app, CatalogueQuery query, CancellationToken cancellationToken)
    {
        if (await app.Get<CatalogueReader>().BeginsAsync(cancellationToken) is null)
            return $"{app.Storage.Place} has no events yet: `sahelwatch run` polls the feeds, and --data names another folder (data/demo for the demo's).";
        if (query.Outlet is { } outlet && await app.Get<CatalogueReader>().OutletsLikeAsync(outlet, cancellationToken) is { Count: > 0 } known
            && !known.Any(name => FoldedText.Fold(name) == FoldedText.Fold(outlet)))
            return $"No outlet in the archive is called \"{outlet}\"; the most similar are {string.Join(", ", known.Take(MostNamed))}.";
        return query.Text.Length > 0 ? $"No event has \"{query.Text}\" and matches the filters." : "No event matches the filters.";
    }
}
