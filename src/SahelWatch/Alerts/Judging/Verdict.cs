namespace SahelWatch.Alerts.Judging;

/// <summary>A rule's verdict on a story. Closed: only the nested records exist.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <param name="Why">For people who adjust the rule.</param>
    public sealed record Silent(string Why) : Verdict;

    /// <summary>Big enough, but not certain.</summary>
    /// <param name="Until">When it is sent as it is.</param>
    public sealed record Waits(DateTimeOffset Until, string Why) : Verdict;

    /// <param name="Since">When it could have been sent.</param>
    /// <param name="Supports">The reports that say so, oldest first; none if any may.</param>
    public sealed record Tell(AlertKind Kind, bool OneSource, DateTimeOffset Since, string Why, IReadOnlyList<Report> Supports) : Verdict;
}
