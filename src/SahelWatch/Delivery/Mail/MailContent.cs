using System.Net;

namespace SahelWatch.Delivery.Mail;

/// <summary>
/// The two bodies of a mail that goes to many. The only thing that differs between readers is one link, so the bodies are encoded once, cut at the
/// placeholder, and each reader's mail is the pieces with the link between them.
/// </summary>
public sealed class MailContent
{
    private readonly string _placeholder;
    private readonly Lazy<byte[][]> _htmlPieces;
    private readonly Lazy<byte[][]> _textPieces;

    /// <param name="placeholder">Stands in both bodies wherever the reader's link belongs.</param>
    public MailContent(string html, string text, string placeholder)
    {
        ArgumentException.ThrowIfNullOrEmpty(placeholder);
        _placeholder = placeholder;
        Html = html;
        Text = text;
        _htmlPieces = new(() => Encode(html));
        _textPieces = new(() => Encode(text));
    }

    /// <summary>With the placeholder still in it.</summary>
    public string Html { get; }

    /// <summary>With the placeholder still in it.</summary>
    public string Text { get; }

    public string HtmlFor(Uri? link) => Html.Replace(_placeholder, InHtml(link), StringComparison.Ordinal);

    public string TextFor(Uri? link) => Text.Replace(_placeholder, InText(link), StringComparison.Ordinal);

    /// <summary>Quoted-printable, to be joined by the encoded link.</summary>
    internal IReadOnlyList<byte[]> HtmlPieces => _htmlPieces.Value;

    internal IReadOnlyList<byte[]> TextPieces => _textPieces.Value;

    internal static string InHtml(Uri? link) => WebUtility.HtmlEncode(InText(link));

    internal static string InText(Uri? link) => link?.AbsoluteUri ?? "";

    private byte[][] Encode(string body) => [.. body.Split(_placeholder).Select(QuotedPrintable.Encode)];
}
