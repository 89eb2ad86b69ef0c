using System.Net;

namespace SahelWatch.Delivery.Mail;

/// <summary>The two bodies of a mail that goes to many. The only thing that differs between readers is one link, which takes the placeholder's place.</summary>
/// <param name="Placeholder">What both bodies have wherever the reader's link belongs.</param>
public sealed record MailContent(string Html, string Text, string Placeholder)
{
    public string HtmlFor(Uri? link) => Html.Replace(Placeholder, WebUtility.HtmlEncode(AddressOf(link)), StringComparison.Ordinal);

    public string TextFor(Uri? link) => Text.Replace(Placeholder, AddressOf(link), StringComparison.Ordinal);

    private static string AddressOf(Uri? link) => link?.AbsoluteUri ?? "";
}
