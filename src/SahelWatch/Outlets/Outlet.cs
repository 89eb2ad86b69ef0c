namespace SahelWatch.Outlets;

/// <summary>The house behind one or more feeds: who it is, to whom it belongs, what its readers pay.</summary>
public sealed record Outlet
{
    /// <summary>The domain that its addresses end in.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it is based, ISO 3166-1 alpha-2; null where that is no one country, or not known.</summary>
    public string? Country { get; init; }

    /// <summary>Null where that is not known.</summary>
    public string? Owner { get; init; }

    /// <summary>The state that owns or commands it, ISO 3166-1 alpha-2; null where none is known to.</summary>
    public string? State { get; init; }

    public Paywall Paywall { get; init; }

    /// <summary>Its owner is the state itself, not a company or fund of it.</summary>
    public bool IsOfState => State is not null && Owner?.StartsWith("State of ", StringComparison.Ordinal) == true;
}

/// <summary>How much of an outlet is for subscribers only.</summary>
public enum Paywall
{
    None,
    Part,
    Full,
}
