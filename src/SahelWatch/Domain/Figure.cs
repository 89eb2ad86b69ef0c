namespace SahelWatch.Domain;

/// <summary>A number of people that a report puts forward, with who says so.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="Value">The number; the lower bound where the report gives a range.</param>
/// <param name="Qualifier">exactly, about, at-least, at-most or range.</param>
/// <param name="High">The upper bound of a range; else null.</param>
/// <param name="Source">Who says so: army, government, un, ngo, union, witnesses, medical, security, local, group; null where the report names nobody.</param>
/// <param name="Quote">The words it was read from, as they stand in the report.</param>
public sealed record Figure(string Kind, int Value, string Qualifier, int? High, string? Source, string Quote);
