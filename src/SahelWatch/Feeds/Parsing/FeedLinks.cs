using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Parsing;

/// <summary>Addresses as feeds write them: with spaces around and within, relative, protocol-relative, without a scheme.</summary>
internal static partial class FeedLinks
{
    private const int Longest = 4_000; // characters; data: and runaway text are longer, addresses are not

    /// <summary>An absolute http or https address; null where the text is none and cannot be made one.</summary>
    public static Uri? Resolve(string text, Uri? relativeTo) => Unbroken(text, text) is { Length: > 0 } unbroken ? Joined(unbroken, relativeTo) : null;

    /// <inheritdoc cref="Resolve(string, Uri?)"/>
    public static Uri? Resolve(ReadOnlySpan<char> text, Uri? relativeTo) => Unbroken(text, null) is { Length: > 0 } unbroken ? Joined(unbroken, relativeTo) : null;

    private static Uri? Joined(string text, Uri? relativeTo)
    {
        text = Meant(text);
        if (text.Length == 0)
            return null;
        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            text = "https://" + text;
        else if (relativeTo is not null && text.StartsWith(relativeTo.Host, StringComparison.OrdinalIgnoreCase) && text.AsSpan(relativeTo.Host.Length) is ['/', ..])
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

    /// <summary>Whether a link leads to the thing itself: rel alternate, by its name or address (RFC 4287 section 4.2.7.2), or none.</summary>
    public static bool IsAlternate(FeedNode link) =>
        link["rel"] is not { } rel || rel.AsSpan().Trim() is "" or "alternate" or "http://www.iana.org/assignments/relation/alternate" || rel.Trim().Equals("alternate", StringComparison.OrdinalIgnoreCase);

    /// <summary>A page, as far as the link says; the same article is offered as JSON, sound or for print as well.</summary>
    public static bool IsPage(FeedNode link) => link["type"] is not { Length: > 0 } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Http or https; the framework makes no such address without a host.</summary>
    public static bool IsWeb(Uri uri) => uri.IsAbsoluteUri && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool HasScheme(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '/', '?');
        return colon > 0 && text[colon] == ':' && char.IsAsciiLetter(text[0]);
    }

    /// <summary>The address in a text that is more than one, empty where there is none: in a tag, escaped once more than XML asks for, or behind a site's own that a program put before it.</summary>
    private static string Meant(string text)
    {
        if (text.Contains('<', StringComparison.Ordinal))
            text = Href().Match(text) is { Success: true } href ? href.Groups["address"].Value.Trim() : text.Trim('<', '>') is var bare && bare.Contains('<', StringComparison.Ordinal) ? "" : bare.Trim();
        if (text.Contains('&', StringComparison.Ordinal))
            text = text.Replace("&amp;", "&", StringComparison.Ordinal).Replace("&#038;", "&", StringComparison.Ordinal).Replace("&#38;", "&", StringComparison.Ordinal);
        return text.AsSpan().Count("://") > 1 ? SiteBefore().Replace(text, "") : text;
    }

    [GeneratedRegex("""<a\s[^<>]{0,200}?href\s*=\s*["']?(?<address>[^"'<>]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Href();

    [GeneratedRegex("^https?://[^/?#:]*(?=https?://)", RegexOptions.IgnoreCase)]
    private static partial Regex SiteBefore();

    /// <summary>Line breaks and tabs go wherever they stand, as in a browser (WHATWG URL, basic parser, step 3); spaces at both ends. Nothing is left of what is too long.</summary>
    /// <param name="whole">The same text where it is a string already.</param>
    private static string Unbroken(ReadOnlySpan<char> text, string? whole)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > Longest)
            return "";
        return trimmed.ContainsAny('\n', '\r', '\t')
            ? string.Concat(trimmed.ToString().Split('\n', '\r', '\t').Select(p => p.Trim()))
            : trimmed.Length == whole?.Length ? whole : trimmed.ToString();
    }
}
