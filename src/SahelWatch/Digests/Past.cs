namespace SahelWatch.Digests;

/// <summary>Reads what digests are composed from, once per run for all editions, and not at all if none is due.</summary>
internal sealed class Past(Stores stores, IReadOnlyList<Feed> feeds, DateTimeOffset now)
{
    private const int Days = 14; // for the mean that a country's articles are compared with

    private IReadOnlyList<Story>? _stories;
    private FeedSummary? _watch;

    /// <summary>The stories that changed in the window and in the days before it that the mean covers.</summary>
    public async Task<IReadOnlyList<Story>> StoriesAsync(TimeSpan memory, CancellationToken cancellationToken) =>
        _stories ??= await stores.Stories.ChangedAsync(now - memory - TimeSpan.FromDays(1), now, cancellationToken);

    public async Task<FeedSummary> FeedsAsync(CancellationToken cancellationToken)
    {
        if (_watch is not null)
            return _watch;
        var states = await stores.FeedStates.LoadAsync(feeds, cancellationToken);
        var polled = feeds.Select(f => states.GetValueOrDefault(f.Id)).OfType<FeedState>().ToList();
        return _watch = new FeedSummary(
            feeds.Count,
            polled.Max(s => s.LastPoll),
            [.. from feed in feeds
                let state = states.GetValueOrDefault(feed.Id)
                let condition = Condition(state?.Health)
                where condition is not null
                select new FeedTrouble(feed.Title, condition.Value, condition == FeedCondition.Silent ? state.LastNewEntry : state.LastSuccess, state.Reason)]);
    }

    /// <summary>
    /// Articles per country in the days before the window; by their dates, since a first poll sees two weeks of articles in one minute.
    /// </summary>
    public static IReadOnlyList<CountryActivity> Activity(IReadOnlyList<Story> stories, Window window)
    {
        var seen = (
            from story in stories
            from country in story.Countries
            from report in story.Reports
            where report.Date > window.From.AddDays(-Days) && report.Date <= window.To
            select (Country: country, report.Date)).ToLookup(a => a.Country, a => a.Date, StringComparer.Ordinal);
        if (seen.Count == 0)
            return [];
        // An archive younger than two weeks has fewer days to compare with: the days before its first article do not count as quiet.
        var first = seen.SelectMany(times => times).Min();
        var past = (int)Math.Clamp(Math.Ceiling((window.From - first).TotalDays), 0, Days);
        return [.. from times in seen
            orderby times.Key
            select new CountryActivity(
                times.Key,
                [.. Enumerable.Range(1, past).Select(day => times.Count(t => t > window.From.AddDays(-day) && t <= window.From.AddDays(1 - day)))])];
    }

    private static FeedCondition? Condition(FeedHealth? health) => health switch
    {
        FeedHealth.Failing or FeedHealth.Gone => FeedCondition.Failing,
        FeedHealth.Blocked => FeedCondition.Blocked,
        FeedHealth.Quiet => FeedCondition.Silent,
        _ => null,
    };
}
