using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Catalogue;

/// <summary>Builds the row of an event from its story.</summary>
internal sealed class RowBuilder(EntrySet entries, SeverityTable severities)
{
    /// <summary>The order of languages with equal numbers of reports.</summary>
    private static readonly string[] MostRead = ["en", "fr", "ar"];

    private readonly StoryPlaces _places = new(entries);

    /// <param name="story">With at least one report.</param>
    public CatalogueRow Of(Story story)
    {
        var figures = FigureLedger.From(story);
        var outdated = StoryFigures.Outdated(figures);
        var languages = story.Reports.CountBy(r => r.Language).OrderByDescending(l => l.Value)
            .ThenBy(l => Array.IndexOf(MostRead, l.Key) is var at and >= 0 ? at : MostRead.Length).ThenBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => l.Key).ToList();
        var headlines = languages.ConvertAll(l => new Wordings(story.Reports, outdated, ReadersOf(l)).Headline());
        var severity = severities.Of(story, figures);
        return new CatalogueRow
        {
            Id = story.Id,
            Headlines = headlines.ToDictionary(h => h.Language, h => h.Text),
            Url = headlines[0].Url,
            Places = _places.Of(story),
            Countries = story.Countries,
            Themes = story.Themes,
            Names = story.Entities,
            Figures = [.. figures.Select(f => Figure(f, f.Claims[0]))],
            Reports = story.Reports.Count,
            Independent = Origins.Of(story.Reports).Count,
            Outlets = [.. story.Reports.GroupBy(r => CleanText.Line(r.Source, Wordings.LongestName)) // by date, as the reports are
                .Select(o => new CatalogueOutlet(o.Key, o.Count(), o.Count(r => r.CopyOf is not null)))],
            Languages = languages,
            First = story.FirstReported,
            Last = story.LastReported,
            Changed = story.Changed,
            Severity = severity.Level,
            Event = severity.Event,
            Words = WordsOf(story.Reports),
        };
    }

    private static Edition ReadersOf(string language) => new() { Id = "", Title = "", Language = language, Languages = [language] };

    private static CatalogueFigure Figure(FigureRow row, FigureClaim stands) =>
        new(row.Kind, stands.Value, stands.High, stands.Qualifier, stands.By, CleanText.Line(stands.Outlet, Wordings.LongestName), row.Standing);

    private static string WordsOf(IReadOnlyList<Report> reports)
    {
        var words = reports.Select(r => r.Title).Distinct().SelectMany(title => Words.Of(title)).Select(w => w.Folded).Distinct();
        return $" {string.Join(' ', words)} ";
    }
}
