using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>A number of people in a report, and who it is attributed to.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="Value">The number; the lower bound of a range.</param>
/// <param name="Qualifier">exactly, about, at-least, at-most or range.</param>
/// <param name="High">The upper bound of a range, else null.</param>
/// <param name="Source">Who says so: army, government, un, ngo, union, witnesses, medical, security, local, group; null if the report does not say.</param>
/// <param name="Quote">The words of the report that it was read from.</param>
public sealed record Figure(string Kind, int Value, string Qualifier, int? High, string? Source, string Quote)
{
    /// <summary>Whether the number counts fighters of an armed group and nobody else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfFighters { get; init; }

    /// <summary>The number that the report says this one replaces: 16 in "six, and not sixteen"; null if it names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int? Instead { get; init; }
}

/// <summary>What the reports of a story say about one kind of figure: the claims, the current one first, and how they relate.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="Standing">agreed, revised (a later figure replaced an earlier one) or disputed.</param>
public sealed record FigureRow(string Kind, string Standing, IReadOnlyList<FigureClaim> Claims);

/// <summary>A figure in one report; all copies of a text count as one claim.</summary>
/// <param name="By">Who says so (see <see cref="Figure.Source"/>); null if the report does not say.</param>
/// <param name="Outlet">The outlet's name as shown to readers.</param>
public sealed record FigureClaim(int Value, string Qualifier, int? High, string? By, string Outlet, ArticleId Article, DateTimeOffset At)
{
    /// <summary>See <see cref="Figure.Instead"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int? Instead { get; init; }
}
