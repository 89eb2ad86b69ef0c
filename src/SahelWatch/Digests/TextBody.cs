using System.Text;

namespace SahelWatch.Digests;

/// <summary>Writes a digest as plain text: everything that the HTML says, wrapped for terminals and phones.</summary>
internal sealed class TextBody(Digest digest, Layout layout)
{
    private readonly Frame frame = Frame.In(digest.Language);
    private readonly StringBuilder text = new();

    public string Write()
    {
        text.AppendLine(digest.Title).AppendLine(frame.Date(digest.Date)).AppendLine();
        foreach (var story in digest.Stories.Take(layout.InFull))
            text.AppendLine(story.Headline.Text).AppendLine();
        text.Append(frame["unsubscribe"]).Append(frame["colon"]).AppendLine(DigestRenderer.UnsubscribeUrl);
        return text.ToString();
    }
}
