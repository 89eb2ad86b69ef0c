using System.Buffers;
using System.Collections.Frozen;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A name of the gazetteer with what the watchlist makes of it.</summary>
/// <param name="Weight">What one mention says about the article; 0 where the entry is not watched (Nigeria).</param>
/// <param name="Countries">Bits of the watched countries (in the watchlist's order) that a mention speaks for.</param>
/// <param name="Sense">Why the name is in doubt; null where it can only mean the entry.</param>
internal sealed record WatchedName(EntryName Name, double Weight, int Countries, Sense? Sense)
{
    private static readonly SearchValues<char> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Written in capitals in the gazetteer: an abbreviation.</summary>
    public bool IsAcronym { get; } = Name.Text.Length > 1 && !Name.Text.AsSpan().ContainsAnyExcept(Capitals);

    public GazetteerEntry? Entry => Name.Entry;

    public bool IsDecoy => Name.IsDecoy;

    public bool IsWatched => Weight > 0 && !IsDecoy;
}

/// <summary>A name that can mean something else, and how likely that is before any evidence is seen.</summary>
/// <param name="Meaning">What else it means.</param>
/// <param name="Prior">Evidence before any is seen: the name counts where the sum with what the article says is above 0.</param>
internal sealed record Sense(string Meaning, double Prior)
{
    /// <summary>It is an adjective of its language (مالي: financial), so that grammar can tell.</summary>
    public bool IsAdjective { get; init; }

    /// <summary>
    /// The name was put in doubt by rule and not by anybody who knows the place: beside names of other watched countries it is more likely theirs.
    /// </summary>
    public bool NeedsItsCountry { get; init; }

    /// <summary>Words right before the name that leave no doubt, folded: the confederation, the putsches (of the Sahel).</summary>
    public FrozenSet<string> Before { get; init; } = [];
}
