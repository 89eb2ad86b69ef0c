using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Digests.Rendering;

/// <summary>A digest as a message for a channel: its headlines, and where to read it.</summary>
internal static class DigestMessage
{
    /// <summary>Nobody reads more in a chat; the page has them all.</summary>
    private const int MostHeadlines = 10;

    public static ChannelMessage Of(Digest digest)
    {
        var words = new Phrases(digest);
        var left = digest.Stories.Count - MostHeadlines;
        return new ChannelMessage
        {
            Id = $"{digest.Edition}/{digest.Key}",
            At = digest.Composed,
            Title = words.Subject(),
            Lines =
            [
                .. digest.Stories.Take(MostHeadlines).Select(story => Line(story, words)),
                .. left > 0 ? [new MessageLine(words.Frame.Count("more", left))] : Array.Empty<MessageLine>(),
            ],
            Link = digest.Page,
            Language = digest.Language,
        };
    }

    private static MessageLine Line(DigestStory story, Phrases words) =>
        new((story.Places.Count > 0 ? words.Where(story) + words.Frame["colon"] : "") + words.What(story), story.Headline.Url);
}
