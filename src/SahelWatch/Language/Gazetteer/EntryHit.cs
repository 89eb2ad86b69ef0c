namespace SahelWatch.Language.Gazetteer;

/// <summary>A name of an entry found in a text.</summary>
/// <param name="Start">In the original text, without Arabic or French prefixes.</param>
/// <param name="Length">In the original text.</param>
/// <param name="IsPeople">An adjective or inhabitants (Malian), not the name itself.</param>
/// <param name="Ambiguous">The name often means something else and is not conclusive by itself.</param>
public readonly record struct EntryHit(GazetteerEntry Entry, int Start, int Length, bool IsPeople, bool Ambiguous);
