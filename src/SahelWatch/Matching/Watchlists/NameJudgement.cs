using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>Determines the weight, countries and ambiguity of each name of the gazetteer for a watchlist.</summary>
internal sealed class NameJudgement(
    EntrySet entries, IReadOnlyList<string> countries, IReadOnlyDictionary<EntryKind, double> kinds,
        IReadOnlyDictionary<(string Key, bool HasArticle), Sense> senses)
{
    /// <summary>An ambiguous country name needs one word of context; any other name needs two strong ones, or its country in the same article; an everyday word
    /// needs several kinds of evidence.</summary>
    private const double CountryPrior = -0.4, OtherPrior = -1.75, WordPrior = -3.5;

    /// <summary>A little-known village needs one word that indicates a place.</summary>
    private const double VillagePrior = -0.4;

    /// <summary>An entry that spans more watched countries than this (the Sahel itself) is evidence for none of them.</summary>
    private const int MostCountries = 3;

    private readonly Dictionary<Doubt, Sense> _byRule = new(ReferenceEqualityComparer.Instance);

    /// <param name="decoys">Phrases that contain a name but mean something else, in addition to those of the entries.</param>
    public PhraseIndex<WatchedName> Index(IEnumerable<string> decoys) => new(
        entries.Entries.SelectMany(PhrasesOf)
            .Concat(decoys.Select(EntryName.Decoy).Select(p => new Phrase<WatchedName>(p.Text, new(p.Value, 0, 0, null), p.AnyArticle))));

    private IEnumerable<Phrase<WatchedName>> PhrasesOf(GazetteerEntry entry)
    {
        var (weight, bits) = Judge(entry);
        return EntryName.PhrasesOf(entry).Select(p => new Phrase<WatchedName>(p.Text, Judge(p.Text, p.Value, weight, bits), p.AnyArticle));
    }

    /// <summary>The weight and countries of all names of an entry.</summary>
    private (double Weight, int Countries) Judge(GazetteerEntry entry)
    {
        var watched = entries.IsoOf(entry).Where(countries.Contains).ToArray();
        return (entry.Weight ?? (watched.Length > 0 ? kinds[entry.Kind] : 0), SpeaksFor(entry, watched) ? Bits(watched) : 0);
    }

    private WatchedName Judge(string text, EntryName name, double weight, int bits)
    {
        if (name.IsDecoy)
            return new(name, 0, 0, null);
        var sense = senses.GetValueOrDefault(PhraseKey.Of(text));
        if (name.Doubt is { Kind: not DoubtKind.Usual } byRule && sense is not { IsAccented: true })
            sense = _byRule.TryGetValue(byRule, out var known) ? known : _byRule[byRule] = SenseOf(byRule, name);
        return new(name, weight, bits, sense ?? (name.Doubt is { } doubt ? SenseOf(doubt, name) : null));
    }

    private static Sense SenseOf(Doubt doubt, EntryName name) => new(doubt.Meaning, doubt.Kind switch
    {
        DoubtKind.Word => WordPrior,
        DoubtKind.Village => VillagePrior,
        _ => name.Entry!.Kind == EntryKind.Country && !name.IsPeople ? CountryPrior : OtherPrior,
    })
    {
        NeedsItsCountry = doubt.Kind != DoubtKind.Usual,
        IsPlaceElsewhere = doubt.Kind == DoubtKind.Place,
    };

    /// <summary>A group, a people or a company in several countries is evidence for none of them; a place or an alliance is evidence for all.</summary>
    private static bool SpeaksFor(GazetteerEntry entry, string[] watched) => watched.Length == 1
        || (watched.Length <= MostCountries && entry.Kind is not (EntryKind.Group or EntryKind.People or EntryKind.Company));

    private int Bits(string[] watched) =>
        Enumerable.Range(0, countries.Count).Where(i => watched.Contains(countries[i])).Aggregate(0, (bits, i) => bits | 1 << i);
}
