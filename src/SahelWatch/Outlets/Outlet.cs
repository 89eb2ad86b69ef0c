namespace SahelWatch.Outlets;

/// <summary>The outlet behind one or more feeds: its name, country, owner and paywall.</summary>
public sealed record Outlet
{
    /// <summary>The domain of its addresses.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The country that it is based in (ISO 3166-1 alpha-2); null if there are several or it is unknown.</summary>
    public string? Country { get; init; }

    /// <summary>Null if unknown.</summary>
    public string? Owner { get; init; }

    /// <summary>The state that owns or controls it (ISO 3166-1 alpha-2); null if it is not known to be controlled by one.</summary>
    public string? State { get; init; }

    public Paywall Paywall { get; init; }

    /// <summary>Whether its owner is the state itself and not a company or fund owned by the state.</summary>
    public bool IsOfState => State is not null && Owner?.StartsWith("State of ", StringComparison.Ordinal) == true;
}

/// <summary>How much of an outlet's content is for subscribers only.</summary>
public enum Paywall
{
    None,
    Part,
    Full,
}
