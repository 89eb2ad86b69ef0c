namespace SahelWatch.Language.Gazetteer;

/// <summary>A name of an entry found in a text.</summary>
/// <param name="Start">In the original text, a prefix that Arabic or French writes onto the name left out.</param>
/// <param name="Length">In the original text.</param>
/// <param name="IsPeople">An adjective or inhabitants (Malian), not the name itself.</param>
/// <param name="Ambiguous">The name often means something else: by itself it proves nothing.</param>
public readonly record struct EntryHit(GazetteerEntry Entry, int Start, int Length, bool IsPeople, bool Ambiguous);
