using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Addresses;

/// <summary>Addresses as feeds write them: with spaces around and within, relative, protocol-relative, without a scheme.</summary>
internal static partial class FeedLinks
{
    private const int Longest = 4_000; // characters; data: and runaway text are longer, addresses are not

    /// <summary>An absolute http or https address; null where the text is none and cannot be made one.</summary>
    public static Uri? Resolve(string text, Uri? relativeTo) => Unbroken(text) is { Length: > 0 } unbroken ? Joined(unbroken, relativeTo) : null;

    private static Uri? Joined(string text, Uri? relativeTo)
    {
        text = Meant(text);
        if (text.Length == 0)
            return null;
        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            text = "https://" + text;
        else if (relativeTo is not null && text.StartsWith(relativeTo.Host, StringComparison.OrdinalIgnoreCase)
            && text.AsSpan(relativeTo.Host.Length) is ['/', ..])
            text = $"{relativeTo.Scheme}://{text}";
        // On Unix "/news/1" alone is taken for a file: the base decides first.
        var relative = text[0] is '/' or '?' or '#' || !HasScheme(text);
        if (!relative)
            return Uri.TryCreate(text, UriKind.Absolute, out var absolute) && IsWeb(absolute) ? absolute : null;
        if (relativeTo is null)
            return text.StartsWith("//", StringComparison.Ordinal) ? Resolve("https:" + text, null) : null;
        // What is joined may be joined again (xml:base in xml:base): it is an address too.
        return Uri.TryCreate(relativeTo, text, out var joined) && IsWeb(joined) && joined.OriginalString.Length <= Longest ? joined : null;
    }

    /// <summary>Http or https; the framework makes no such address without a host.</summary>
    public static bool IsWeb(Uri uri) => uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool HasScheme(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '/', '?');
        return colon > 0 && text[colon] == ':' && char.IsAsciiLetter(text[0]);
    }

    /// <summary>
    /// The address in a text that is more than one, empty where there is none: in a tag, escaped once more than XML asks for, or behind a site's own that a
    /// program put before it.
    /// </summary>
    private static string Meant(string text)
    {
        if (text.Contains('<', StringComparison.Ordinal))
            text = Href().Match(text) is { Success: true } href
                ? href.Groups["address"].Value.Trim()
                : text.Trim('<', '>') is var bare && bare.Contains('<', StringComparison.Ordinal) ? "" : bare.Trim();
        if (text.Contains('&', StringComparison.Ordinal))
            text = text.Replace("&amp;", "&", StringComparison.Ordinal).Replace("&#038;", "&", StringComparison.Ordinal)
                .Replace("&#38;", "&", StringComparison.Ordinal);
        return text.AsSpan().Count("://") > 1 ? SiteBefore().Replace(text, "") : text;
    }

    [GeneratedRegex("""<a\s[^<>]{0,200}?href\s*=\s*["']?(?<address>[^"'<>]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Href();

    [GeneratedRegex("^https?://[^/?#:]*(?=https?://)", RegexOptions.IgnoreCase)]
    private static partial Regex SiteBefore();

    /// <summary>
    /// Line breaks and tabs go wherever they stand, as in a browser (WHATWG URL, basic parser, step 3); spaces at both ends. Nothing is left of what is too
    /// long.
    /// </summary>
    private static string Unbroken(string text)
    {
        text = text.Trim();
        if (text.Length > Longest)
            return "";
        return text.AsSpan().ContainsAny('\n', '\r', '\t') ? string.Concat(text.Split('\n', '\r', '\t').Select(p => p.Trim())) : text;
    }
}
