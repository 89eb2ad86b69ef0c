using SahelWatch.Digests.Rendering;

namespace SahelWatch.Digests.Html;

/// <summary>
/// The styles of the mail: inline, because Gmail and Outlook drop or rewrite style sheets; the classes are for dark mode only. Colours are dark on white and
/// keep their contrast (WCAG AA) if a mail client inverts them.
/// </summary>
internal static class Style
{
    public const string Body = "margin:0;padding:0;background-color:#ffffff;-webkit-text-size-adjust:100%";
    public const string Outer = "border-collapse:collapse;width:100%;max-width:640px;margin:0 auto";
    public const string H1 = "margin:0;font-size:24px;line-height:1.25;color:#1b1f24";
    public const string H2 = "margin:32px 0 0;padding:0 0 4px;font-size:14px;line-height:1.4;color:#9a4a00;border-bottom:2px solid #b35900";
    public const string H3 = "margin:20px 0 2px;font-size:18px;line-height:1.35;color:#1b1f24";
    public const string Text = "margin:6px 0 0;color:#1b1f24";
    public const string Small = "margin:4px 0 0;font-size:14px;line-height:1.45;color:#57606a";
    public const string Box = "margin:16px 0 0;padding:10px 14px;border:1px solid #b35900";
    public const string List = "margin:6px 0 0;padding:0 20px";
    public const string Item = "margin:4px 0 0;color:#1b1f24";
    public const string Link = "color:#0a4f9e;text-decoration:underline";
    public const string HeadLink = "color:#0a4f9e;text-decoration:none";
    public const string Muted = "font-size:14px;font-weight:normal;color:#57606a";
    public const string Mark = "font-weight:bold;color:#9a4a00";
    public const string New = "padding:1px 6px;margin-inline-end:4px;font-size:12px;color:#ffffff;background-color:#9a4a00";
    public const string Permalink = "padding:0 6px;font-weight:normal;color:#57606a;text-decoration:none";
    public const string Table = "border-collapse:collapse;width:100%;margin:8px 0 0";
    public const string Cell = "padding:4px 0;font-size:14px;line-height:1.3;vertical-align:middle;color:#1b1f24";
    public const string Hidden = "display:none;max-height:0;overflow:hidden";

    /// <summary>Arabic letters are small for their font size in the fonts that mail clients use.</summary>
    public static string Page(string language) =>
        $"padding:20px 16px 32px;font-family:'Segoe UI',Tahoma,Arial,Helvetica,sans-serif;font-size:{(language == "ar" ? 17 : 16)}px;"
            + $"line-height:1.5;color:#1b1f24;text-align:{(language == "ar" ? "right" : "left")}";

    /// <summary>The direction of text in another language than the digest's; null to keep the digest's.</summary>
    public static string? DirectionFor(string? foreign) => foreign is null ? null : Frame.DirectionOf(foreign);

    public static string AlignFor(string? foreign) => DirectionFor(foreign) switch { "rtl" => ";text-align:right", "ltr" => ";text-align:left", _ => "" };

    /// <summary>Outlook for Windows ignores max-width, so it gets a table of fixed width.</summary>
    public const string OutlookOpen = "<!--[if mso]><table role=\"presentation\" align=\"center\" width=\"640\"><tr><td><![endif]-->";
    public const string OutlookClose = "<!--[if mso]></td></tr></table><![endif]-->";

    public const string Sheet = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .b{background-color:#15181c!important}
        .t{color:#e6e8eb!important}
        .m{color:#a9b1bb!important}
        .l{color:#8ab8ff!important}
        .a{color:#f0a35e!important;border-color:#c9752a!important}
        .n{color:#15181c!important;background-color:#f0a35e!important}
        .f{background-color:#c9752a!important}
        .k{border-color:#e6e8eb!important}
        .g{background-color:#343a42!important}
        }
        """;
}
