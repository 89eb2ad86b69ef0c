namespace SahelWatch.Domain;

/// <summary>What the reports of a story say about one kind of figure: the claims, the one that stands now first, and how they go together.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="Standing">agreed, revised (a later figure took the place of an earlier one) or disputed.</param>
public sealed record FigureRow(string Kind, string Standing, IReadOnlyList<FigureClaim> Claims);

/// <summary>A figure as one report puts it forward; copies of a text make one claim.</summary>
/// <param name="By">Who says so (see <see cref="Figure.Source"/>); null where the report names nobody.</param>
/// <param name="Outlet">The outlet's name as readers see it.</param>
public sealed record FigureClaim(int Value, string Qualifier, int? High, string? By, string Outlet, ArticleId Article, DateTimeOffset At);
