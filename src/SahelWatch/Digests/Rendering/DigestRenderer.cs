using System.Text;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests.Html;

namespace SahelWatch.Digests.Rendering;

/// <summary>Turns a digest into a mail and a page. The same digest gives the same bytes, whenever and wherever.</summary>
public sealed class DigestRenderer
{
    /// <summary>The placeholder for each reader's own unsubscribe address; delivery replaces it, encoded for the part that it writes.</summary>
    public const string UnsubscribeUrl = "https://unsubscribe.invalid/";

    /// <summary>
    /// Gmail cuts a mail off at 102 KB. Counted as the part leaves, in quoted-printable, in which an Arabic letter takes six bytes; headers and each reader's
    /// address come on top.
    /// </summary>
    internal const int MaxMailBytes = 98 * 1024;

    /// <summary>With fewer stories in full, the mail would be mostly frame.</summary>
    private const int FewestInFull = 3;

    private readonly RazorHtml _html = new();

    public async Task<Rendered> RenderAsync(Digest digest, CancellationToken cancellationToken)
    {
        var layout = Layout.Mail(digest);
        var html = await HtmlAsync(digest, layout, cancellationToken);
        while (EncodedLength(html) > MaxMailBytes && layout.IsLong(FewestInFull))
        {
            layout = layout.Shorter(FewestInFull);
            html = await HtmlAsync(digest, layout, cancellationToken);
        }

        return new(new Phrases(digest).Subject(), html, new TextBody(digest, layout).Write(), DigestMessage.Of(digest));
    }

    /// <summary>The digest as a file to be opened in a browser: every story in full, with links only to addresses that are public.</summary>
    public Task<string> RenderPageAsync(Digest digest, CancellationToken cancellationToken) => HtmlAsync(digest, Layout.Page(digest), cancellationToken);

    /// <summary>
    /// The bytes of a text in quoted-printable, soft line breaks included; base64 takes fewer where most letters are not ASCII, and a third more where they
    /// are.
    /// </summary>
    internal static int EncodedLength(string text)
    {
        var length = 0;
        foreach (var unit in Encoding.UTF8.GetBytes(text))
            length += unit == '\n' ? 2 : unit is (>= 32 and <= 126 and not (byte)'=') or (byte)'\t' ? 1 : 3;
        return length + (length / 73 * 3); // a line has 76 characters at most: 73 and the break, in the worst case
    }

    private Task<string> HtmlAsync(Digest digest, Layout layout, CancellationToken cancellationToken) => _html.RenderAsync<DigestPage>(
        new() { [nameof(DigestPage.Digest)] = digest, [nameof(DigestPage.Layout)] = layout }, cancellationToken);
}

/// <summary>A digest or alert ready for all its readers and channels, but for <see cref="DigestRenderer.UnsubscribeUrl"/> in both bodies.</summary>
/// <param name="Subject">One line, not encoded.</param>
public sealed record Rendered(string Subject, string Html, string Text, ChannelMessage Message)
{
    public MailContent Content => new(Html, Text, DigestRenderer.UnsubscribeUrl);
}
