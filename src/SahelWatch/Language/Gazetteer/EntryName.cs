namespace SahelWatch.Language.Gazetteer;

/// <summary>What a phrase of the gazetteer stands for: a name or people form of an entry, or a longer name that means something else.</summary>
/// <param name="Entry">Null where the phrase belongs to no entry.</param>
/// <param name="IsDecoy">A longer name that contains an entry's name and means something else; <paramref name="Entry"/> is then the entry it is not.</param>
internal sealed record EntryName(GazetteerEntry? Entry, string Text, bool IsPeople, bool IsAmbiguous, bool IsDecoy)
{
    /// <summary>A joined spelling of a shorter name than this (8 letters) could be some other word.</summary>
    private const int ShortestJoined = 8;

    /// <summary>Every phrase an entry is found by. Names of several words are also found written as one (#BurkinaFaso, بوركينافاسو), those with an
    /// apostrophe also without (Ndjamena).</summary>
    public static IEnumerable<Phrase<EntryName>> PhrasesOf(GazetteerEntry entry)
    {
        var ambiguous = entry.Ambiguous.Keys.Select(PhraseIndex<EntryName>.Key).ToHashSet();
        foreach (var (text, isPeople) in entry.Names.Values.SelectMany(n => n).Select(n => (n, false)).Concat(entry.People.Values.SelectMany(n => n).Select(n => (n, true))))
        {
            var name = new EntryName(entry, text, isPeople, ambiguous.Contains(PhraseIndex<EntryName>.Key(text)), false);
            yield return new(text, name, isPeople);
            if (text.AsSpan().IndexOfAny('\'', '’') >= 0)
                yield return new(text.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal), name, isPeople);
            if (!isPeople && text.AsSpan().IndexOfAny(' ', '-') >= 0 && text.Length > ShortestJoined)
                yield return new(text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal), name);
        }

        foreach (var text in entry.Not)
            yield return new(text, new EntryName(entry, text, false, false, true), true);
    }

    public static Phrase<EntryName> Decoy(string text) => new(text, new EntryName(null, text, false, false, true), true);
}
