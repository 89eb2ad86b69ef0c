using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Digests.Composing;

/// <summary>
/// Says in the reader's language what a story is about if no report in that language does: composed from what is known (where, what, how many, who reports it),
/// never translated.
/// </summary>
internal static class Gists
{
    private const int MostFigures = 2;

    /// <summary>"Mali, Niger: several events; 1 report in English": of a weekly log, one of its events would mislead.</summary>
    public static string? OfRoundup(Edition edition, Headline headline, IEnumerable<string> countries) => headline.Language == edition.Language ? null
        : Composed(Frame.In(edition.Language), countries, Frame.In(edition.Language)["several"], 1, headline.Language);

    /// <summary>"Niger, Tillabéri: attack, 22 killed; 3 reports in Arabic"; null if a report in the reader's language says as much.</summary>
    /// <param name="where">The country, and the place in it.</param>
    /// <param name="what">The event in the reader's language; null if unknown, in which case the theme is used.</param>
    public static string? Of(Edition edition, Headline headline, IEnumerable<string> where, string? what, string? theme, IReadOnlyList<DigestFigure> figures,
        IReadOnlyList<Report> reports)
    {
        var newer = headline.Language == edition.Language ? Newer(headline, figures, reports) : null;
        if (headline.Language == edition.Language && newer is null)
            return null;
        var language = newer?.Language ?? headline.Language;
        var frame = Frame.In(edition.Language);
        IEnumerable<string?> told = [what,
            .. figures.Take(MostFigures).Select(frame.Figure)];
        var happened = frame.List(told.OfType<string>());
        if (happened.Length == 0 && theme is not null)
            happened = frame.Find($"theme.{theme}") ?? "";
        return Composed(frame, where, happened, reports.Count(r => r.Language == language), language);
    }

    private static string Composed(Frame frame, IEnumerable<string> where, string happened, int reports, string language)
    {
        var count = frame.Say("in.language", frame.Count("reports", reports), frame.LanguageName(language));
        var subject = string.Join(frame["colon"], new[] { frame.List(where), happened }.Where(part => part.Length > 0));
        return subject.Length == 0 ? count : subject + frame["semicolon"] + count;
    }

    /// <summary>The later report in another language that gives the current toll, where none in the headline's does: "nobody hurt" is no longer true.</summary>
    private static Report? Newer(Headline headline, IReadOnlyList<DigestFigure> figures, IReadOnlyList<Report> reports)
    {
        if (figures is not [{ Standing: not "disputed" } first, ..] || reports.FirstOrDefault(r => r.Article == first.Claim.Article) is not { } source)
            return null;
        var own = reports.Where(r => r.Language == headline.Language).ToList();
        var isKnown = own.SelectMany(r => r.Figures).Any(f => f.Kind == first.Kind && 10 * Math.Abs(f.Value - first.Claim.Value) <= first.Claim.Value);
        return isKnown || own.Any(r => r.Date >= source.Date) ? null : source;
    }
}
