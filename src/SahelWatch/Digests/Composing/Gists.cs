using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Digests.Composing;

/// <summary>
/// Says in the reader's language what a story is about if no report is in that language: composed from what is known (where, what, how many, who reports it),
/// never translated.
/// </summary>
internal static class Gists
{
    private const int MostFigures = 2;

    /// <summary>"Niger, Tillabéri: attack, 22 killed; 3 reports in Arabic"; null if a report is in the reader's language.</summary>
    /// <param name="where">The country, and the place in it.</param>
    /// <param name="what">The event in the reader's language; null if unknown, in which case the theme is used.</param>
    public static string? Of(Edition edition, Headline headline, IEnumerable<string> where, string? what, string? theme, IReadOnlyList<DigestFigure> figures,
        IReadOnlyList<Report> reports)
    {
        if (headline.Language == edition.Language)
            return null;
        var frame = Frame.In(edition.Language);
        IEnumerable<string?> told = [what,
            .. figures.Take(MostFigures).Select(f => frame.Figure(f.Kind, f.Claim.Value, f.Claim.High, f.Claim.Qualifier))];
        var happened = frame.List(told.OfType<string>());
        if (happened.Length == 0 && theme is not null)
            happened = frame.Find($"theme.{theme}") ?? "";
        var count = frame.Say(
            "in.language", frame.Count("reports", reports.Count(r => r.Language == headline.Language)), frame.LanguageName(headline.Language));
        var subject = string.Join(frame["colon"], new[] { frame.List(where), happened }.Where(part => part.Length > 0));
        return subject.Length == 0 ? count : subject + frame["semicolon"] + count;
    }
}
