namespace SahelWatch.Domain;

/// <summary>The themes of the shipped watchlist: what editions, queries and pages may name.</summary>
public static class ThemeNames
{
    public static IReadOnlyList<string> All { get; } =
        ["security", "politics", "diplomacy", "humanitarian", "economy", "climate", "health", "migration", "sport", "culture"];
}
