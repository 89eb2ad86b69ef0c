using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>Reads the catalogue: the events of a period, a single one, or those that match a query. Caches what it has read.</summary>
public sealed class CatalogueReader
{
    private readonly CatalogueStore _store;
    private readonly Func<CancellationToken, Task<EntrySet>> _entries;

    /// <param name="entries">Gets the names in effect when they are needed: loading the gazetteer takes most of the time before the first page.</param>
    internal CatalogueReader(CatalogueStore store, Func<CancellationToken, Task<EntrySet>> entries) => (_store, _entries) = (store, entries);

    /// <summary>The events first reported within a period, newest first.</summary>
    /// <param name="from">Inclusive; null for no limit.</param>
    /// <param name="to">Exclusive; null for no limit.</param>
    public async Task<IReadOnlyList<CatalogueRow>> RowsAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(from, to, cancellationToken)).DistinctBy(r => r.Id)];

    /// <summary>The month of the first event; null if there is none.</summary>
    public async Task<DateOnly?> BeginsAsync(CancellationToken cancellationToken) =>
        (await _store.RecentContentsAsync(cancellationToken))?.Months.Keys.Min(StringComparer.Ordinal) is { } first
            ? DateOnly.ParseExact(first, "yyyy-MM", CultureInfo.InvariantCulture) : null;

    /// <summary>The names of the outlets in the catalogue, those most like a text first.</summary>
    public async Task<IReadOnlyList<string>> OutletsLikeAsync(string text, CancellationToken cancellationToken)
    {
        var asked = FoldedText.Fold(text);
        var names = (await ReadAsync(null, null, cancellationToken)).SelectMany(r => r.Outlets).Select(o => o.Name).Distinct(StringComparer.Ordinal);
        return [.. names.OrderBy(Distance).ThenBy(name => name, StringComparer.Ordinal)];

        int Distance(string name) =>
            FoldedText.Fold(name) is var folded && folded.Contains(asked, StringComparison.Ordinal) ? 0 : Misspelling.Distance(folded, asked);
    }

    public async Task<SearchResult> SearchAsync(CatalogueQuery query, CancellationToken cancellationToken)
    {
        var entries = await _entries(cancellationToken);
        var words = SearchWords.Of(query.Text, entries);
        var outlet = query.Outlet is null ? null : FoldedText.Fold(query.Outlet);
        var found = new Dictionary<StoryId, (CatalogueRow Row, double Points)>();
        if (words.IsEmpty && !string.IsNullOrWhiteSpace(query.Text))
            return new SearchResult(0, [], words);
        foreach (var row in await ReadAsync(query.From, query.To, cancellationToken))
        {
            if (Meets(row, query, outlet, entries) && words.PointsOf(row) is { } points)
                found.TryAdd(row.Id, (row, points + ((double)row.Severity / WeightOfSeverity)));
        }

        var ordered = (query.Order == SearchOrder.Relevant ? found.Values.OrderByDescending(f => f.Points).ThenByDescending(f => f.Row.Last)
            : found.Values.OrderByDescending(f => f.Row.Last)).ThenBy(f => f.Row.Id.Value, StringComparer.Ordinal);
        return new SearchResult(found.Count, [.. ordered.Skip(query.Skip).Take(query.Take).Select(f => f.Row)], words);
    }

    /// <summary>The most severe event counts as much as a whole word instead of a prefix.</summary>
    private const int WeightOfSeverity = 5;

    private static bool Meets(CatalogueRow row, CatalogueQuery query, string? outlet, EntrySet entries) =>
        (query.Country is null || row.Countries.Contains(query.Country, StringComparer.OrdinalIgnoreCase))
        && (query.Theme is null || row.Themes.Contains(query.Theme, StringComparer.OrdinalIgnoreCase))
        && (query.Language is null || row.Languages.Contains(query.Language, StringComparer.OrdinalIgnoreCase))
        && (query.DeathsAtLeast is not { } deaths || row.Figure("killed")?.Value >= deaths)
        && (query.Place is not { } place || row.Places.Any(p => p.Id == place || entries.Contains(place, p.Id)))
        && (outlet is null || row.Outlets.Any(o => FoldedText.Fold(o.Name) == outlet));

    /// <summary>In the order of <see cref="RowsAsync"/>. While an update moves a story to another month it may be in both.</summary>
    private async Task<IEnumerable<CatalogueRow>> ReadAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (await _store.RecentContentsAsync(cancellationToken) is not { } contents)
            return [];
        var months = contents.Months.Where(m => (from is not { } start || string.CompareOrdinal(m.Key, CatalogueStore.MonthOf(start)) >= 0)
            && (to is not { } end || string.CompareOrdinal(m.Key, CatalogueStore.MonthOf(end)) <= 0))
            .OrderByDescending(m => m.Key, StringComparer.Ordinal).ToList();
        var read = new CatalogueMonth?[months.Count];
        await Parallel.ForAsync(0, months.Count, cancellationToken, async (i, token) =>
            read[i] = await _store.MonthAsync(months[i].Key, months[i].Value, token));
        return read.OfType<CatalogueMonth>().SelectMany(m => m.Rows).Where(r => (from is null || r.First >= from) && (to is null || r.First < to));
    }
}
