using System.Net;

namespace SahelWatch.Delivery.Mail;

/// <summary>The bodies of a mail to many readers. Only one link differs between readers; it replaces the placeholder.</summary>
/// <param name="Placeholder">Marks the reader's link in both bodies.</param>
public sealed record MailContent(string Html, string Text, string Placeholder)
{
    public string HtmlFor(Uri? link) => Html.Replace(Placeholder, WebUtility.HtmlEncode(AddressOf(link)), StringComparison.Ordinal);

    public string TextFor(Uri? link) => Text.Replace(Placeholder, AddressOf(link), StringComparison.Ordinal);

    private static string AddressOf(Uri? link) => link?.AbsoluteUri ?? "";
}
