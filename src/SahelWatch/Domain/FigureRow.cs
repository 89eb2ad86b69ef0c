namespace SahelWatch.Domain;

/// <summary>What the reports of a story say about one kind of figure: the claims, the current one first, and how they relate.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="Standing">agreed, revised (a later figure replaced an earlier one) or disputed.</param>
public sealed record FigureRow(string Kind, string Standing, IReadOnlyList<FigureClaim> Claims);

/// <summary>A figure in one report; all copies of a text count as one claim.</summary>
/// <param name="By">Who says so (see <see cref="Figure.Source"/>); null if the report does not say.</param>
/// <param name="Outlet">The outlet's name as shown to readers.</param>
public sealed record FigureClaim(int Value, string Qualifier, int? High, string? By, string Outlet, ArticleId Article, DateTimeOffset At);
