using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading;

/// <summary>An attribute by its lower-case local name, or "xml:base" or "xml:lang".</summary>
internal readonly record struct FeedAttribute(string Name, string Value);

/// <summary>The attributes that are kept; like element names, a closed vocabulary.</summary>
internal static class FeedAttributes
{
    public static readonly XName Base = XNamespace.Xml + "base";
    public static readonly XName Language = XNamespace.Xml + "lang";
    public static readonly XName About = FeedNames.Rdf + "about";

    private static readonly FrozenDictionary<string, XName> Known = "href rel type mode url src version term label domain scheme ispermalink".Split(' ')
        .Select(name => KeyValuePair.Create(name, (XName)name))
        .Append(new("xml:base", Base)).Append(new("xml:lang", Language)).Append(new("about", About))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for an attribute that is not used.</returns>
    public static XName? Canonical(string name) => Known.GetValueOrDefault(name);
}
