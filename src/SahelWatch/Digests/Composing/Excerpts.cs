using System.Text.RegularExpressions;
using SahelWatch.Language;

namespace SahelWatch.Digests.Composing;

/// <summary>Selects the two or three sentences of the reports that together say the most.</summary>
internal static partial class Excerpts
{
    private const int MostSentences = 3;
    private const int SentencesOfOneReport = 4;
    private const int LongestSentence = 320;
    private const int LongestTogether = 640;

    /// <summary>Shorter ones are captions and subheadings.</summary>
    private const int ShortestSentence = 35;

    /// <summary>The minimum share of new words in each further sentence.</summary>
    private const double NewWords = 0.5;

    // Articles put the news first, so later sentences count less, as do later reports in the order given.
    private const double SentenceDiscount = 0.3;
    private const double ReportDiscount = 0.2;

    private const string LeftOut = " […] ";

    /// <param name="reports">Best first, one for each text, all in one language.</param>
    /// <param name="told">Texts that readers had before: a fuller version is quoted for what it adds.</param>
    public static IReadOnlyList<Excerpt> From(IReadOnlyList<Report> reports, IReadOnlySet<ArticleId> told)
    {
        var left = reports.SelectMany((report, index) => Candidates(report, index, told.Contains(News.TextOf(report)))).ToList();
        var chosen = new List<Candidate>();
        var covered = new HashSet<string>();
        while (chosen.Count < MostSentences && left.Count > 0)
        {
            var best = left.MaxBy(c => c.New(covered) / (1 + (SentenceDiscount * c.Place) + (ReportDiscount * c.Report)))!;
            left.Remove(best);
            if (best.New(covered) < NewWords || chosen.Sum(c => c.Text.Length) + best.Text.Length > LongestTogether)
                continue;
            covered.UnionWith(best.Words);
            chosen.Add(best);
        }

        return [.. chosen.GroupBy(c => c.Report).OrderBy(g => g.Key)
            .Select(g => new Excerpt(
                Joined([.. g.OrderBy(c => c.Place)]), reports[g.Key].Language, CleanText.Line(reports[g.Key].Source, Wordings.LongestName)))];
    }

    /// <summary>The first sentences; of a text that was told, the one that says what it is about and those that were not in it.</summary>
    private static IEnumerable<Candidate> Candidates(Report report, int index, bool wasTold)
    {
        var lead = Sentences.Of(report.Lead).Select(s => Clean(s.Text)).ToList();
        IReadOnlyList<string> added = wasTold ? [.. report.Additions.Select(Clean)] : [];
        var sentences = lead.Index().Concat(added.Except(lead).Select((s, i) => (lead.Count + (2 * i) + 1, s))) // where each stood is unknown
            .Where(s => s.Item2.Length >= ShortestSentence && News.WordsOf(s.Item2).Count > 0 && !Boilerplate().IsMatch(s.Item2)).ToList();
        return sentences.Where((s, i) => added.Count == 0 || i == 0 || added.Contains(s.Item2)).Take(SentencesOfOneReport)
            .Select(s => new Candidate(index, s.Item1, s.Item2, News.WordsOf(s.Item2)));
    }

    private static string Clean(string sentence) => CleanText.Line(Dateline.Strip(sentence), LongestSentence);

    private static string Joined(IReadOnlyList<Candidate> sentences) =>
        sentences.Skip(1).Aggregate((sentences[0].Text, sentences[0].Place),
            (joined, next) => (joined.Text + (next.Place == joined.Place + 1 ? " " : LeftOut) + next.Text, next.Place)).Text;

    /// <summary>Notices that outlets add to any article.</summary>
    [GeneratedRegex(@"abonn[ée]|subscri|newsletter|^(?:(?:la )?rédaction|by our|par notre|photo|image)\b|read (more|also|the full)|lire (la suite|aussi|également)|cliqu|click here|follow us|suivez-nous|all rights reserved|tous droits|اشترك|اقرأ (أيضا|المزيد)|جميع الحقوق|تابعونا", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boilerplate();

    private sealed record Candidate(int Report, int Place, string Text, HashSet<string> Words)
    {
        public double New(HashSet<string> covered) => (double)Words.Count(w => !covered.Contains(w)) / Words.Count;
    }
}
