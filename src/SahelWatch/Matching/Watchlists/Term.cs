using System.Runtime.CompilerServices;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A word or phrase of the watchlist's vocabulary, and everything it is evidence for.</summary>
internal sealed record Term
{
    /// <summary>Its weight as evidence for the region when a name is ambiguous (junta, refugees).</summary>
    public double Context { get; init; }

    /// <summary>The other meanings of names that it indicates, as evidence against the names (naira against Niger), with the weights.</summary>
    public (Sense Sense, double Weight)[] Against { get; init; } = [];

    /// <summary>Bits of its themes, in the watchlist's order.</summary>
    public int Themes { get; init; }

    public Roles Roles { get; init; }

    /// <summary>An abbreviation that is spelled like a function word ("WHO"): it counts only in capitals.</summary>
    public bool NeedsCapitals { get; init; }

    /// <summary>Whether it has any of these roles.</summary>
    public bool Is(Roles roles) => (Roles & roles) != 0;

    /// <summary>By reference: repetitions of a term in a text are the same instance.</summary>
    public bool Equals(Term? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public double WeightAgainst(Sense sense)
    {
        foreach (var (against, weight) in Against)
        {
            if (against == sense)
                return weight;
        }

        return 0;
    }

    /// <summary>The combination of both, since a word may be evidence for several things.</summary>
    public Term With(Term other) => new()
    {
        Context = Math.Max(Context, other.Context),
        Against = [.. Against, .. other.Against],
        Themes = Themes | other.Themes,
        Roles = Roles | other.Roles,
    };
}

/// <summary>What a term says about the names around it, apart from its weights; each has its list in the watchlist.</summary>
[Flags]
internal enum Roles
{
    None = 0,

    /// <summary>Belongs to its themes but also occurs in reports on others: the army, a hospital, the market.</summary>
    Incidental = 1,

    /// <summary>Refers to town twinning between a town elsewhere and one in the region.</summary>
    Twinning = 2,

    /// <summary>Starts a line of boilerplate: related links, newsletter, tags.</summary>
    Boilerplate = 4,

    /// <summary>Names a country elsewhere in the world.</summary>
    Elsewhere = 8,

    /// <summary>Refers to people of the region elsewhere in the world: transfers between clubs, origin, diaspora.</summary>
    Abroad = 16,

    /// <summary>Refers to people of the region who represent their country: national teams.</summary>
    Home = 32,

    /// <summary>A relative, who may have come from the region.</summary>
    Kin = 64,

    /// <summary>A border: the country next to it is the one on the other side.</summary>
    Borders = 128,
}
