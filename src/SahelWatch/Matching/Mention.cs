using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>A name found in an article.</summary>
/// <param name="Start">In the folded field.</param>
/// <param name="Length">In the folded field.</param>
/// <param name="IsQuiet">Stands in a line that is not the article's own text.</param>
/// <param name="Place">How much the words around it say that it is a place (in …, northern …); not below 0.</param>
/// <param name="Other">How much they say that it is something else (… Smith, named …); not above 0.</param>
internal readonly record struct Mention(WatchedName Name, ArticleField Field, Zone Zone, int Start, int Length, bool IsQuiet, double Place, double Other)
{
    /// <summary>The verdict on a name in doubt: it counts where this is above 0. 1 where there is no doubt.</summary>
    public double Certainty { get; init; } = 1;

    /// <summary>What it adds to the score; 0 where it adds nothing.</summary>
    public double Weight { get; init; }

    /// <summary>The name of a street, a shop, a band: it says nothing, and the article must be kept for something else.</summary>
    public bool IsNamesake { get; init; }

    /// <summary>One of many countries in a list, most of them elsewhere.</summary>
    public bool IsListed { get; init; }

    /// <summary>Named for a border that is near: "the Malian border", "la frontière avec le Niger".</summary>
    public bool IsAcrossBorder { get; init; }

    public bool Counts => Certainty > 0 && !Name.IsDecoy && !IsNamesake;
}

/// <summary>The fields of an article, as <see cref="Domain.Evidence"/> names them.</summary>
internal enum ArticleField
{
    Title,
    Summary,
    Text,
}
