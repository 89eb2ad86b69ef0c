using System.Numerics;

namespace SahelWatch.Language;

/// <summary>The most common function words of languages used by news sites in and about the Sahel, for language detection.</summary>
internal static class FunctionWords
{
    private static readonly (string Language, string Words)[] Lists =
    [
        ("en", "the of and to in a is was for on that with as by at from has have it an are be who after his her will says said not but were been this their over more than its they he she we new out how why what about into your you i"),
        ("fr", "le la les de des du et a au aux en un une dans pour par sur est que qui il elle avec plus pas ce cette son sa ses se ont ete sont entre apres leur leurs mais ou vers chez selon contre sans nous vous ils elles l d qu fait lors ne"),
        ("es", "el la los las de del y en un una para por con que se su al es lo como mas pero ha fue son sobre entre este esta desde hasta sin nos muy tras"),
        ("pt", "o a os as de do da dos das e em um uma para por com que se no na nos nas ao mais mas foi sao sobre entre este esta nao pelo pela ate"),
        ("it", "il lo la gli le di del della dei e in un una per con che si al alla sono non ma ha piu dal nel nella sul anche come e dopo contro"),
        ("de", "der die das und in den von zu mit sich des auf fur ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach bei um am sind noch wie einem uber einen"),
        ("nl", "de het een van en in is op te dat die voor met zijn niet aan er om ook als bij door naar heeft maar over uit worden tegen"),
        ("sv", "och i att en det som av for den med pa ar till har de inte om ett han men var fran vid efter kan sig ska"),
        ("tr", "ve bir bu da de icin ile olarak cok daha gibi kadar sonra olan en ne ama ise"),
        ("ha", "da na a ta ya ga su ba wani wata cewa domin kuma ce ne sun yi mai masu wanda wadanda tare amma kasar shugaban jihar ake an"),
        ("sw", "ya wa na kwa katika ni la za kuwa hiyo huo cha vya yake wake baada kama lakini hata"),
        ("so", "ka ku oo ay ee iyo in uu la waa soo waxaa waxay kale ayaa si"),
        ("id", "yang dan di ini dengan untuk dari pada tidak dalam itu akan oleh juga ke karena telah sudah"),
        ("pl", "i w na z do sie nie jest o to ze od po jak dla przez przy oraz ale za"),
        ("ro", "si in de la cu pe din un o nu sa mai este care pentru ce au fost prin dupa"),
    ];

    private const int EnglishOrFrench = 0b11; // the first two lists

    /// <summary>Common Arabic words to ignore in searches; for detection, Arabic is recognised by its script.</summary>
    private static readonly FrozenSet<string> Arabic =
        FrozenSet.Create(StringComparer.Ordinal, [.. "في من على الى عن مع بعد قبل بين او ان هذا هذه".Split(' ').Select(FoldedText.Fold)]);

    private static readonly string[] Languages = [.. Lists.Select(l => l.Language)];

    /// <summary>The languages that each word is a function word of, as bits in the order of <see cref="Languages"/>.</summary>
    private static readonly FrozenDictionary<string, int> LanguagesOf = Lists
        .SelectMany((list, i) => list.Words.Split(' ').Distinct().Select(word => (word, bit: 1 << i)))
        .GroupBy(x => x.word, x => x.bit).ToFrozenDictionary(g => g.Key, g => g.Aggregate(0, (all, bit) => all | bit));

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup = LanguagesOf.GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Longest { get; } = LanguagesOf.Keys.Max(word => word.Length);

    public static int LanguageCount => Lists.Length;

    /// <summary>Whether a folded word is a function word in English, French or Arabic.</summary>
    public static bool Has(string word) => Arabic.Contains(word) || (LanguagesOf.GetValueOrDefault(word) & EnglishOrFrench) != 0;

    /// <summary>Counts the function words of a text given in parts; each part starts a new word.</summary>
    /// <param name="most">The maximum number of words to examine.</param>
    /// <param name="counts">Must hold <see cref="LanguageCount"/> zeros.</param>
    /// <param name="word">A buffer of <see cref="Longest"/> + 1 characters: a word that fills it is not a function word.</param>
    public ref struct Count(int most, Span<int> counts, Span<char> word)
    {
        private readonly Span<int> _counts = counts;
        private readonly Span<char> _word = word;
        private int _left = most;

        /// <summary>Words are runs of letters, so that an elided article (l', d') is a word of its own, which is evidence of French.</summary>
        public void Add(ReadOnlySpan<char> text)
        {
            var length = 0;
            foreach (var c in text)
            {
                if (_left == 0)
                    return;
                var folded = FoldTable.Of(c);
                if (char.IsAsciiLetterLower(folded))
                    Append(ref length, folded);
                else if (!FoldTable.IsIrregular(folded))
                    AppendOrEnd(ref length, folded);
                else if (folded == FoldTable.Expands)
                {
                    foreach (var part in FoldTable.Expansion(c))
                        AppendOrEnd(ref length, part);
                }
            }

            End(ref length);
        }

        /// <summary>The language with the most function words, its count, and that of the second language; null if there are none.</summary>
        public readonly (string? Language, int Count, int Second) Best()
        {
            var best = 0;
            for (var i = 1; i < _counts.Length; i++)
                best = _counts[i] > _counts[best] ? i : best;
            var second = 0;
            for (var i = 0; i < _counts.Length; i++)
                second = i != best ? Math.Max(second, _counts[i]) : second;
            return (_counts[best] == 0 ? null : Languages[best], _counts[best], second);
        }

        private readonly void Append(ref int length, char c)
        {
            if (length < _word.Length)
                _word[length++] = c;
        }

        private void AppendOrEnd(ref int length, char c)
        {
            if (char.IsLetter(c))
                Append(ref length, c);
            else
                End(ref length);
        }

        private void End(ref int length)
        {
            if (length == 0 || _left == 0)
                return;
            _left--;
            if (length <= Longest && Lookup.TryGetValue(_word[..length], out var languages))
            {
                for (; languages != 0; languages &= languages - 1)
                    _counts[BitOperations.TrailingZeroCount(languages)]++;
            }

            length = 0;
        }
    }
}
