namespace SahelWatch.Stories.Figures;

/// <summary>Gives the numbers of a sentence their qualifiers and ranges, and sets aside those that count no people: dates, ages, distances, money, houses.</summary>
internal static class Numbers
{
    private const int PersonReach = 5; // "a 34-year-old primary school teacher"
    private const int FirstYear = 1900, LastYear = 2099;

    public static List<Item> Qualify(List<Item> items, string language)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Count is not { IsNumber: true } count)
                continue;
            if (count.Form == NumberForm.Indefinite)
            {
                if (!IsPerson(items, i + 1))
                    items[i] = items[i] with { Count = null };
                continue;
            }

            items[i] = items[i] with { Count = IsOfPeople(items, i) ? Qualified(items, i, count) : count with { Form = NumberForm.Identifier } };
        }

        return MergeRanges(items, language);
    }

    /// <summary>Whether a number is a year: "in 2021", "depuis 2015", "عام 2012".</summary>
    public static bool IsYear(IReadOnlyList<Item> items, int at) =>
        items[at].Count is { Value: >= FirstYear and <= LastYear, Qualifier: "exactly" } && char.IsAsciiDigit(items[at].Text[0]) && at > 0
        && items[at - 1] is var before && (before.Has(Cues.SinceYear | Cues.Month) || IsYear(items, at - 1));

    /// <summary>"a soldier", "un mort", "a 34-year-old teacher" are one; "an attack" is no number.</summary>
    private static bool IsPerson(List<Item> items, int at)
    {
        if (at < items.Count && Array.Exists(items[at].Term.Places, p => p.HasFlag(Places.Counted)))
            return true;
        return items.Skip(at).Take(PersonReach).TakeWhile(i => !i.IsMark && !i.Term.IsPredicate && !i.Has(Cues.Barrier)).Any(i => i.Has(Cues.Person));
    }

    private static bool IsOfPeople(List<Item> items, int at)
    {
        var before = at > 0 ? items[at - 1] : null;
        var of = at + 2 < items.Count && items[at + 1].Text is "de" or "d" or "of" ? 1 : 0; // une trentaine de kilomètres
        var after = at + 1 + of < items.Count ? items[at + 1 + of] : null;
        if (before?.Text == "," && at + 1 < items.Count && items[at + 1].Text == ",")
            return false; // "the minister, 54, was arrested"
        if (IsYear(items, at) || (before is not null && (before.Has(Cues.Month | Cues.Numbered) && char.IsAsciiDigit(items[at].Text[0]) || before.Text == "$")))
            return false;
        if (before is not null && before.Has(Cues.Numbered) && before.Text is not ("no" or "n" or "vers" or "g"))
            return false;
        if (after is null)
            return true;
        if (after.Text is "%" or "$" || after.Has(Cues.Unit | Cues.Month))
            return false;
        // "three mud-brick houses"
        return !(at + 2 < items.Count && after.Term is { Cues: Cues.None, IsPredicate: false } && after.Count is null && !after.IsMark && !after.Text.EndsWith('s') && items[at + 2].Has(Cues.Unit)
            && after.Text[0] < 'z');
    }

    private static Count Qualified(List<Item> items, int at, Count count)
    {
        var before = at > 0 ? items[at - 1] : null;
        var after = items.Skip(at + 1).Take(3).TakeWhile(i => !i.IsMark);
        if (before?.Has(Cues.AtLeast) == true || after.Any(i => i.Has(Cues.AtLeastAfter)))
            return count with { Qualifier = "at-least" };
        if (before?.Has(Cues.AtMost) == true)
            return count with { Qualifier = "at-most" };
        if (before?.Has(Cues.About) == true || after.Any(i => i.Has(Cues.AboutAfter)))
            return count with { Qualifier = "about" };
        return count;
    }

    /// <summary>"between 10 and 15", "de 10 à 15", "10-15", "10 ou 15".</summary>
    private static List<Item> MergeRanges(List<Item> items, string language)
    {
        for (var i = 0; i + 1 < items.Count; i++)
        {
            if (items[i].Count is not { IsNumber: true, High: null } low)
                continue;
            var joined = items[i + 1].Count is null;
            var at = joined ? i + 2 : i + 1;
            if (at >= items.Count || items[at].Count is not { IsNumber: true } high || high.Value <= low.Value || high.Form == NumberForm.Indefinite)
                continue;
            var between = i > 0 && items[i - 1].Text is "between" or "entre" or "بين" or "from" or "de" or "من";
            if (joined && !(items[i + 1].Text is "or" or "ou" or "او" || (between && items[i + 1].Text is "and" or "et" or "و" or "to" or "a" or "الي")
                || (language == "en" && items[i + 1].Text == "to")))
                continue;
            if (items[..i].Exists(t => Array.Exists(t.Term.Places, p => p.HasFlag(Places.Toll))) && i > 0 && items[i - 1].Text is "from" or "de" or "من")
            {
                // "the toll rose from 12 to 34" is a revision.
                items[i] = items[i] with { Count = low with { Form = NumberForm.Identifier } };
                continue;
            }

            items[i] = items[i] with { End = items[at].End, Count = low with { Qualifier = "range", High = high.Value } };
            items.RemoveRange(i + 1, at - i);
        }

        return items;
    }
}
