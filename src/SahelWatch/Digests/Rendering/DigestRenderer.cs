using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Digests.Html;

namespace SahelWatch.Digests.Rendering;

/// <summary>Turns a digest into a mail and a page. The same digest gives the same bytes, whenever and wherever.</summary>
public sealed class DigestRenderer
{
    /// <summary>Stands in the mail where each reader's own unsubscribe address belongs; delivery puts it there, encoded for the part it writes.</summary>
    public const string UnsubscribeUrl = "https://unsubscribe.invalid/";

    /// <summary>
    /// Gmail cuts a mail off at 102 KB. Counted as the part leaves, in quoted-printable, in which an Arabic letter takes six bytes; headers and each reader's
    /// address come on top.
    /// </summary>
    internal const int MaxMailBytes = 98 * 1024;

    /// <summary>Below this many stories in full the frame, not the stories, fills the mail.</summary>
    private const int FewestInFull = 3;

    // By default every letter beyond ASCII becomes a character reference, which makes an Arabic digest four times as long; the mail says that it is UTF-8.
    private readonly IServiceProvider _services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    public async Task<RenderedDigest> RenderAsync(Digest digest, CancellationToken cancellationToken)
    {
        var layout = Layout.Mail(digest);
        var html = await HtmlAsync(digest, layout, cancellationToken);
        while (EncodedLength(html) > MaxMailBytes && layout.IsLong(FewestInFull))
        {
            layout = layout.Shorter(FewestInFull);
            html = await HtmlAsync(digest, layout, cancellationToken);
        }

        return new RenderedDigest(Subject.Of(digest), html, new TextBody(digest, layout).Write());
    }

    /// <summary>The digest as a page to be read in a browser: every story, and why it ranks where it does.</summary>
    public Task<string> RenderPageAsync(Digest digest, CancellationToken cancellationToken) => HtmlAsync(digest, Layout.Page(digest), cancellationToken);

    /// <summary>The same as a file by itself, which has no site around it.</summary>
    public Task<string> RenderFileAsync(Digest digest, CancellationToken cancellationToken) =>
        HtmlAsync(digest, Layout.Page(digest) with { IsOnSite = false }, cancellationToken);

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

    private async Task<string> HtmlAsync(Digest digest, Layout layout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(
                new Dictionary<string, object?> { [nameof(DigestPage.Digest)] = digest, [nameof(DigestPage.Layout)] = layout });
            var root = await renderer.RenderComponentAsync<DigestPage>(parameters);
            return "<!DOCTYPE html>\n" + root.ToHtmlString();
        });
    }
}

/// <summary>A digest ready to be mailed to all its readers, but for <see cref="DigestRenderer.UnsubscribeUrl"/> in both bodies.</summary>
/// <param name="Subject">One line, not encoded.</param>
public sealed record RenderedDigest(string Subject, string Html, string Text);
