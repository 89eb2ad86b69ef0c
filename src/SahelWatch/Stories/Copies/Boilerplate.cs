using System.Runtime.InteropServices;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Learns what each source adds to all its texts ("Read also", "Subscribe", a standard background paragraph): sentences that recur in texts of that source which
/// are not copies of one another.
/// </summary>
internal sealed class Boilerplate
{
    private const int Recurrences = 3; // earlier texts with the sentence; fewer may be a quotation or an edited reprint

    private readonly Dictionary<ulong, (uint LastText, int Texts)> _seen = []; // by source and sentence

    public bool Contains(uint source, uint sentence) => _seen.TryGetValue(Key(source, sentence), out var seen) && seen.Texts >= Recurrences;

    /// <param name="text">Identifies the text, which counts only once however often a source publishes it.</param>
    public void Learn(uint source, uint[] sentences, uint text)
    {
        foreach (var sentence in sentences)
        {
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, Key(source, sentence), out _);
            if (seen.LastText != text)
                seen = (text, seen.Texts + 1);
        }
    }

    private static ulong Key(uint source, uint sentence) => ((ulong)source << 32) | sentence;
}
