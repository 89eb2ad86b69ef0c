namespace SahelWatch.Feeds.Parsing;

/// <summary>The author's name; mail addresses are left out (RSS 2.0 asks for one, nobody reads it).</summary>
internal static class Authors
{
    private const int Longest = 200; // characters
    private const int LongestMarkup = 4_000; // characters of HTML, mail address included

    /// <summary>An Atom entry without one has its source's, or its feed's (RFC 4287 section 4.2.1).</summary>
    public static string? Of(FeedNode entry, FeedNode? around, RepeatedText repeated) => In(entry, repeated)
        ?? (entry.Child("atom:source") is { } source ? In(source, repeated) : null)
        ?? (around?.Name == "atom:feed" ? In(around, repeated) : null);

    private static string? In(FeedNode element, RepeatedText repeated)
    {
        foreach (var child in element.Children)
        {
            var name = child.Name switch
            {
                "author" or "atom:author" when child.HasElements => child.Child("atom:name") ?? child.Child("name"),
                "author" or "atom:author" or "dc:creator" or "itunes:author" or "dc:author" => child,
                _ => null,
            };
            if (name is not null && name.Text is { Length: <= LongestMarkup } text && WithoutMail(HtmlText.Line(text, repeated)) is { Length: > 0 and <= Longest } author)
                return author;
        }

        return null;
    }

    /// <summary>"editor@example.org (Awa Diallo)" and "Awa Diallo &lt;editor@example.org&gt;" are Awa Diallo.</summary>
    internal static string WithoutMail(string author)
    {
        if (!author.Contains('@', StringComparison.Ordinal))
            return author;
        var words = author.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !w.Contains('@', StringComparison.Ordinal));
        return string.Join(' ', words).Trim('(', ')', '<', '>', '"', ' ', ',');
    }
}
