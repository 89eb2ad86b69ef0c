namespace SahelWatch.Stories.Figures;

/// <summary>
/// Finds in a sentence what each number counts: a word of killing, injuring, abducting, displacing or arresting takes the number that stands where the
/// language puts those who suffer it (<see cref="Places"/>). A number is taken once; a noun right after it comes before a verb farther off.
/// </summary>
internal sealed class ClaimFinder(IReadOnlyList<Item> items, string language)
{
    private const int CountedReach = 3; // items between a number and its noun: "15 young Fulani men dead"
    private const int UndergoneReach = 28; // a subject may carry a relative clause
    private const int DoneReach = 4; // "killing, according to…" is not followed far
    private const int TollReach = 28;
    private const int PartReach = 6; // from a number to the next one of a list: "four soldiers of the garrison and two drivers"

    private readonly List<Claim> _claims = [];
    private readonly HashSet<int> _taken = [];

    public IReadOnlyList<Claim> Find()
    {
        Each(Places.Counted, TakeCounted);
        if (language != "ar")
            Each(Places.Done, TakeDone);
        else
            Each(Places.Done | Places.Undergone, TakeDone);
        Each(Places.Undergone, TakeUndergone);
        Each(Places.Toll, TakeToll);
        TakeEllipses();
        return _claims;
    }

    private void Each(Places place, Action<int, int> take)
    {
        for (var at = 0; at < items.Count; at++)
        {
            for (var kind = 0; kind < FigureTerms.Kinds.Count; kind++)
            {
                if ((items[at].Term.Places[kind] & place) != 0 && !_claims.Exists(c => c.Predicate == at))
                    take(at, kind);
            }
        }
    }

    private void TakeCounted(int at, int kind)
    {
        for (var i = at - 1; i >= 0 && i >= at - 1 - CountedReach; i--)
        {
            var item = items[i];
            if (item.Count is { } count)
            {
                Take(kind, i, at, count);
                return;
            }

            if (item.Text is "de" or "d" && i > 0 && items[i - 1].Count is { Form: NumberForm.About or NumberForm.Vague })
                continue; // une douzaine de morts
            if (item.IsMark || item.Term.IsPredicate || item.Has(Cues.Barrier | Cues.Partial | Cues.To | Cues.Nobody) || item.Text is "of" or "d" or "de" or "des" or "du" or "من")
                break;
        }

        for (var i = at - 1; i >= 0 && i >= at - CountedReach; i--)
        {
            if (items[i].Has(Cues.Nobody))
            {
                _claims.Add(new(kind, i, at, new(0, "exactly", null, NumberForm.Exact)));
                return;
            }

            if (items[i].IsMark || items[i].Count is not null)
                return;
        }
    }

    private void TakeDone(int at, int kind)
    {
        for (var i = at + 1; i < items.Count && i <= at + DoneReach; i++)
        {
            var item = items[i];
            if (item.Count is { } count)
            {
                // "Three killed, two injured": the number belongs to the noun after it.
                if (!_taken.Contains(i))
                    Take(kind, i, at, Whole(new(kind, i, at, count), +1));
                else if (language == "ar" && _claims.Find(c => c.At == i) is { } same && same.Kind == kind)
                    _claims.Add(same with { Predicate = at });
                return;
            }

            if (language == "ar" && item.Has(Cues.Person) && !item.Text.StartsWith("ال", StringComparison.Ordinal) && i <= at + 2)
            {
                Take(kind, i, at, Whole(new(kind, i, at, new(1, "exactly", null, NumberForm.Indefinite)), +1));
                return;
            }

            if (item.IsMark || item.Term.IsPredicate || (item.Has(Cues.Barrier) && item.Text != "between"))
                return;
        }
    }

    private void TakeUndergone(int at, int kind)
    {
        for (var i = at - 1; i >= 0 && i >= at - UndergoneReach; i--)
        {
            var item = items[i];
            if (item.Count is { } count)
            {
                if (IsAfterPartial(i) || count.Form == NumberForm.Identifier)
                    continue;
                if (!_taken.Contains(i))
                    Take(kind, i, at, Whole(new(kind, i, at, count), -1));
                return;
            }

            if (item.Has(Cues.Nobody) && at - i <= CountedReach + 1)
            {
                _claims.Add(new(kind, i, at, new(0, "exactly", null, NumberForm.Exact)));
                return;
            }

            if (item.IsStop || item.Has(Cues.Contrast) || (item.Term.IsPredicate && !IsInsertion(i, at)))
                return;
        }
    }

    private void TakeToll(int at, int kind)
    {
        // "bringing to 34 the number of dead", "ارتفع إلى واحد وثلاثين عدد قتلى"
        for (var i = at - 1; i >= 1 && i >= at - 3; i--)
        {
            if (items[i].Count is { } before && items[i - 1].Has(Cues.To | Cues.AtLeast | Cues.About) && !_taken.Contains(i))
            {
                Take(kind, i, at, before);
                return;
            }

            if (items[i].IsMark)
                break;
        }

        for (var i = at + 1; i < items.Count && i <= at + TollReach; i++)
        {
            if (items[i].IsStop || items[i].Has(Cues.Contrast))
                return;
            if (items[i].Count is not { IsNumber: true } count || _taken.Contains(i) || items[i].Has(Cues.Unit))
                continue;
            var before = items[i - 1].Has(Cues.AtLeast | Cues.AtMost | Cues.About) && i > at + 2 ? items[i - 2] : items[i - 1];
            if (!before.Has(Cues.To) && !(i == at + 1) && !(i == at + 2 && items[at + 1].Text is ":" or "of" or "de" or "d"))
                continue;
            if (FollowedBy(i, (Places.Counted | Places.Undergone), kind) || FollowedBy(i, Places.Counted, -1))
                continue;
            Take(kind, i, at, count);
            return;
        }
    }

    /// <summary>"Six people died, the army says; the union says 21 did."</summary>
    private void TakeEllipses()
    {
        for (var i = 1; i + 1 < items.Count; i++)
        {
            if (items[i].Count is { IsNumber: true } count && items[i + 1].Text is "did" or "were" && _claims.FindLast(c => c.At < i) is { } before && (i + 2 == items.Count || items[i + 2].IsMark || items[i + 1].Text == "did"))
                Take(before.Kind, i, i, count);
        }
    }

    /// <summary>Whether a word that counts another kind than <paramref name="kind"/> follows the number at once.</summary>
    private bool FollowedBy(int at, Places places, int kind)
    {
        for (var i = at + 1; i < items.Count && i <= at + CountedReach && !items[i].IsMark; i++)
        {
            for (var k = 0; k < FigureTerms.Kinds.Count; k++)
            {
                if (k != kind && (items[i].Term.Places[k] & places) != 0 && items[i].Term.Places[Math.Max(kind, 0)] == Places.None)
                    return true;
            }
        }

        return false;
    }

    private void Take(int kind, int at, int predicate, Count count)
    {
        if (!_taken.Add(at) || !count.IsNumber)
            return;
        _claims.Add(new(kind, at, predicate, count));
    }

    /// <summary>The number with those it is listed with: "15 soldiers and three civilians"; fighters in the list are a claim of their own.</summary>
    private Count Whole(Claim claim, int step)
    {
        var whole = claim.Count;
        var from = claim.At;
        for (var i = claim.At + step; i >= 0 && i < items.Count && Math.Abs(i - from) <= PartReach; i += step)
        {
            var item = items[i];
            if (item.Count is { } part)
            {
                if (!part.IsNumber || !claim.Count.IsNumber || _taken.Contains(i) || part.High is not null || !IsListed(Math.Min(i, from), Math.Max(i, from), step) || (step > 0 && !EndsList(i)))
                    break;
                var apart = IsOfFighters(i) != IsOfFighters(claim.At);
                if (apart)
                    _claims.Add(claim with { At = i, Count = part });
                else
                    whole = whole with { Value = whole.Value + part.Value, Qualifier = whole.Qualifier == "exactly" ? part.Qualifier : whole.Qualifier };
                _taken.Add(i);
                from = i;
            }
            else if (item.IsStop || item.Term.IsPredicate || item.Has(Cues.Partial | Cues.Says))
                break;
        }

        return whole;
    }

    /// <summary>Whether two numbers are joined by "and" right before the second, or by a comma alone.</summary>
    private bool IsListed(int first, int second, int step)
    {
        if (items[second].Text[0] == 'و')
            return true; // وطفلان
        var joint = second - 1;
        while (joint > first && (items[joint].Has(Cues.AtLeast | Cues.About) || items[joint].Text is "de" or "d" or "celle" or "of"))
            joint--;
        return joint > first && (items[joint].Text is "and" or "et" or "و" || (step > 0 && items[joint].Text == ",")) && !items.Skip(first + 1).Take(joint - first - 1).Any(i => i.IsMark);
    }

    private bool IsOfFighters(int at) =>
        items.Skip(at + 1).Take(CountedReach).TakeWhile(i => !i.IsMark && i.Count is null && i.Text is not ("and" or "et" or "و")).Any(i => i.Has(Cues.Fighter)) || items[at].Has(Cues.Fighter);

    /// <summary>Whether a listed number counts with the one before it, and is no subject, part or fighter of its own.</summary>
    private bool EndsList(int at)
    {
        for (var i = at + 1; i < items.Count && i <= at + PartReach; i++)
        {
            var item = items[i];
            if (item.IsMark || item.Text is "and" or "et" or "و")
                return true;
            if (item.Has(Cues.Says) || item.Term.IsPredicate || item.Has(Cues.Partial) || (item.Term.Source is not null && !item.Has(Cues.Person | Cues.Fighter)) || (i == at + 1 && item.Text is "of" or "d" or "منهم" or "others" or "autres"))
                return false;
        }

        return true;
    }

    /// <summary>"15 people, including two women, were": the number names a part.</summary>
    private bool IsAfterPartial(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 4 && !items[i].IsMark; i--)
        {
            if (items[i].Has(Cues.Partial))
                return true;
        }

        return at + 1 < items.Count && items[at + 1].Has(Cues.Partial) && items[at + 1].Text is not ("including" or "dont" or "بينهم" or "include");
    }

    /// <summary>Whether a word stands between commas, in what is inserted between a subject and its verb.</summary>
    private bool IsInsertion(int at, int verb)
    {
        var after = -1;
        for (var i = at + 1; i < verb; i++)
        {
            if (items[i].Text == ",")
                after = i;
        }

        return after > 0 && items.Take(at).Any(i => i.Text == ",") && items.Take(at).Any(i => i.Count is not null);
    }
}
