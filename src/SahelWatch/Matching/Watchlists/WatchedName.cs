using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A name of the gazetteer with its meaning for a watchlist.</summary>
/// <param name="weight">The weight of one mention; 0 if the entry is not watched (Nigeria).</param>
/// <param name="countries">Bits of the watched countries, in the watchlist's order, that a mention is evidence for.</param>
/// <param name="sense">What else the name can mean; null if it is unambiguous.</param>
internal sealed class WatchedName(EntryName name, double weight, int countries, Sense? sense)
{
    public EntryName Name => name;

    public double Weight => weight;

    public int Countries => countries;

    public Sense? Sense => sense;

    /// <summary>Written in capitals in the gazetteer: an abbreviation.</summary>
    public bool IsAcronym { get; } = name.Text.Length > 1 && name.Text.All(char.IsAsciiLetterUpper);

    public GazetteerEntry? Entry => Name.Entry;

    public bool IsDecoy => Name.IsDecoy;

    public bool IsWatched => Weight > 0 && !IsDecoy;
}

/// <summary>Another meaning of a name, and how likely it is.</summary>
/// <param name="Meaning">What else the name can mean.</param>
/// <param name="Prior">Evidence a priori: the name counts if the sum with the article's evidence is above 0.</param>
internal sealed record Sense(string Meaning, double Prior)
{
    /// <summary>It is an adjective (مالي: financial), so that grammar helps to disambiguate.</summary>
    public bool IsAdjective { get; init; }

    /// <summary>Without its accents it is another word (Diré, dire), so that an accent is evidence for the place.</summary>
    public bool IsAccented { get; init; }

    /// <summary>The name was marked as ambiguous by a rule, not by hand: beside names of other watched countries, it likely belongs to one of those.</summary>
    public bool NeedsItsCountry { get; init; }

    /// <summary>There is a place of this name elsewhere: if the article names another country, it more likely lies there (Madina in Guinea).</summary>
    public bool IsPlaceElsewhere { get; init; }

    /// <summary>Words right before the name that make it unambiguous, folded: the confederation, the putsches (of the Sahel).</summary>
    public FrozenSet<string> Before { get; init; } = [];
}
