using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>Decides what each name of the gazetteer means for a watchlist: its weight, its countries, its doubts.</summary>
internal sealed class NameJudgement(
    EntrySet entries, IReadOnlyList<string> countries, IReadOnlyDictionary<EntryKind, double> kinds, IReadOnlyDictionary<(string Key, bool HasArticle), Sense> senses)
{
    /// <summary>A doubtful country name needs one word of context, any other name two strong ones or the company of its country.</summary>
    private const double CountryPrior = -0.4, OtherPrior = -1.75;

    /// <summary>An entry that spans more of the watched countries than this (the Sahel as such) speaks for none of them.</summary>
    private const int MostCountries = 3;

    /// <param name="decoys">Phrases that contain a name and mean something else, beside those of the entries.</param>
    public PhraseIndex<WatchedName> Index(IEnumerable<string> decoys) => new(
        entries.Entries.SelectMany(entry => EntryName.PhrasesOf(entry).Select(p => new Phrase<WatchedName>(p.Text, Judge(p.Text, p.Value, entry), p.AnyArticle)))
            .Concat(decoys.Select(EntryName.Decoy).Select(p => new Phrase<WatchedName>(p.Text, new(p.Value, 0, 0, null), p.AnyArticle))));

    private WatchedName Judge(string text, EntryName name, GazetteerEntry entry)
    {
        if (name.IsDecoy)
            return new(name, 0, 0, null);
        var isos = entries.IsoOf(entry);
        var watched = isos.Where(countries.Contains).ToArray();
        var weight = entry.Weight ?? (watched.Length > 0 ? kinds[entry.Kind] : 0);
        var sense = senses.GetValueOrDefault(PhraseIndex<Sense>.Key(text));
        if (sense is null && name.IsAmbiguous)
            sense = new Sense(Reason(entry, name), entry.Kind == EntryKind.Country && !name.IsPeople ? CountryPrior : OtherPrior);
        return new(name, weight, SpeaksFor(entry, watched) ? Bits(watched) : 0, sense);
    }

    /// <summary>A group, a people or a company is at home in several countries and tells of none of them; a place or an alliance tells of all.</summary>
    private static bool SpeaksFor(GazetteerEntry entry, string[] watched) => watched.Length == 1
        || (watched.Length <= MostCountries && entry.Kind is not (EntryKind.Group or EntryKind.People or EntryKind.Company));

    private int Bits(string[] watched) => watched.Aggregate(0, (bits, code) => bits | 1 << countries.ToList().IndexOf(code));

    private static string Reason(GazetteerEntry entry, EntryName name) =>
        entry.Ambiguous.First(a => PhraseIndex<Sense>.Key(a.Key) == PhraseIndex<Sense>.Key(name.Text)).Value;
}
