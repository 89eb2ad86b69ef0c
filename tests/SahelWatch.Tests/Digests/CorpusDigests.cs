using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;

namespace SahelWatch.Tests.Digests;

/// <summary>Digests of the bundled corpus, composed day after day, so that each knows those before it.</summary>
internal static class CorpusDigests
{
    public static Edition Edition(string language) => new()
    {
        Id = $"daily-{language}",
        Title = language switch { "fr" => "SahelWatch au quotidien", "ar" => "نشرة الساحل اليومية", _ => "SahelWatch daily" },
        Language = language,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Bamako"),
        Readers = ["duty@example.org"],
    };

    /// <summary>The digest of a date, after those of the days before it back to 22 October 2026.</summary>
    public static Digest Of(Edition edition, DateOnly date, FeedSummary? feeds = null) => Until(edition, date, feeds)[^1];

    /// <summary>The digests of all days on which the corpus has reports.</summary>
    public static IReadOnlyList<Digest> Month(string language) => Until(Edition(language), new DateOnly(2026, 11, 16));

    private static List<Digest> Until(Edition edition, DateOnly date, FeedSummary? feeds = null)
    {
        var digests = new List<Digest>();
        for (var day = new DateOnly(2026, 10, 22); day <= date; day = day.AddDays(1))
            digests.Add(Compose(edition, Schedule.Next(edition, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)), digests, feeds));
        return digests;
    }

    private static Digest Compose(Edition edition, DueDigest due, List<Digest> previous, FeedSummary? feeds)
    {
        var now = due.DueAt + TimeSpan.FromMinutes(1);
        var stories = CorpusStories.At(now);
        return new DigestComposer(CorpusStories.Places, SeverityTable.Shipped).Compose(new DigestInput
        {
            Edition = edition,
            Due = due,
            Window = Schedule.Window(edition, due, previous.LastOrDefault()?.Window.To, now),
            Stories = stories,
            Figures = CorpusStories.FiguresOf(stories),
            Previous = [.. previous],
            Activity = [.. edition.Countries.DefaultIfEmpty("ML").Concat(["NE", "BF", "TD", "MR"]).Distinct().Select(c => ActivityOf(c, now))],
            Feeds = feeds ?? new FeedSummary(109, now - TimeSpan.FromMinutes(10),
            [
                new FeedTrouble("Kidal Info Service", FeedCondition.Silent, now - TimeSpan.FromDays(9)),
                new FeedTrouble("إذاعة الواحة", FeedCondition.Silent, now - TimeSpan.FromDays(4)),
                new FeedTrouble("Le Quotidien de Kaya", FeedCondition.Failing, now - TimeSpan.FromDays(2), "timeout"),
                new FeedTrouble("Horn Dispatch", FeedCondition.Blocked, null, "forbidden"),
            ]),
            Page = new Uri($"https://sahelwatch.example/digests/{edition.Id}/{due.Key}"),
        });
    }

    private static CountryActivity ActivityOf(string country, DateTimeOffset now)
    {
        var seen = CorpusStories.At(now).Where(s => s.Countries.Contains(country)).SelectMany(s => s.Reports).Select(r => r.FirstSeen).ToList();
        int On(int daysAgo) => seen.Count(at => at > now.AddDays(-daysAgo - 1) && at <= now.AddDays(-daysAgo));
        return new CountryActivity(country, [.. Enumerable.Range(1, 14).Select(On)]);
    }
}
