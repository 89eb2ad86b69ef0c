using System.Runtime.CompilerServices;

namespace SahelWatch.Matching.Watchlists;

/// <summary>A word or phrase of the watchlist's vocabulary and all that it is evidence for.</summary>
internal sealed record Term
{
    /// <summary>How much it speaks for the region where a name is in doubt (junta, refugees).</summary>
    public double Context { get; init; }

    /// <summary>Senses it speaks against (naira, against Niger), and how much.</summary>
    public IReadOnlyList<(Sense Sense, double Weight)> Against { get; init; } = [];

    /// <summary>Bits of the themes (in the watchlist's order) it belongs to.</summary>
    public int Themes { get; init; }

    /// <summary>Belongs to its themes and stands in reports of any: the army, a hospital, the market.</summary>
    public bool IsIncidental { get; init; }

    /// <summary>Begins a line that is not the article's own text: related links, newsletter, tags.</summary>
    public bool IsBoilerplate { get; init; }

    /// <summary>Names a country elsewhere in the world.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Tells of people of the region elsewhere in the world: transfers between clubs, origin, diaspora.</summary>
    public bool IsAbroad { get; init; }

    /// <summary>Tells that people of the region act for their country: national teams.</summary>
    public bool IsHome { get; init; }

    /// <summary>Tells of a town elsewhere and the friends it has in the region.</summary>
    public bool IsTwinning { get; init; }

    /// <summary>A border: the country named beside it is the one across.</summary>
    public bool IsBorder { get; init; }

    /// <summary>Says something about the sense of a name.</summary>
    public bool IsTestimony => Context != 0 || Against.Count > 0 || IsElsewhere;

    /// <summary>A term is itself and no other: repeats in a text are told by reference.</summary>
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

    /// <summary>Both in one: a word may be evidence for several things.</summary>
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
        IsBorder = IsBorder || other.IsBorder,
    };
}
