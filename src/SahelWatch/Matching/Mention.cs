using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>A name found in an article.</summary>
internal sealed class Mention
{
    public required WatchedName Name { get; init; }

    public required ArticleField Field { get; init; }

    public required Zone Zone { get; init; }

    /// <summary>In the folded field.</summary>
    public required int Start { get; init; }

    /// <summary>In the folded field.</summary>
    public required int Length { get; init; }

    /// <summary>Whether it is in a line of boilerplate.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Evidence in the adjacent words that it is a place (in …, northern …); 0 or more.</summary>
    public double Place { get; init; }

    /// <summary>Evidence in the adjacent words that it is something else (… Smith, named …); 0 or less.</summary>
    public double Other { get; init; }

    /// <summary>The name of a street, a shop, a band…, which is no evidence.</summary>
    public bool IsNamesake { get; init; }

    /// <summary>One of many countries in a list, most of them not watched, or only an example: "countries such as Mali".</summary>
    public bool IsListed { get; init; }

    /// <summary>Mentioned only as the country across a border: "the Malian border", "la frontière avec le Niger".</summary>
    public bool IsAcrossBorder { get; init; }

    /// <summary>Mentioned as where somebody comes from: "arrived from Mali", "son départ du Mali", "the Mali striker".</summary>
    public bool IsOrigin { get; init; }

    /// <summary>The verdict on an ambiguous name, which counts if this is above 0; 1 for unambiguous names.</summary>
    public double Certainty { get; set; } = 1;

    /// <summary>What it adds to the score.</summary>
    public double Weight { get; set; }

    public bool Counts => Certainty > 0 && !Name.IsDecoy && !IsNamesake;
}

/// <summary>A term of the vocabulary found in an article, and its position in the folded field.</summary>
internal readonly record struct TermMention(Term Term, ArticleField Field, Zone Zone, int Start, int Length);

/// <summary>The fields of an article, as <see cref="Domain.Evidence"/> names them.</summary>
internal enum ArticleField
{
    Title,
    Summary,
    Text,
}

/// <summary>The part of an article that a mention is in.</summary>
internal enum Zone
{
    Title,
    Lead,
    Body,
}
