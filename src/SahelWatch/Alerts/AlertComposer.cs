using SahelWatch.Alerts.Judging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Editions;

namespace SahelWatch.Alerts;

/// <summary>Turns a decision into an alert to render, with each story as a digest in the rule's language would show it.</summary>
/// <param name="publicUrl">The address of the pages; null if they are not public.</param>
internal sealed class AlertComposer(DigestComposer composer, Uri? publicUrl)
{
    public Alert Compose(AlertRule rule, PlannedMessage message, DateTimeOffset now) => new()
    {
        Rule = rule.Id,
        Key = message.Key,
        Title = rule.Title,
        Language = rule.Language,
        TimeZone = rule.TimeZone.Id,
        At = now,
        Late = message.Items is [var only] && now - only.Since > AlertJudge.LateAfter, // a message that was held back says so itself
        Items = [.. message.Items.Select(i => new AlertItem(
            Told(rule, i, now), i.Kind, i.OneSource, publicUrl is null ? null : new Uri(publicUrl, $"stories/{i.Story.Stored}"),
            i.Story.Part is null ? null : i.Story.Stored))],
    };

    private DigestStory Told(AlertRule rule, PlannedItem item, DateTimeOffset now)
    {
        var story = item.Story.Story;
        var due = new DueDigest(Alert.ListOf(rule.Id), "", DateOnly.FromDateTime(now.UtcDateTime), now, Late: false);
        var told = Composed(story);
        var headline = item.Supports.Count is 0 ? told.Headline : Composed(story with { Reports = item.Supports }).Headline;
        return told with
        {
            Headline = headline, // of a report that says what is told: others of the story may count fewer, or look back on another event
            Figures = [.. told.Figures.Select(f => item.Before?.Of(f.Kind) is { } was && was.Value != f.Claim.Value
                ? f with { Was = new ToldFigure(was.Kind, was.Value, null, "exactly", was.Article, DateOnly.FromDateTime(item.Before.At.UtcDateTime)) }
                : f)],
        };

        DigestStory Composed(Story of) => composer.Compose(new DigestInput
        {
            Edition = new Edition { Id = due.Edition, Title = rule.Title, Language = rule.Language, TimeZone = rule.TimeZone, Sport = true },
            Due = due,
            Window = new Window(story.FirstReported, now),
            Stories = [of],
            Figures = new Dictionary<Domain.StoryId, IReadOnlyList<Domain.FigureRow>> { [of.Id] = item.Story.Figures },
            Feeds = new FeedSummary(0, null, []),
        }).Stories[0];
    }
}
