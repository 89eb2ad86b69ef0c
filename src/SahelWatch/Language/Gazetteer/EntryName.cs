namespace SahelWatch.Language.Gazetteer;

/// <summary>What a phrase of the gazetteer stands for: a name or people form of an entry, or a longer name that means something else.</summary>
/// <param name="Entry">Null where the phrase belongs to no entry.</param>
/// <param name="IsDecoy">A longer name that contains an entry's name and means something else; <paramref name="Entry"/> is then the entry it is not.</param>
/// <param name="Doubt">What else it means; null where it can mean only this.</param>
internal sealed record EntryName(GazetteerEntry? Entry, string Text, bool IsPeople, Doubt? Doubt, bool IsDecoy)
{
    /// <summary>A joined spelling of a shorter name than this (8 letters) could be some other word.</summary>
    private const int ShortestJoined = 8;

    /// <summary>Every phrase an entry is found by. Names of several words are also found written as one (#BurkinaFaso, بوركينافاسو), those with an
    /// apostrophe also without (Ndjamena).</summary>
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

    /// <summary>Doubts that a person wrote down hold for every spelling of the name, those made by rule for the spelling they are given for.</summary>
    private static Doubt? DoubtOf(GazetteerEntry entry, string text)
    {
        if (entry.Ambiguous.Count == 0 || entry.Ambiguous.TryGetValue(text, out var doubt))
            return entry.Ambiguous.GetValueOrDefault(text);
        var key = default((string, bool)?);
        foreach (var (name, other) in entry.Ambiguous)
        {
            if (other.Kind == DoubtKind.Usual && PhraseIndex<EntryName>.Key(name) == (key ??= PhraseIndex<EntryName>.Key(text)))
                return other;
        }

        return null;
    }
}
