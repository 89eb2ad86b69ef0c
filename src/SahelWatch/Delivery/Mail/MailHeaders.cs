namespace SahelWatch.Delivery.Mail;

/// <summary>The additional headers, the same for every provider. The values contain nothing from feeds and are single lines of ASCII.</summary>
internal static class MailHeaders
{
    public static IEnumerable<(string Name, string Value)> Of(OutgoingMail mail)
    {
        // RFC 3834 5: suppresses vacation replies.
        yield return ("Auto-Submitted", "auto-generated");
        if (mail.List is not { } list)
            yield break;
        yield return ("List-Id", $"<{Label(list)}.{mail.From.Address.Domain}>");
        if (mail.Link is not { } link)
            yield break;
        yield return ("List-Unsubscribe", $"<{link.AbsoluteUri}>");
        // RFC 8058 3.1: one-click unsubscription requires an HTTPS link.
        if (link.Scheme == Uri.UriSchemeHttps)
            yield return ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /// <summary>A dot-atom label (RFC 2919 3) of an edition's id.</summary>
    private static string Label(string list) => string.Concat(list.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
