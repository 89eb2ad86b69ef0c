using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>What an article is about, as its headline and first sentences say.</summary>
/// <param name="IsLasting">An epidemic or a season, whose figures are counted from its start.</param>
/// <param name="IsEpidemic">A disease; Arabic uses the same word for infections and injuries.</param>
internal readonly record struct Topic(bool IsLasting, bool IsEpidemic);

/// <summary>
/// Reads the claims that a sentence makes: leaves out what did not happen, belongs to another event or is superseded, adds up what belongs together, and finds
/// the source.
/// </summary>
internal static class ClaimReader
{
    private const int PartReach = 4; // items from "injured" to the verb that says they died
    private const int CorrectedReach = 5; // items from a number to the "and not" that corrects it
    private const int DiedReach = 12; // "three soldiers gravely hurt in Sunday's ambush between Douentza and Hombori have died"
    private const int Abducted = 3, Displaced = 4, Arrested = 5; // indexes in FigureTerms.Kinds
    private const int Crisis = 300_000; // people displaced by years of war, whom an article mentions as background
    private const int OwnReach = 7; // "neuf combattants, dont quatre soldats et deux VDP"
    private const int RanksReach = 6; // "20 morts dans les rangs des assaillants"

    public static IEnumerable<Claim> Read(FigureSentence sentence, int index, string language, Topic topic)
    {
        var items = sentence.Items;
        if (!sentence.HasPredicate)
            return [];
        var scopes = Scopes.Of(items);
        var attribution = new Attribution(items);
        var total = items.Any(i => i.Term.Places[0].HasFlag(Places.Toll));
        var claims = new List<Claim>();
        foreach (var claim in ClaimFinder.Find(items, scopes, language).OrderBy(c => c.At))
        {
            if (Died(items, claim) || RankOf(items, scopes, claim, index, topic) is not { } rank)
                continue;
            claims.Add(claim with
            {
                Kind = KindOf(items, claim),
                Sentence = index,
                Rank = rank,
                IsOfFighters = (claim.IsOfFighters && !IsOfOwnSide(items, claim)) || IsInFightersRanks(items, claim),
                IsTotal = claim.IsTotal || (claim.Kind == 0 && total && !claim.IsFurther),
                Source = attribution.Of(claim.At),
                Instead = InsteadOf(items, claim),
                Quote = Quote(sentence.Text, items, claim),
            });
        }

        return AddedUp(claims);
    }

    /// <summary>
    /// Both the police and kidnappers capture and hold people: it is an abduction if the sentence mentions one, or armed men who are not counted themselves.
    /// </summary>
    private static int KindOf(IReadOnlyList<Item> items, Claim claim)
    {
        var places = items[claim.Predicate].Term.Places;
        if (places[Abducted] == Places.None || places[Arrested] == Places.None)
            return claim.Kind;
        return items.Where((item, i) => IsCaptor(item, i > 0 ? items[i - 1] : null)).Any() ? Abducted : Arrested;

        static bool IsCaptor(Item item, Item? before) =>
            (item.Term.Places[Abducted] != Places.None && item.Term.Places[Arrested] == Places.None)
                || ((item.Has(Cues.Fighter) || item.Term.Source == "group") && before?.Count is null);
    }

    /// <summary>Null if the claim is not about the article's event.</summary>
    private static Rank? RankOf(IReadOnlyList<Item> items, Scopes scopes, Claim claim, int index, Topic topic)
    {
        var (number, verb) = (scopes[claim.At], scopes[claim.Predicate]);
        if ((verb & (Scope.Unreal | Scope.Past)) != 0 || (number & Scope.Former) != 0)
            return null;
        if (claim.Kind == Displaced && ((claim.Count.Value >= Crisis && index > 1) || scopes.AreSettled(claim.At)
            || items.Any(i => i.Has(Cues.Captive))))
            return null;
        if ((verb & Scope.Since) != 0)
            return topic.IsLasting ? Rank.Since : null;
        if (claim.Kind == 1 && items[claim.Predicate].Text is var injured
            && (injured.Contains("اصاب", StringComparison.Ordinal) || injured.Contains("اصيب", StringComparison.Ordinal))
            && (topic.IsEpidemic || items.Any(i => i.Has(Cues.Disease))))
            return null; // إصابة also means infection
        if (claim.Kind >= Abducted && IsOfFreed(items, scopes, claim))
            return null; // hostages set free, detainees released
        if (claim.Kind == Arrested && items.From(claim.At + 1).Take(2).Any(i => i.Has(Cues.Survives)))
            return null; // "a patrol picked up 14 survivors"
        return claim.IsPart || (number & Scope.Part) != 0 || items[claim.Predicate].Has(Cues.Care) ? Rank.Partial : Rank.Own;
    }

    /// <summary>"12 hostages were freed", "two abducted nurses were released"; those "abducted and released later" were abducted.</summary>
    private static bool IsOfFreed(IReadOnlyList<Item> items, Scopes scopes, Claim claim) =>
        items.BackFrom(claim.At - 1).Take(2).SkipWhile(i => i.Has(Cues.PartOf)).FirstOrDefault()?.Has(Cues.Freed) == true // "release of 34 passengers held for long"
        || ((items[claim.Predicate].Term.IsCounted && !items.BackFrom(claim.Predicate - 1).Take(2).Any(i => i.Has(Cues.Auxiliary)))
            || items[claim.Predicate].Has(Cues.Captive))
            && (scopes.HasInSegment(claim.Predicate, Cues.Freed, onlyAfter: !items[claim.Predicate].Has(Cues.Captive))
                || scopes.GoesOnWith(claim.Predicate, Cues.Freed)
                || (claim.At > 0 && items[claim.At - 1].Has(Cues.PartOf) && (claim.At == 1 || items[claim.At - 2].IsMark)
                    && items.Any(i => i.Has(Cues.Freed)))); // "of the five hostages, four were freed"

    /// <summary>Adds further victims to the claim before them in the sentence, unless the sentence gives the total as well.</summary>
    private static List<Claim> AddedUp(List<Claim> claims)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (!claims[i].IsFurther)
                continue;
            var further = claims[i];
            var whole = claims.FindLastIndex(
                i, c => c.At < further.At && !c.IsFurther && c.Kind == further.Kind && c.IsOfFighters == further.IsOfFighters && c.Rank == further.Rank);
            if (whole >= 0 && !claims.Exists(c => c.IsTotal && c.Kind == further.Kind))
                claims[whole] = claims[whole] with { Count = claims[whole].Count with { Value = claims[whole].Count.Value + further.Count.Value } };
            claims[i] = further with { Rank = further.Rank > Rank.Partial ? further.Rank : Rank.Partial };
        }

        return claims;
    }

    /// <summary>The number that the claim corrects: "Six soldiers, and not sixteen", "six morts au lieu de seize".</summary>
    private static int? InsteadOf(IReadOnlyList<Item> items, Claim claim) => (int?)items.From(claim.At + 1).Take(CorrectedReach)
        .Zip(items.From(claim.At + 2)).TakeWhile(pair => pair.First.Count is null).FirstOrDefault(pair => pair.First.Has(Cues.Instead)).Second?.Count?.Value;

    /// <summary>Whether those called fighters are the army's: "neuf combattants, dont quatre VDP", "hommage aux combattants tombés".</summary>
    private static bool IsOfOwnSide(IReadOnlyList<Item> items, Claim claim) =>
        items[claim.Predicate].Text.StartsWith("tombe", StringComparison.Ordinal)
            || items.From(claim.At + 1).Take(OwnReach).SkipWhile(i => !i.Has(Cues.Partial)).Any(i => i.Text is "vdp" or "soldats" or "militaires" or "gendarmes"
                or "volontaires" or "soldiers" or "troops" or "volunteers");

    private static bool IsInFightersRanks(IReadOnlyList<Item> items, Claim claim)
    {
        var after = items.From(Math.Max(claim.At, claim.Predicate) + 1).Take(RanksReach).TakeWhile(i => !i.IsMark && !i.IsAnd && i.Count is null).ToList();
        var ranks = after.FindIndex(i => i.Text is "rangs" or "ranks" or "among" or "parmi" or "صفوف" or "cote");
        return ranks >= 0 && after.Skip(ranks + 1).Take(3).Any(i => i.Has(Cues.Fighter));
    }

    /// <summary>Whether it counts injured people who died, who are neither additional dead nor the injured: "six of the injured died".</summary>
    private static bool Died(IReadOnlyList<Item> items, Claim claim)
    {
        if (claim.Kind != 1)
            return claim.Kind == 0 && claim.Predicate < claim.At && items.From(claim.At + 1).Take(3).TakeWhile(GroupReader.IsInside)
                .Any(i => i.Term.Places[1].HasFlag(Places.Counted) && !i.Has(Cues.PartOf)); // "of the injured" does not count them
        return items.From(claim.Predicate + 1).Take(PartReach).TakeWhile(i => GroupReader.IsInside(i) && i.Count is null)
            .Any(i => i.Term.Places[0].HasFlag(Places.Undergone))
            || items.From(claim.Predicate + 1).Zip(items.From(claim.Predicate + 2)).Take(DiedReach)
                .TakeWhile(pair => !pair.First.IsMark && pair.First.Count is null && !pair.First.Has(Cues.Opener | Cues.Contrast))
                .Any(pair => pair.First.Text is "have died" or "a succombe"
                    || (pair.First.Text is "have" or "has" or "ont" && pair.Second.Term.Places[0].HasFlag(Places.Undergone)))
            || items.BackFrom(claim.At - 1).Take(2).TakeWhile(GroupReader.IsInside).Any(i => i.Term.Places[0].HasFlag(Places.Done));
    }

    private static string Quote(string sentence, IReadOnlyList<Item> items, Claim claim)
    {
        var (first, last) = (Math.Min(claim.At, claim.Predicate), Math.Max(claim.At, claim.Predicate));
        if (first > 0 && items[first - 1].Has(Cues.AtLeast | Cues.AtMost | Cues.About))
            first--;
        while (last == claim.At && last + 1 < items.Count && last < claim.At + 2 && !items[last + 1].IsMark
            && !items[last + 1].Has(Cues.Preposition | Cues.Opener))
            last++;
        return sentence[items[first].Start..items[last].End];
    }
}
