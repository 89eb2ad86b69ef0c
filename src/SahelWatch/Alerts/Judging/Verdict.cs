namespace SahelWatch.Alerts.Judging;

/// <summary>What a rule makes of a story. Closed: the nested records are all there are.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <param name="Why">For people who tune the rule.</param>
    public sealed record Silent(string Why) : Verdict;

    /// <summary>Big enough, and not sure.</summary>
    /// <param name="Until">Then it goes out as it is.</param>
    public sealed record Waits(DateTimeOffset Until, string Why) : Verdict;

    /// <param name="Since">When it could have been told.</param>
    public sealed record Tell(AlertKind Kind, bool OneSource, DateTimeOffset Since, string Why) : Verdict;
}
