using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>The articles about one event. Carries what a digest shows, so that composing one reads stories and no articles.</summary>
public sealed record Story
{
    public int Version { get; init; } = 1;

    public required StoryId Id { get; init; }

    /// <summary>Every article of the story, copies included, by date and then id; none where it was merged into another.</summary>
    public required IReadOnlyList<Report> Reports { get; init; }

    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Gazetteer ids, most often first.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Date of the earliest report.</summary>
    public required DateTimeOffset FirstReported { get; init; }

    /// <summary>Date of the latest report.</summary>
    public required DateTimeOffset LastReported { get; init; }

    /// <summary>When this record last changed; tells a digest what is new since the one before.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Merges and splits, oldest first: an article changes story only with an entry here.</summary>
    public IReadOnlyList<StoryChange> History { get; init; } = [];

    /// <summary>Set when the story was merged into another: kept as a signpost for readers of old digests.</summary>
    public StoryId? MergedInto { get; init; }

    /// <summary>The story as its reports up to that time tell it; null where there are none.</summary>
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

    /// <summary>The representative whose text this one reprints; null where the text is the outlet's own or the representative's.</summary>
    public ArticleId? CopyOf { get; init; }

    public required string Source { get; init; }

    public string? Kind { get; init; }

    public required string Language { get; init; }

    public required Uri Url { get; init; }

    public required string Title { get; init; }

    /// <summary>The first sentences of the report, as they stand in it.</summary>
    public string Lead { get; init; } = "";

    public required DateTimeOffset Date { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>As of the article: news from when it was seen, not from its date.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDelayed { get; init; }

    /// <summary>The agency the text credits (AFP, Reuters…), where it credits one.</summary>
    public string? Agency { get; init; }

    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>As of the article's match: the story's are counted from these.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Themes { get; init; } = [];

    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Sentences that an earlier version of the same text did not have: what a fuller or later version adds.</summary>
    public IReadOnlyList<string> Additions { get; init => field = value ?? []; } = []; // absent in older stories, and null then

    /// <summary>Tells of several events: its figures are those of none.</summary>
    public bool IsRoundup { get; init; }

    /// <summary>The stories that it tells of besides, where it tells of several (a weekly log, a situation report).</summary>
    public IReadOnlyList<StoryId> About { get; init => field = value ?? []; } = []; // likewise

    /// <summary>Earlier wordings, oldest first: an edited headline is an update of the article, not a new one.</summary>
    public IReadOnlyList<Wording> Former { get; init; } = [];

    /// <summary>The evidence that joined the article to the story, for people ("same town Djibo, same toll 15, one day apart").</summary>
    public string? Because { get; init; }
}

/// <summary>A title, lead and address that a report had until <paramref name="Until"/>, when grouping took the new ones in.</summary>
public sealed record Wording(string Title, string Summary, Uri Url, DateTimeOffset Until);

/// <summary>A recorded merge or split.</summary>
/// <param name="Kind">merged or split.</param>
public sealed record StoryChange(DateTimeOffset At, string Kind, StoryId Other, IReadOnlyList<ArticleId> Articles, string Because);
