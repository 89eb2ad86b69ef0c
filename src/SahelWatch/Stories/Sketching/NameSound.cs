using SahelWatch.Language;

namespace SahelWatch.Stories.Sketching;

/// <summary>
/// The sound of a name, the same for both scripts, so that Haddad matches حداد and Izmir إزمير. Only consonants, because Arabic does not write short
/// vowels, and one letter for all those that transliterations confuse.
/// </summary>
internal static class NameSound
{
    private const int Shortest = 3; // with fewer consonants any word matches
    private const int Longest = 16;

    private static readonly (string Letters, string Sound)[] Latin =
    [
        ("tch", "tX"), ("sch", "X"), ("sh", "X"), ("ch", "X"), ("kh", "k"), ("gh", "g"), ("dj", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"),
            ("qu", "k"), ("ce", "s"), ("ci", "s"),
        ("x", "ks"), ("j", "g"), ("g", "g"), ("q", "k"), ("c", "k"), ("k", "k"), ("b", "b"), ("p", "b"), ("v", "f"), ("f", "f"), ("d", "d"), ("t", "t"),
            ("s", "s"), ("z", "s"), ("l", "l"), ("m", "m"),
        ("n", "n"), ("r", "r"),
    ];

    private static readonly Dictionary<char, char> Arabic = Pairs("بb پb تt طt ثt جg غg گg خk قk كk دd ضd ذd ظd رr زs سs صs شX فf ڤf لl مm نn");

    /// <summary>The hash of the sound of a folded word; null if it has too few consonants.</summary>
    public static uint? Of(ReadOnlySpan<char> word)
    {
        Span<char> sound = stackalloc char[Longest];
        var length = 0;
        if (ArabicPrefixes.IsArabic(word[0]))
        {
            foreach (var letter in word)
            {
                if (Arabic.TryGetValue(letter, out var mapped))
                    Add(sound, ref length, mapped);
            }
        }
        else
        {
            for (var at = 0; at < word.Length;)
                at += Read(word[at..], sound, ref length);
        }

        return length >= Shortest ? Hashing.Word(sound[..length]) : null;
    }

    private static int Read(ReadOnlySpan<char> rest, Span<char> sound, ref int length)
    {
        foreach (var (letters, mapped) in Latin)
        {
            if (!rest.StartsWith(letters, StringComparison.Ordinal))
                continue;
            foreach (var letter in mapped)
                Add(sound, ref length, letter);
            return letters is "ce" or "ci" ? 1 : letters.Length;
        }

        return 1; // a vowel, h, w, y
    }

    /// <summary>A doubled letter sounds once.</summary>
    private static void Add(Span<char> sound, ref int length, char letter)
    {
        if (length < Longest && (length == 0 || sound[length - 1] != letter))
            sound[length++] = letter;
    }

    private static Dictionary<char, char> Pairs(string pairs) => pairs.Split(' ').ToDictionary(p => p[0], p => p[1]);
}
