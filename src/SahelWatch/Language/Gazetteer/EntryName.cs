namespace SahelWatch.Language.Gazetteer;

/// <summary>The meaning of a phrase in the gazetteer: a name or people form of an entry, or a longer name that means something else.</summary>
/// <param name="Entry">Null if the phrase belongs to no entry.</param>
/// <param name="IsDecoy">A longer name that contains a name of <paramref name="Entry"/> but means something else.</param>
/// <param name="Doubt">What else it can mean; null if it is unambiguous.</param>
internal sealed record EntryName(GazetteerEntry? Entry, string Text, bool IsPeople, Doubt? Doubt, bool IsDecoy)
{
    /// <summary>Characters; a name no longer than this could be another word when joined.</summary>
    private const int ShortestJoined = 8;

    /// <summary>Every phrase that an entry is found by. Names of several words are also found when written as one (#BurkinaFaso, بوركينافاسو), and those with
    /// an apostrophe also without it (Ndjamena).</summary>
    public static IEnumerable<Phrase<EntryName>> PhrasesOf(GazetteerEntry entry)
    {
        foreach (var (isPeople, names) in new[] { (false, entry.Names), (true, entry.People) })
        {
            foreach (var text in names.Values.SelectMany(n => n))
            {
                var name = new EntryName(entry, text, isPeople, DoubtOf(entry, text), false);
                yield return new(text, name, isPeople);
                if (text.AsSpan().IndexOfAny('\'', '’') >= 0)
                    yield return new(text.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal), name, isPeople);
                if (!isPeople && name.Doubt?.Kind != DoubtKind.Village && text.AsSpan().IndexOfAny(' ', '-') >= 0 && text.Length > ShortestJoined)
                    yield return new(text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal), name);
            }
        }

        foreach (var text in entry.Not)
            yield return new(text, new EntryName(entry, text, false, null, true), true);
    }

    public static Phrase<EntryName> Decoy(string text) => new(text, new EntryName(null, text, false, null, true), true);

    /// <summary>A doubt entered by hand applies to every spelling of the name, one assigned by a rule only to the spelling given.</summary>
    private static Doubt? DoubtOf(GazetteerEntry entry, string text)
    {
        if (entry.Ambiguous.Count == 0 || entry.Ambiguous.TryGetValue(text, out var doubt))
            return entry.Ambiguous.GetValueOrDefault(text);
        var key = default((string, bool)?);
        foreach (var (name, other) in entry.Ambiguous)
        {
            if (other.Kind == DoubtKind.Usual && PhraseKey.Of(name) == (key ??= PhraseKey.Of(text)))
                return other;
        }

        return null;
    }
}
