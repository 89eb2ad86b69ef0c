using System.Xml.Linq;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Reading.Entries;

/// <summary>The author's name, without the email address (which RSS 2.0 asks for).</summary>
internal static class Authors
{
    private const int MaxLength = 200; // characters
    private const int MaxMarkup = 4_000; // characters of HTML, email address included

    private static readonly XName[] Persons = FeedNames.Of("author", "atom:author");
    private static readonly XName[] Creators = FeedNames.Of("author", "atom:author", "dc:creator", "itunes:author", "dc:author");
    private static readonly XName AtomName = FeedNames.Of("atom:name");
    private static readonly XName Name = FeedNames.Of("name");
    private static readonly XName Source = FeedNames.Of("atom:source");

    /// <summary>An Atom entry without an author inherits its source's (RFC 4287 section 4.2.1).</summary>
    public static string? Of(XElement element) => In(element) ?? (element.Element(Source) is { } source ? In(source) : null);

    private static string? In(XElement element) =>
        element.Elements().Where(child => Array.IndexOf(Creators, child.Name) >= 0)
            .Select(child => child.HasElements && Array.IndexOf(Persons, child.Name) >= 0 ? child.Element(AtomName) ?? child.Element(Name) : child)
            .Select(name => name?.Value is { Length: <= MaxMarkup } text
                ? WithoutMail(FeedText.WithoutReferences(HtmlText.Line(text), new ProblemList()))
                : "")
            .FirstOrDefault(author => author.Length is > 0 and <= MaxLength);

    /// <summary>"editor@example.org (Awa Diallo)" and "Awa Diallo &lt;editor@example.org&gt;" become "Awa Diallo".</summary>
    private static string WithoutMail(string author)
    {
        if (!author.Contains('@', StringComparison.Ordinal))
            return author;
        var words = author.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !w.Contains('@', StringComparison.Ordinal));
        return string.Join(' ', words).Trim('(', ')', '<', '>', '"', ' ', ',');
    }
}
