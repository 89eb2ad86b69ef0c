using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>The articles about one event, with everything that a digest shows, so that digests are composed from stories alone.</summary>
public sealed record Story
{
    public int Version { get; init; } = 1;

    public required StoryId Id { get; init; }

    /// <summary>Every article of the story including copies, by date and then id; empty if it was merged into another.</summary>
    public required IReadOnlyList<Report> Reports { get; init; }

    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Gazetteer ids, most frequent first.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Date of the earliest report.</summary>
    public required DateTimeOffset FirstReported { get; init; }

    /// <summary>Date of the latest report.</summary>
    public required DateTimeOffset LastReported { get; init; }

    /// <summary>When this record last changed, from which a digest knows what is new since the previous one.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Merges and splits, oldest first: an article never changes its story without an entry here.</summary>
    public IReadOnlyList<StoryChange> History { get; init; } = [];

    /// <summary>Set when the story was merged into another; kept for the links in old digests.</summary>
    public StoryId? MergedInto { get; init; }

    /// <summary>The story with only the reports up to that time; null if there are none.</summary>
    public Story? Until(DateTimeOffset end)
    {
        var reports = Reports.Where(r => r.Date <= end).ToList();
        return reports.Count == 0 ? null : reports.Count == Reports.Count ? this : this with { Reports = reports, LastReported = reports.Max(r => r.Date) };
    }
}

/// <summary>One article's part in a story.</summary>
public sealed record Report
{
    public required ArticleId Article { get; init; }

    /// <summary>The report that represents all copies of this one's text; null for the representative itself and for texts without copies.</summary>
    public ArticleId? CopyOf { get; init; }

    public required string Source { get; init; }

    public string? Kind { get; init; }

    public required string Language { get; init; }

    public required Uri Url { get; init; }

    public required string Title { get; init; }

    /// <summary>The first sentences of the report, verbatim.</summary>
    public string Lead { get; init; } = "";

    public required DateTimeOffset Date { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>See <see cref="Article.IsDelayed"/>: new from when it was first seen, not from its date.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDelayed { get; init; }

    /// <summary>The agency that the text credits (AFP, Reuters…), if any.</summary>
    public string? Agency { get; init; }

    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>From the article's match; the story's countries are counted from these.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Themes { get; init; } = [];

    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Sentences that were not in an earlier version of the same text.</summary>
    public IReadOnlyList<string> Additions { get; init => field = value ?? []; } = []; // null if absent, as in older stories

    /// <summary>Covers several events, so its figures do not count for any one of them.</summary>
    public bool IsRoundup { get; init; }

    /// <summary>The other stories that it covers, if it covers several (a weekly log, a situation report).</summary>
    public IReadOnlyList<StoryId> About { get; init => field = value ?? []; } = []; // likewise

    /// <summary>Earlier wordings, oldest first, since an edited headline is an update and not a new article.</summary>
    public IReadOnlyList<Wording> Former { get; init; } = [];

    /// <summary>What the article was kept for: the strongest of its <see cref="Match.Why"/>.</summary>
    public IReadOnlyList<Evidence> Why { get; init => field = value ?? []; } = []; // likewise

    /// <summary>Why the article was assigned to the story, in plain words ("same town Djibo, same toll 15, one day apart").</summary>
    public string? Because { get; init; }
}

/// <summary>The title, lead and address of a report until <paramref name="Until"/>, when grouping processed an edit.</summary>
public sealed record Wording(string Title, string Summary, Uri Url, DateTimeOffset Until);

/// <summary>A recorded merge or split.</summary>
/// <param name="Kind">merged or split.</param>
public sealed record StoryChange(DateTimeOffset At, string Kind, StoryId Other, IReadOnlyList<ArticleId> Articles, string Because);
