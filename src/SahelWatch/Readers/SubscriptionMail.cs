using System.Net;

namespace SahelWatch.Readers;

/// <summary>The two mails about a subscription. Each has one link and says that nothing happens if it is not followed.</summary>
internal sealed record SubscriptionMail(string Subject, string Html, string Text, Uri Link)
{
    public const string LinkPlaceholder = "[subscription-link]";

    public static SubscriptionMail Confirm(SubscriptionTexts texts, Uri link, IReadOnlyList<string> editions) =>
        Write(texts, texts.ConfirmSubject, $"{texts.ConfirmIntro} {string.Join(", ", editions)}.", texts.ConfirmButton, texts.ConfirmIgnore, link);

    public static SubscriptionMail Manage(SubscriptionTexts texts, Uri link) =>
        Write(texts, texts.ManageSubject, texts.ManageIntro, texts.ManageButton, texts.ManageIgnore, link);

    private static SubscriptionMail Write(SubscriptionTexts texts, string subject, string intro, string button, string ignore, Uri link)
    {
        var html = $"""
            <!DOCTYPE html>
            <html lang="{texts.Language}" dir="{texts.Direction}"><head><meta charset="utf-8"><title>{Encode(subject)}</title></head>
            <body style="font-family:Georgia,'Times New Roman',serif;font-size:17px;line-height:1.5;margin:0;padding:24px">
            <p>{Encode(intro)}</p>
            <p><a href="{LinkPlaceholder}">{Encode(button)}</a></p>
            <p>{Encode(ignore)}</p>
            </body></html>
            """;
        return new SubscriptionMail(subject, html, $"{intro}\n\n{button}:\n{LinkPlaceholder}\n\n{ignore}\n", link);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
