namespace SahelWatch.Language.Gazetteer;

/// <summary>A name of an entry found in a text.</summary>
/// <param name="Start">In the original text, without Arabic or French prefixes.</param>
/// <param name="Length">In the original text.</param>
/// <param name="IsPeople">Whether it is the adjective or the inhabitants (Malian), not the name itself.</param>
/// <param name="Ambiguous">Whether the name often means something else, so that it is not conclusive by itself.</param>
public readonly record struct EntryHit(GazetteerEntry Entry, int Start, int Length, bool IsPeople, bool Ambiguous);
