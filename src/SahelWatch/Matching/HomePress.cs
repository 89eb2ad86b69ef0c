using System.Collections.Concurrent;
using System.Numerics;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>
/// Takes the outlet's country into account: the press of Mali seldom mentions Mali by name, and the Gao it writes about is the Malian one. Without any name,
/// news about government, army or schools is about the outlet's country, unless another country is mentioned.
/// </summary>
internal sealed class HomePress(Watchlist watchlist)
{
    /// <summary>Any headline may contain one word of hard news; two indicate public affairs.</summary>
    private const int FewestTerms = 2;

    private readonly ConcurrentDictionary<string, int> _homes = new(StringComparer.Ordinal);

    /// <summary>Bits of the watched countries that an outlet covers; 0 if it also covers others.</summary>
    /// <param name="country">As in the feed list: "Mali", "Sahel (Mali, Niger, BF)", "Africa".</param>
    public int HomeOf(string? country) => string.IsNullOrWhiteSpace(country) ? 0 : _homes.GetOrAdd(country, Read);

    /// <summary>Revises the verdict on an article that its names alone do not make relevant.</summary>
    /// <returns>The same match if the article is not domestic news.</returns>
    public Match Judge(Match match, Reading reading, int home)
    {
        if (match.Relevant || BitOperations.PopCount((uint)home) != 1)
            return match;
        var head = reading.Terms.FindAll(t => t.Zone != Zone.Body);
        var terms = head.Where(t => (t.Term.Themes & watchlist.HardThemes) != 0).DistinctBy(t => t.Term).ToList();
        if (terms.Count < FewestTerms || head.Exists(t => t.Term.Is(Roles.Elsewhere | Roles.Abroad)) || NamesAnotherCountry(reading, home))
            return match;
        var code = watchlist.Countries[BitOperations.TrailingZeroCount(home)];
        var country = watchlist.Entries.Entries.FirstOrDefault(e => e.Kind == EntryKind.Country && e.Iso is [var iso] && iso == code)?.Id;
        return match with
        {
            Relevant = true,
            Score = watchlist.Threshold,
            Countries = [code],
            Themes = Matching.Themes.Of(watchlist, reading),
            Why = [.. match.Why, .. terms.Select(t => reading.EvidenceAt(t.Field, t.Start, t.Length, country, watchlist.Threshold / terms.Count))],
        };
    }

    private int Read(string country)
    {
        var hits = new List<PhraseHit<WatchedName>>();
        watchlist.Names.Scan(FoldedText.Of(country), hits);
        return hits.TrueForAll(h => h.Value.IsWatched && h.Value.Entry!.Kind is EntryKind.Country or EntryKind.Region)
            ? hits.Aggregate(0, (bits, h) => bits | h.Value.Countries)
            : 0;
    }

    private static bool NamesAnotherCountry(Reading reading, int home) =>
        reading.Mentions.Exists(m => m.Zone != Zone.Body && m.Name.Entry is { Kind: EntryKind.Country } && (m.Name.Countries & home) == 0);
}
