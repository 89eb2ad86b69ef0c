using SahelWatch.Language;

namespace SahelWatch.Stories.Figures;

/// <summary>Reads the claims of a sentence and says of each whether it is aside from the event, about fighters, a total, and who makes it.</summary>
internal static class ClaimReader
{
    private const int PersonsReach = 4; // items after a number in which those counted are named
    private const int PartReach = 4;
    private const int RanksReach = 6; // "20 morts dans les rangs des assaillants"

    public static IReadOnlyList<Claim> Read(Sentence sentence, int index, string language)
    {
        var items = Clause.Read(sentence.Text, language);
        var found = new ClaimFinder(items, language).Find();
        var isPast = items.Exists(i => i.Has(Cues.Past)) || items.Where((_, i) => Numbers.IsYear(items, i) && !IsFullDate(items, i)).Any();
        return [.. from claim in found
            where !Died(items, claim)
            select claim with
            {
                Sentence = index,
                IsOfFighters = IsOfFighters(items, claim),
                IsAside = isPast || IsAside(items, claim),
                IsTotal = claim.Kind == 0 && items.Exists(i => i.Term.Places[0].HasFlag(Places.Toll)),
                Source = Attribution.Of(items, claim.At),
                Quote = Quote(sentence.Text, items, claim),
            }];
    }

    /// <summary>Whether a sentence says anything about casualties, with or without a number, or names an incident.</summary>
    public static (bool Predicate, bool Incident, bool Death) Speaks(string sentence, string language)
    {
        var items = Clause.Read(sentence, language);
        return (items.Exists(i => Array.Exists(i.Term.Places, p => p != Places.None)), items.Exists(i => i.Has(Cues.Incident)), items.Exists(i => (i.Term.Places[0] & (Places.Counted | Places.Undergone)) != 0));
    }

    private static bool IsFullDate(List<Item> items, int year) => year > 1 && items[year - 1].Has(Cues.Month) && items[year - 2].Count is not null;

    private static bool IsAside(List<Item> items, Claim claim)
    {
        var first = Math.Min(claim.At, claim.Predicate);
        var clause = items.FindLastIndex(first, i => i.IsStop) + 1;
        for (var i = clause; i < items.Count && !(i > first && items[i].IsStop); i++)
        {
            if (items[i].Has(Cues.Former) || (items[i].Has(Cues.PastAfter) && i < claim.At))
            {
                var last = Math.Max(claim.At, claim.Predicate);
                if (i < claim.At || (i <= last + PartReach && !items.Skip(last + 1).Take(i - last).Any(t => t.IsMark)))
                    return true;
            }
        }

        for (var i = claim.At - 1; i >= 0 && i >= claim.At - PartReach && !items[i].IsMark; i--)
        {
            if (items[i].Has(Cues.Partial))
                return true;
        }

        for (var i = claim.At + 1; i < items.Count && i <= claim.At + PartReach - 1 && !items[i].IsMark; i++)
        {
            if ((claim.Kind == 0 && items[i].Has(Cues.Further) && i <= Math.Max(claim.Predicate + 1, claim.At + 1)) || (items[i].Has(Cues.Partial) && items[i].Text.Contains(' ', StringComparison.Ordinal) && i <= claim.At + 2))
                return true;
        }

        return false;
    }

    private static bool IsOfFighters(List<Item> items, Claim claim)
    {
        if (claim.Predicate > claim.At && items.Skip(claim.At + 1).Take(Math.Min(PersonsReach, claim.Predicate - claim.At - 1)).TakeWhile(i => i.Count is null && i.Text is not ("and" or "et" or "و")).Any(i => i.Has(Cues.Fighter)))
            return true;
        var after = items.Skip(Math.Max(claim.At, claim.Predicate) + 1).TakeWhile(i => !i.IsMark).ToList();
        if (claim.Predicate < claim.At)
            return items[claim.At].Has(Cues.Fighter) || after.TakeWhile(i => !i.Term.IsPredicate && !i.Has(Cues.Barrier)).Take(PersonsReach).Any(i => i.Has(Cues.Fighter));
        var ranks = after.Take(RanksReach).ToList().FindIndex(i => i.Text is "rangs" or "ranks" or "among" or "parmi" or "صفوف" or "cote");
        return ranks >= 0 && after.Skip(ranks + 1).Take(3).Any(i => i.Has(Cues.Fighter));
    }

    /// <summary>"six of the injured died", "après le décès de trois blessés": neither new dead nor the injured.</summary>
    private static bool Died(List<Item> items, Claim claim)
    {
        if (claim.Kind != 1)
            return claim.Kind == 0 && claim.Predicate < claim.At && items.Skip(claim.At + 1).Take(3).TakeWhile(IsInside).Any(i => i.Term.Places[1].HasFlag(Places.Counted));
        return items.Skip(claim.Predicate + 1).Take(PartReach).TakeWhile(i => IsInside(i) && i.Count is null).Any(i => i.Term.Places[0].HasFlag(Places.Undergone))
            || items.Take(claim.At).Reverse().Take(2).TakeWhile(IsInside).Any(i => i.Term.Places[0].HasFlag(Places.Done));
    }

    /// <summary>Whether an item goes on with the clause before it.</summary>
    private static bool IsInside(Item item) => !item.IsMark && item.Text is not ("and" or "et") && !(item.Text[0] == 'و' && FigureTerms.All.Find(item.Text, "ar") is null);

    private static string Quote(string sentence, List<Item> items, Claim claim)
    {
        var (first, last) = (Math.Min(claim.At, claim.Predicate), Math.Max(claim.At, claim.Predicate));
        if (first > 0 && items[first - 1].Has(Cues.AtLeast | Cues.AtMost | Cues.About))
            first--;
        while (last == claim.At && last + 1 < items.Count && last < claim.At + 2 && !items[last + 1].IsMark && !items[last + 1].Has(Cues.Barrier))
            last++;
        return sentence[items[first].Start..items[last].End];
    }
}
