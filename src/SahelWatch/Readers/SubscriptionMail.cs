using System.Net;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Readers;

/// <summary>The mails about a subscription. Each has one link and says that nothing happens if it is not followed.</summary>
internal sealed record SubscriptionMail(string Subject, string Html, string Text, Uri Link)
{
    public const string LinkPlaceholder = "[subscription-link]";

    public static SubscriptionMail Confirm(Frame texts, Uri link, IReadOnlyList<string> editions) =>
        Write(
            texts, texts["confirm.subject"], $"{texts["confirm.intro"]} {texts.List(editions)}.", texts["confirm.button"], texts["confirm.ignore"], link);

    public static SubscriptionMail Manage(Frame texts, Uri link) =>
        Write(texts, texts["manage.subject"], texts["manage.intro"], texts["manage.button"], texts["manage.ignore"], link);

    public static SubscriptionMail None(Frame texts, Uri link) =>
        Write(texts, texts["none.subject"], texts["none.intro"], texts["none.button"], texts["none.ignore"], link);

    private static SubscriptionMail Write(Frame texts, string subject, string intro, string button, string ignore, Uri link)
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
        return new SubscriptionMail(subject, html, $"{intro}\n\n{button}\n{LinkPlaceholder}\n\n{ignore}\n", link);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
