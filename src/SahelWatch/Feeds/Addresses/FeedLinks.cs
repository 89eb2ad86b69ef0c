using System.Net;
using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Addresses;

/// <summary>Resolves addresses as feeds write them: with white space around and inside, relative, protocol-relative, without a scheme.</summary>
internal static partial class FeedLinks
{
    private const int MaxLength = 4_000; // characters; only data: URLs and stray text are longer

    /// <summary>An absolute http or https address; null if the text cannot be made into one.</summary>
    public static Uri? Resolve(string text, Uri? relativeTo) => Unbroken(text) is { Length: > 0 } unbroken ? Joined(unbroken, relativeTo) : null;

    private static Uri? Joined(string text, Uri? relativeTo)
    {
        text = Extracted(text);
        if (text.Length == 0)
            return null;
        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            text = "https://" + text;
        else if (relativeTo is not null && text.StartsWith(relativeTo.Host, StringComparison.OrdinalIgnoreCase)
            && text.AsSpan(relativeTo.Host.Length) is ['/', ..])
            text = $"{relativeTo.Scheme}://{text}";
        // On Unix, Uri takes "/news/1" for a file path, so check for relative addresses first.
        var relative = text[0] is '/' or '?' or '#' || !HasScheme(text);
        if (!relative)
            return Uri.TryCreate(text, UriKind.Absolute, out var absolute) && IsWeb(absolute) ? absolute : null;
        if (relativeTo is null)
            return text.StartsWith("//", StringComparison.Ordinal) ? Resolve("https:" + text, null) : null;
        // Nested xml:base joins the result again, so the limit applies to it as well.
        return Uri.TryCreate(relativeTo, text, out var joined) && IsWeb(joined) && joined.OriginalString.Length <= MaxLength ? joined : null;
    }

    /// <summary>Http or https, for which Uri guarantees a host.</summary>
    public static bool IsWeb(Uri uri) => uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool HasScheme(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '/', '?');
        return colon > 0 && text[colon] == ':' && char.IsAsciiLetter(text[0]);
    }

    /// <summary>
    /// Extracts the address from surrounding text, or "" if there is none: from a tag, from an extra level of escaping, or after the site's own address
    /// that a program prepended.
    /// </summary>
    private static string Extracted(string text)
    {
        if (text.Contains('<', StringComparison.Ordinal))
            text = Href().Match(text) is { Success: true } href
                ? href.Groups["address"].Value.Trim()
                : text.Trim('<', '>') is var bare && bare.Contains('<', StringComparison.Ordinal) ? "" : bare.Trim();
        text = WebUtility.HtmlDecode(text);
        return text.AsSpan().Count("://") > 1 ? SitePrefix().Replace(text, "") : text;
    }

    [GeneratedRegex("""<a\s[^<>]{0,200}?href\s*=\s*["']?(?<address>[^"'<>]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Href();

    [GeneratedRegex("^https?://[^/?#:]*(?=https?://)", RegexOptions.IgnoreCase)]
    private static partial Regex SitePrefix();

    /// <summary>
    /// Removes line breaks and tabs anywhere, as browsers do (WHATWG URL, basic parser, step 3), and spaces at both ends. Empty if the text is too long.
    /// </summary>
    private static string Unbroken(string text)
    {
        text = text.Trim();
        if (text.Length > MaxLength)
            return "";
        return text.AsSpan().ContainsAny('\n', '\r', '\t') ? string.Concat(text.Split('\n', '\r', '\t').Select(p => p.Trim())) : text;
    }
}
