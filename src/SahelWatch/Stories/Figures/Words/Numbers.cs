namespace SahelWatch.Stories.Figures.Words;

/// <summary>
/// Finds the qualifiers and ranges of the numbers in a sentence, and excludes those that do not count people: dates, ages, distances, money, houses.
/// </summary>
internal static class Numbers
{
    private const int NounReach = 4; // "three mud-brick houses", "412 new suspected cholera cases"
    private const int FirstYear = 1900, LastYear = 2099;

    private static readonly string[] Agents = ["ers", "men", "thieves"]; // endings of nouns for people after a noun for things: "five cattle rustlers"

    public static List<Item> Qualify(List<Item> items, string language)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Count is not { IsNumber: true } count)
                continue;
            if (count.Form == NumberForm.Indefinite)
                items[i] = items[i] with { Count = !CountsOne(items, i) ? null : IsRate(items, i) ? count with { Form = NumberForm.Identifier } : count };
            else
                items[i] = items[i] with { Count = IsOfPeople(items, i) ? Qualified(items, i, count) : count with { Form = NumberForm.Identifier } };
            if (i + 1 < items.Count && items[i + 1].Has(Cues.Unit) && items[i + 1].Term.IsPredicate)
                items[i + 1] = items[i + 1].AsThing(); // أسر after a number is families, elsewhere "captured"
        }

        ExcludeListed(items);
        return MergeRanges(items, language);
    }

    /// <summary>Whether a number is a year: "in 2021", "depuis 2015", "عام 2012".</summary>
    public static bool IsYear(IReadOnlyList<Item> items, int at)
    {
        return at > 0 && items[at].Count is { Value: >= FirstYear and <= LastYear, Qualifier: "exactly" } && items[at].End - items[at].Start == 4
            && (items[at - 1].Has(Cues.SinceYear | Cues.Month) || items[at - 1].Text is "the" or "du" or "le");
    }

    /// <summary>"21 November 2026", "21 novembre 2026": a day of the calendar.</summary>
    public static bool IsFullDate(IReadOnlyList<Item> items, int year) => year > 1 && items[year - 1].Has(Cues.Month) && items[year - 2].Count is not null;

    /// <summary>Whether an indefinite article means "one", which depends on the noun after it: "un mort", "a second death".</summary>
    private static bool CountsOne(List<Item> items, int at) =>
        at + 1 < items.Count
            && (items[at + 1].Term.IsCounted
                || (at > 0 && items[at - 1].IsAnd && items[at + 1].Text.StartsWith("a ete ", StringComparison.Ordinal))
                || (at + 2 < items.Count && items[at + 1].Has(Cues.Ranked | Cues.Further) && items[at + 2].Term.IsCounted));

    private static bool IsOfPeople(List<Item> items, int at)
    {
        var before = at > 0 ? items[at - 1] : null;
        if (IsYear(items, at) || IsBetween(items, at, ",", ",") || IsBetween(items, at, "(", ")") || IsBetween(items, at, ",", ")"))
            return false; // "the minister, 54, was arrested"
        if (before is not null && ((before.Has(Cues.Month) && char.IsAsciiDigit(items[at].Text[0])) || before.Text == "$" || before.Has(Cues.Numbered)))
            return false;
        if (before is not null && (before.Has(Cues.Instead) || (before.Text == "of" && items[at].Count!.Value == 1)))
            return false; // "not 17", "contre 41": a denied or an earlier number; "members of one family"
        if (IsRate(items, at))
            return false;
        if (at > 1 && items[at - 1].Text is "of" or "de" && items[at - 2].Has(Cues.Person))
            return false; // "a woman of 30"
        if (at > 1 && items[at - 1].Text is "under" or "over"
            && items[at - 2].Text is "children" or "infants" or "babies" or "boys" or "girls" or "women" or "men" or "people")
            return false; // "nine children under five"
        return !CountsThings(items, at);
    }

    /// <summary>"one adult in five dies", "un adulte sur cinq": neither number counts particular people.</summary>
    private static bool IsRate(List<Item> items, int at)
    {
        if (at > 2 && items[at - 1].Text is "in" or "sur" or "of every" or "لكل"
            && items[Math.Max(at - 4, 0)..at].Find(i => i.Count is { Value: > 0 and < 10, Form: not NumberForm.Vague }) is { } share
            && EndsRate(items, at, share))
            return true;
        if (at > 1 && items[at - 1].Text == "كل" && items[at - 2].Text == "من")
            return true; // "واحد من كل ثلاثة"
        for (var i = at + 1; i + 1 < items.Count && i <= at + 3 && !items[i].IsMark && items[i].Count is null; i++)
        {
            var every = items[i + 1].Text is "every" or "each" or "كل" ? 1 : 0;
            if (items[i].Text is "in" or "sur" or "per" or "for" or "من" && i + every + 1 < items.Count && IsBase(items[i + every + 1]))
                return true;
            if (items[i].Text is "in" or "sur" && items[i + 1].Count is { IsNumber: true } && EndsRate(items, i + 1, items[at]))
                return true;
        }

        return false;
    }

    /// <summary>Whether a rate ends here: "one in three" does unless things follow ("one in three attacks"), "two in five" only if no noun follows.</summary>
    private static bool EndsRate(List<Item> items, int whole, Item share) => share.Count!.Value == 1 ? !CountsThings(items, whole)
        : whole + 1 == items.Count || items[whole + 1].IsMark || items[whole + 1].Term.IsPredicate || items[whole + 1].Has(Cues.Auxiliary | Cues.Unreal);

    /// <summary>"12 in every 1,000", "12 sur 1 000": the base of a rate.</summary>
    private static bool IsBase(Item item) => item.Count is { Value: 100 or 1_000 or 10_000 or 100_000 };

    private static bool IsBetween(List<Item> items, int at, string open, string close) =>
        at > 0 && at + 1 < items.Count && items[at - 1].Text == open && items[at + 1].Text == close;

    private static bool CountsThings(List<Item> items, int at)
    {
        for (var i = at + 1; i < items.Count && i <= at + NounReach; i++)
        {
            var item = items[i];
            if (item.Has(Cues.Unit) && i + 1 < items.Count && items[i + 1].Text == "واحده")
                return false; // "خمسة من أسرة واحدة"
            if (item.Has(Cues.Unit | Cues.Month) || item.Text is "%" or "$")
                return i + 1 == items.Count || !Array.Exists(Agents, e => items[i + 1].Text.EndsWith(e, StringComparison.Ordinal));
            if (item.IsMark || item.Count is not null || item.Has(Cues.Determiner) || item.Term.IsPredicate
                || item.Has(Cues.Person | Cues.Fighter | Cues.Kin | Cues.Says))
                return false;
            if (item.Has(Cues.Preposition | Cues.Opener | Cues.And) && item.Text is not ("de" or "d" or "of" or "من"))
                return false;
            if ((item.Term.Cues & ~Cues.Disease) != Cues.None && i > at + 1)
                return false;
            if (i > at + 1 && (IsPlural(items[at + 1]) || items[at + 1].Has(Cues.PartOf)))
                return false;
        }

        return false;
    }

    /// <summary>Whether the word is a plural noun, and so the noun that the number counts: English adjectives have no plural.</summary>
    private static bool IsPlural(Item item) => item.Text.Length > 3 && item.Text.EndsWith('s') && item.Term.Cues == Cues.None;

    /// <summary>Excludes numbers listed together with one that does not count people: "aged 12, 9 and 7", "17 to 18 October".</summary>
    private static void ExcludeListed(List<Item> items)
    {
        var aged = -1; // the last number of a list that a word such as "aged" began
        for (var i = 1; i < items.Count; i++)
        {
            if (items[i].Count is not null && items[i - 1].Has(Cues.Numbered))
                aged = i;
            else if (items[i].Count is { IsNumber: true } listed && aged == i - 2 && (items[i - 1].IsAnd || items[i - 1].Text is "," or "to" or "a"))
                items[aged = i] = items[i] with { Count = listed with { Form = NumberForm.Identifier } };
            if (i < 2)
                continue;
            if (items[i].Count is { Form: NumberForm.Identifier } && items[i - 2].Count is { IsNumber: true } first
                && (items[i - 1].IsAnd || items[i - 1].Text is "to" or "a" or "au" or "or" or "ou" or "الي") && i > 2
                    && items[i - 3].Has(Cues.Numbered | Cues.Month | Cues.Preposition | Cues.SinceYear))
                items[i - 2] = items[i - 2] with { Count = first with { Form = NumberForm.Identifier } };
        }
    }

    private static Count Qualified(List<Item> items, int at, Count count)
    {
        var before = at > 0 ? items[at - 1] : null;
        var after = items.Skip(at + 1).Take(3).TakeWhile(i => !i.IsMark && !i.IsAnd);
        if (before?.Has(Cues.AtLeast) == true || after.Any(i => i.Has(Cues.AtLeastAfter)))
            return count with { Qualifier = "at-least" };
        if (before?.Has(Cues.AtMost) == true)
            return count with { Qualifier = "at-most" };
        if (before?.Has(Cues.About) == true || after.Any(i => i.Has(Cues.AboutAfter)))
            return count with { Qualifier = "about" };
        return count;
    }

    /// <summary>Merges the bounds of a range: "between 10 and 15", "de 10 à 15", "10-15", "10 ou 15". After a word for a toll, or if the number falls, "from 29
    /// to 24" is a change, whose first number no longer counts.</summary>
    private static List<Item> MergeRanges(List<Item> items, string language)
    {
        var merged = new List<Item>(items.Count);
        var toll = false;
        for (var i = 0; i < items.Count; i++)
        {
            toll |= Array.Exists(items[i].Term.Places, p => p.HasFlag(Places.Toll));
            var joined = i + 1 < items.Count && items[i + 1].Count is null;
            var at = joined ? i + 2 : i + 1;
            if (items[i].Count is not { IsNumber: true, High: null } low || at >= items.Count || items[at].Count is not { IsNumber: true } high
                || high.Form == NumberForm.Indefinite || !IsRange(items, i, joined, language))
            {
                merged.Add(items[i]);
                continue;
            }

            if (joined && i > 0 && items[i - 1].Text is "from" or "de" or "d" or "من" && (toll || high.Value < low.Value))
                merged.Add(items[i] with { Count = low with { Form = NumberForm.Identifier } });
            else if (high.Value > low.Value)
            {
                merged.Add(items[i] with { End = items[at].End, Count = low with { Qualifier = "range", High = high.Value } });
                i = at;
            }
            else
                merged.Add(items[i]);
        }

        return merged;
    }

    private static bool IsRange(List<Item> items, int low, bool joined, string language)
    {
        var between = low > 0 && items[low - 1].Text is "between" or "entre" or "بين" or "ما بين" or "from" or "de" or "d" or "من";
        return !joined || items[low + 1].Text is "or" or "ou" or "او" || (between && (items[low + 1].IsAnd || items[low + 1].Text is "to" or "a" or "الي"))
            || (language == "en" && items[low + 1].Text == "to");
    }
}
