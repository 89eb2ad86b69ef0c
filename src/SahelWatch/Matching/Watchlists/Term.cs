using System.Runtime.CompilerServices;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A word or phrase of the watchlist's vocabulary, and everything it is evidence for.</summary>
internal sealed record Term
{
    /// <summary>Its weight as evidence for the region when a name is ambiguous (junta, refugees).</summary>
    public double Context { get; init; }

    /// <summary>The other meanings of names that it indicates, as evidence against the names (naira against Niger), with the weights.</summary>
    public IReadOnlyList<(Sense Sense, double Weight)> Against { get; init; } = [];

    /// <summary>Bits of its themes, in the watchlist's order.</summary>
    public int Themes { get; init; }

    /// <summary>Belongs to its themes but also occurs in reports on others: the army, a hospital, the market.</summary>
    public bool IsIncidental { get; init; }

    /// <summary>Starts a line of boilerplate: related links, newsletter, tags.</summary>
    public bool IsBoilerplate { get; init; }

    /// <summary>Names a country elsewhere in the world.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Refers to people of the region elsewhere in the world: transfers between clubs, origin, diaspora.</summary>
    public bool IsAbroad { get; init; }

    /// <summary>A relative, who may have come from the region.</summary>
    public bool IsKin { get; init; }

    /// <summary>Refers to people of the region who represent their country: national teams.</summary>
    public bool IsHome { get; init; }

    /// <summary>Refers to town twinning between a town elsewhere and one in the region.</summary>
    public bool IsTwinning { get; init; }

    /// <summary>A border: the country next to it is the one on the other side.</summary>
    public bool IsBorder { get; init; }

    /// <summary>An abbreviation that is spelled like a function word ("WHO"): it counts only in capitals.</summary>
    public bool NeedsCapitals { get; init; }

    /// <summary>Helps to disambiguate names.</summary>
    public bool IsTestimony => Context != 0 || Against.Count > 0 || IsElsewhere;

    /// <summary>By reference: repetitions of a term in a text are the same instance.</summary>
    public bool Equals(Term? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public double WeightAgainst(Sense sense)
    {
        for (var i = 0; i < Against.Count; i++)
        {
            if (Against[i].Sense == sense)
                return Against[i].Weight;
        }

        return 0;
    }

    /// <summary>The combination of both, since a word may be evidence for several things.</summary>
    public Term With(Term other) => new()
    {
        Context = Math.Max(Context, other.Context),
        Against = [.. Against, .. other.Against],
        Themes = Themes | other.Themes,
        IsIncidental = IsIncidental || other.IsIncidental,
        IsTwinning = IsTwinning || other.IsTwinning,
        IsBoilerplate = IsBoilerplate || other.IsBoilerplate,
        IsElsewhere = IsElsewhere || other.IsElsewhere,
        IsAbroad = IsAbroad || other.IsAbroad,
        IsHome = IsHome || other.IsHome,
        IsKin = IsKin || other.IsKin,
        IsBorder = IsBorder || other.IsBorder,
    };
}
