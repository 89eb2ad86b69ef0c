using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>A name found in an article.</summary>
/// <param name="Start">In the folded field.</param>
/// <param name="Length">In the folded field.</param>
/// <param name="IsQuiet">Whether it is in a line of boilerplate.</param>
/// <param name="Place">Evidence in the adjacent words that it is a place (in …, northern …); 0 or more.</param>
/// <param name="Other">Evidence in the adjacent words that it is something else (… Smith, named …); 0 or less.</param>
internal readonly record struct Mention(WatchedName Name, ArticleField Field, Zone Zone, int Start, int Length, bool IsQuiet, double Place, double Other)
{
    /// <summary>The verdict on an ambiguous name, which counts if this is above 0; 1 for unambiguous names.</summary>
    public double Certainty { get; init; } = 1;

    /// <summary>What it adds to the score.</summary>
    public double Weight { get; init; }

    /// <summary>The name of a street, a shop, a band…, which is no evidence.</summary>
    public bool IsNamesake { get; init; }

    /// <summary>One of many countries in a list, most of them not watched.</summary>
    public bool IsListed { get; init; }

    /// <summary>Mentioned only as the country across a border: "the Malian border", "la frontière avec le Niger".</summary>
    public bool IsAcrossBorder { get; init; }

    /// <summary>Mentioned as where somebody came from: "arrived from Mali", "son départ du Mali".</summary>
    public bool IsOrigin { get; init; }

    public bool Counts => Certainty > 0 && !Name.IsDecoy && !IsNamesake;
}

/// <summary>The fields of an article, as <see cref="Domain.Evidence"/> names them.</summary>
internal enum ArticleField
{
    Title,
    Summary,
    Text,
}
