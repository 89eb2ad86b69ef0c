using System.Text.Json.Serialization;
using SahelWatch.Digests.Composing.Severities;

namespace SahelWatch.Digests;

/// <summary>A story as a digest shows it, and what later digests need to know about it.</summary>
public sealed record DigestStory
{
    public required StoryId Id { get; init; }

    /// <summary>Its section: an ISO code, or empty for the region as a whole.</summary>
    public required string Country { get; init; }

    public required Headline Headline { get; init; }

    /// <summary>What happened, in the reader's language, if no report is in it: composed from what is known, not translated. Otherwise null.</summary>
    public string? Gist { get; init; }

    /// <summary>The story's main theme; null if it has none.</summary>
    public string? Theme { get; init; }

    /// <summary>All themes, the main one first; empty in older digests.</summary>
    public IReadOnlyList<string> Themes { get; init => field = value ?? []; } = [];

    /// <summary>5 grave, 4 severe, 3 serious, 2 notable, 1 ordinary, 0 routine: see <c>severity.yaml</c>.</summary>
    public int Severity { get; init; } = SeverityTable.Ordinary;

    /// <summary>Two or three sentences quoted from the reports.</summary>
    public required IReadOnlyList<Excerpt> Excerpts { get; init; }

    /// <summary>The current figures, every day that the story appears.</summary>
    public required IReadOnlyList<DigestFigure> Figures { get; init; }

    /// <summary>Countries and places in the reader's language, those named most often first.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    public required Lineage Lineage { get; init; }

    /// <summary>Links to reports, best first; on later days only new ones.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>Articles that mention it among other events, such as situation reports.</summary>
    public IReadOnlyList<Source> Related { get; init => field = value ?? []; } = [];

    public required DateTimeOffset FirstReported { get; init; }

    /// <summary>Null in older digests.</summary>
    public DateTimeOffset? LastReported { get; init; }

    /// <summary>Never mailed before.</summary>
    [JsonIgnore]
    public bool IsNew => Lineage.New == Lineage.Reports;

    /// <summary>1 on the day of the first report; more for a continuing story that was mailed before.</summary>
    public required int Day { get; init; }

    public required IReadOnlyList<ScorePart> Score { get; init; }

    /// <summary>The story's reports when the digest was composed, whether mailed or not: all others are new.</summary>
    public required IReadOnlyList<ArticleId> Known { get; init; }

    /// <summary>The figures that readers were told, this time or before, by kind: what the next digest compares with.</summary>
    public required IReadOnlyList<ToldFigure> Told { get; init; }
}

/// <summary>A headline as its outlet wrote it.</summary>
public sealed record Headline(string Text, string Language, ArticleId Article, Uri? Url);

/// <summary>One or more sentences quoted from a report; "[…]" marks omissions.</summary>
public sealed record Excerpt(string Text, string Language, string Source);

/// <summary>A report to read.</summary>
/// <param name="Url">http or https; null if the feed gave no such address.</param>
public sealed record Source(string Name, string Language, Uri? Url);

/// <summary>A kind of figure: the current claim, and others that differ from it.</summary>
/// <param name="Was">What readers were told before; null if nothing, or the same.</param>
public sealed record DigestFigure(string Kind, string Standing, FigureClaim Claim, IReadOnlyList<FigureClaim> Others, ToldFigure? Was)
{
    /// <summary>Whether disease or hunger is the cause: then nobody was killed, they died.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfDisease { get; init; }

    /// <summary>The phrase that counts it.</summary>
    [JsonIgnore]
    public string Phrase => OfDisease && Kind == "killed" ? "died" : Kind;
}

/// <summary>A figure as mailed.</summary>
/// <param name="Article">The report it was taken from.</param>
/// <param name="On">The digest's date.</param>
public sealed record ToldFigure(string Kind, int Value, int? High, string Qualifier, ArticleId Article, DateOnly On);

/// <summary>The origin of a story's reports.</summary>
/// <param name="Reports">All, copies included.</param>
/// <param name="New">Those received since the story was last mailed; all on its first day.</param>
/// <param name="Languages">Distinct languages of the reports.</param>
/// <param name="Outlets">Distinct outlets.</param>
/// <param name="Copies">How many reports carry the most reprinted text; 1 if there are no reprints.</param>
/// <param name="Agency">Who is credited with that text; null if nobody is.</param>
/// <param name="Independent">Distinct origins other than that text's.</param>
public sealed record Lineage(int Reports, int New, int Languages, int Outlets, int Copies, string? Agency, int Independent);

/// <summary>
/// What one criterion adds to a story's rank; severity comes before all others (fresh, struck, independent, carriers, novelty, outlets, scope).
/// </summary>
public sealed record ScorePart(string Name, double Points);

/// <summary>A headline that was mailed and that its outlet has since changed.</summary>
/// <param name="On">The date of the digest that carried it.</param>
public sealed record HeadlineCorrection(StoryId Story, Headline Was, Headline Now, string Source, DateOnly On);

/// <summary>A figure that was mailed and that the report it was taken from no longer gives.</summary>
/// <param name="Now">What the report gives now; null where it gives none.</param>
public sealed record FigureCorrection(StoryId Story, Headline Headline, ToldFigure Was, Figure? Now, string Source);
