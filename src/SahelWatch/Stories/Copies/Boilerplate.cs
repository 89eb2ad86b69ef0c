using System.Runtime.InteropServices;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Learns what each source prints under everything ("Read also", "Subscribe", a standing background paragraph): a sentence that recurs there in
/// texts which are no copies of one another.
/// </summary>
internal sealed class Boilerplate
{
    private const int Recurrences = 3; // texts that carried it before: twice may be a quotation or an edited reprint, three times is a habit

    private readonly Dictionary<ulong, (uint LastText, int Texts)> _seen = []; // by source and sentence

    public bool Contains(uint source, uint sentence) => _seen.TryGetValue(Key(source, sentence), out var seen) && seen.Texts >= Recurrences;

    /// <param name="text">Names the text: one text, however often a source prints it, counts once.</param>
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
