namespace SahelWatch.Stories.Figures;

/// <summary>
/// Finds in a sentence what each group of people suffered: a word of killing, injuring, abducting, displacing or arresting takes the group that stands
/// where the language puts those who suffer it (<see cref="Places"/>). A group is taken once; a noun right after it comes before a verb farther off.
/// </summary>
internal sealed class ClaimFinder
{
    private const int UndergoneReach = 28; // a subject may carry a relative clause
    private const int SingleReach = 8; // one person without a number is a weaker subject
    private const int DoneReach = 6; // "killing, according to…" is not followed far
    private const int TollReach = 28;
    private const int LastHarm = 2; // killed, injured and missing are what befell people
    private const int NegationReach = 3; // "none of the 40"

    private static readonly string[] PluralAuxiliaries = ["were ", "are ", "have ", "ont ", "ont ete ", "sont "];

    private readonly IReadOnlyList<Item> _items;
    private readonly List<Group> _groups;
    private readonly Scopes _scopes;
    private readonly string _language;
    private readonly Group?[] _groupAt;
    private readonly int[] _commas, _numbers; // how many stand before an item
    private readonly int[] _lastComma; // before an item; -1 for none
    private readonly HashSet<Group> _taken = [];
    private readonly HashSet<int> _used = []; // predicates that have their group
    private readonly List<Claim> _claims = [];

    private ClaimFinder(IReadOnlyList<Item> items, Scopes scopes, string language)
    {
        (_items, _scopes, _language) = (items, scopes, language);
        _groups = GroupReader.Read(items, language);
        _groupAt = new Group?[items.Count];
        foreach (var group in _groups)
            Array.Fill(_groupAt, group, group.First, group.Last - group.First + 1);
        _commas = Before(i => i.Text == ",");
        _numbers = Before(i => i.Count is not null);
        _lastComma = new int[items.Count + 1];
        _lastComma[0] = -1;
        for (var i = 0; i < items.Count; i++)
            _lastComma[i + 1] = items[i].Text == "," ? i : _lastComma[i];
    }

    public static List<Claim> Find(IReadOnlyList<Item> items, Scopes scopes, string language)
    {
        var finder = new ClaimFinder(items, scopes, language);
        finder.Each(Places.Counted, (at, kind) => finder.TakeCounted(at, kind, status: false));
        finder.Each(language == "ar" ? Places.Done | Places.Undergone : Places.Done, finder.TakeDone);
        finder.Each(Places.Undergone, finder.TakeUndergone);
        finder.Each(Places.Counted, (at, kind) => finder.TakeCounted(at, kind, status: true));
        finder.Each(Places.Toll, finder.TakeToll);
        finder.TakeGapped();
        return finder._claims;
    }

    private int[] Before(Func<Item, bool> counts)
    {
        var before = new int[_items.Count + 1];
        for (var i = 0; i < _items.Count; i++)
            before[i + 1] = before[i] + (counts(_items[i]) ? 1 : 0);
        return before;
    }

    private void Each(Places place, Action<int, int> take)
    {
        for (var at = 0; at < _items.Count; at++)
        {
            for (var kind = 0; kind < FigureTerms.Kinds.Count; kind++)
            {
                if ((_items[at].Term.Places[kind] & place) != 0 && !_used.Contains(at))
                    take(at, kind);
            }
        }
    }

    /// <summary>"15 people dead", "la mort" counts nobody; the number stands right before, or its noun does.</summary>
    /// <param name="status">Whether to read those nouns that say what people are rather than what befell them ("five hostages were killed").</param>
    private void TakeCounted(int at, int kind, bool status)
    {
        if (status != kind > LastHarm)
            return;
        if (_language == "ar" && at + 1 < _items.Count && _items[at].Text.Contains("ال", StringComparison.Ordinal) && _groupAt[at + 1] is { IsSingle: false } after && after.First == at + 1)
        {
            Take(kind, at, after, 0); // القتلى الـ14
            return;
        }

        if (at > 1 && _items[at - 1].Count is { Form: NumberForm.Identifier } && _items[at - 2].Has(Cues.Instead) && Corrected(at) is { } corrected)
        {
            (_, _) = (_used.Add(at), _taken.Add(corrected));
            _claims.Add(new(kind, corrected.At, at, corrected.Count) { IsOfFighters = corrected.Who == Who.Fighters });
            return;
        }

        var before = at - 1;
        while (before >= 0 && before >= at - 2 && _groupAt[before] is null && !_items[before].IsMark && _items[before].Text is not ("of" or "d" or "de" or "des" or "du" or "من") && _items[before].Term.Cues == Cues.None && !_items[before].Term.IsPredicate)
            before--;
        if (before >= 0 && _groupAt[before] is { IsSingle: false } group && group.Last == before && Claimable(group))
            Take(kind, at, group, -1);
    }

    /// <summary>"not 12 dead but two": what it is instead.</summary>
    private Group? Corrected(int at) => at + 2 < _items.Count && _items[at + 1].Has(Cues.Contrast) && _groupAt[at + 2] is { IsSingle: false } group && group.Last < at + 4 && !(group.Last + 1 < _items.Count && _items[group.Last + 1].Term.IsPredicate) ? group : null;

    private void TakeDone(int at, int kind)
    {
        for (var i = at + 1; i < _items.Count && i <= at + DoneReach; i++)
        {
            if (_groupAt[i] is { } group)
            {
                if (Claimable(group) && !(group.IsSingle && (BelongsToNext(group, i) || _items[at].Has(Cues.Loses))) && (!group.IsOpen || (_items[at].Has(Cues.Personal) && group.First == at + 1)))
                    Take(kind, at, group, +1);
                return;
            }

            var item = _items[i];
            if (_language == "ar" && item.Has(Cues.Preposition) && i < at + DoneReach && _items[at + 1].Has(Cues.Fighter))
                continue; // قتل مسلحون على دراجات ثمانية أشخاص
            if (item.IsMark || item.Term.IsPredicate || item.IsAnd || (item.Has(Cues.Preposition | Cues.Opener | Cues.Contrast | Cues.Says | Cues.Nobody) && item.Text is not ("between" or "a" or "d" or "de")))
                return;
        }
    }

    /// <summary>In Arabic, where verbs stand first, a noun after a verb may be who did it.</summary>
    private static bool BelongsToNext(Group group, int at) => group.First > at + 2;

    private void TakeUndergone(int at, int kind)
    {
        var relative = at > 0 && (_items[at - 1].Has(Cues.Opener) || (at > 1 && _items[at - 2].Has(Cues.Opener)));
        var (depth, part) = (0, (Group?)null);
        for (var i = at - 1; i >= 0 && i >= at - UndergoneReach; i--)
        {
            var item = _items[i];
            depth += item.Text == ")" ? 1 : item.Text == "(" && depth > 0 ? -1 : 0;
            if (depth > 0)
                continue;
            if (item.Text == "-" && i > 0 && DashBefore(i) is var dash and >= 0)
            {
                i = dash;
                continue;
            }

            if (item.Text == "," && part is not null)
                break;
            if (_groupAt[i] is { } group)
            {
                if (_taken.Contains(group) && !group.IsSingle && !IsInsertion(i, at))
                    break;
                if (IsSubject(group, at, relative))
                {
                    if (!IsPart(group))
                    {
                        Take(kind, at, group, -1);
                        return;
                    }

                    part ??= group;
                }

                i = group.First;
                continue;
            }

            if (item.Has(Cues.Nobody) && _scopes.SameSegment(i, at))
            {
                _used.Add(at);
                return;
            }

            if (item.IsStop || item.Has(Cues.Contrast) || (IsTaken(i) && !IsInsertion(i, at)))
                break;
        }

        if (part is not null)
            Take(kind, at, part, 0);
        else if (IsCounting(at))
            TakeToll(at, kind); // "the number of people who lost their lives stands at 30"
    }

    private bool IsCounting(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - SingleReach && !_items[i].IsStop; i--)
        {
            if (_items[i].Has(Cues.Counter))
                return true;
        }

        return false;
    }

    private int DashBefore(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - UndergoneReach; i--)
        {
            if (_items[i].Text == "-")
                return i;
        }

        return -1;
    }

    private bool IsPluralVerb(int verb) =>
        Array.Exists(PluralAuxiliaries, a => _items[verb].Text.StartsWith(a, StringComparison.Ordinal)) || (verb > 0 && Array.IndexOf(PluralAuxiliaries, _items[verb - 1].Text + " ") >= 0);

    private bool IsPart(Group group) => group.IsPart || (_scopes[group.At] & Scope.Part) != 0 || IsOfWhom(group);

    /// <summary>Whether a word has its people, or wants them before it as the next one does; "force" in "the joint force" does not.</summary>
    private bool IsTaken(int at) => _items[at].Term.IsPredicate && (_used.Contains(at) || Array.Exists(_items[at].Term.Places, p => (p & (Places.Counted | Places.Undergone)) != 0));

    private bool IsSubject(Group group, int verb, bool relative)
    {
        if (!Claimable(group) || (IsPart(group) && (group.IsSingle || !_scopes.SameSegment(group.At, verb))))
            return false;
        if (group.IsSingle && (verb - group.Last > SingleReach || IsInsertion(group.At, verb)))
            return false;
        if (group.IsOpen && !IsOpenSubject(group, verb))
            return false;
        if (_items[verb].Has(Cues.Care) && group.IsFurther && IsJoined(group) && _claims.Exists(c => c.At < group.First))
            return false; // "four died and three later in hospital"
        return relative || group.Last + 1 == verb || !IsGoverned(group);
    }

    /// <summary>"The warden was killed", "Radio host gunned down in Gao": a noun at the head of its clause, before a word that befalls persons only.</summary>
    private bool IsOpenSubject(Group group, int verb) =>
        _items[verb].Has(Cues.Personal) && !IsPluralVerb(verb) && (group.First == 0 || _items[group.First - 1] is { IsMark: true } || _items[group.First - 1].Has(Cues.Says | Cues.Opener | Cues.Contrast))
        && (_items[verb].Text.Contains(' ', StringComparison.Ordinal) || (verb > 0 && _items[verb - 1].Has(Cues.Auxiliary)) || (group.Last + 1 == verb && (verb + 1 == _items.Count || _items[verb + 1].IsMark || _items[verb + 1].Has(Cues.Preposition | Cues.Opener))));

    /// <summary>"two of them": a part, and the subject only of what stands in the same breath ("16 of whom were wounded").</summary>
    private bool IsOfWhom(Group group) => group.Last + 1 < _items.Count && _items[group.Last + 1].Has(Cues.Partial) && _items[group.Last + 1].Has(Cues.PartOf);

    /// <summary>Whether a preposition governs the group, so that it is no subject: "in 12 lorries".</summary>
    private bool IsGoverned(Group group) => group.First > 0 && group.Count.High is null && _items[group.First - 1].Has(group.IsSingle ? Cues.Preposition | Cues.Says : Cues.Preposition);

    private void TakeToll(int at, int kind)
    {
        // "bringing to 34 the number of dead", "ارتفع إلى واحد وثلاثين عدد قتلى"
        for (var i = at - 1; i >= 1 && i >= at - 3 && !_items[i].IsMark; i--)
        {
            if (_groupAt[i] is { IsSingle: false } before && before.First > 0 && _items[before.First - 1].Has(Cues.To) && Claimable(before))
            {
                Take(kind, at, before, 0);
                return;
            }
        }

        for (var i = at + 1; i < _items.Count && i <= at + TollReach; i++)
        {
            if (_items[i].IsStop && !(i == at + 1 && _items[i].Text == ":") || _items[i].Has(Cues.Contrast))
                return;
            if (_groupAt[i] is not { IsSingle: false } group)
                continue;
            var to = group.First - 1;
            if (Claimable(group) && (to == at || _items[to].Has(Cues.To) || _items[to].Text == ":" || (to == at + 1 && _items[to].Text == ",")) && !CountsOther(group, kind))
            {
                Take(kind, at, group, 0);
                return;
            }

            i = group.Last;
        }
    }

    /// <summary>Whether a word right after the group says what it counts, and it is something else.</summary>
    private bool CountsOther(Group group, int kind)
    {
        for (var i = group.Last + 1; i < _items.Count && i <= group.Last + 2 && !_items[i].IsMark; i++)
        {
            if (_items[i].Term.IsPredicate && _items[i].Term.Places[kind] == Places.None)
                return true;
        }

        return false;
    }

    /// <summary>"Three soldiers were killed in Tin-Akof and two in Markoye", "and two others in hospital": the verb before holds for them too.</summary>
    private void TakeGapped()
    {
        foreach (var group in _groups.Where(g => !g.IsSingle && Claimable(g)))
        {
            if (_claims.FindLast(c => c.At < group.At && c.Predicate < group.First) is not { } verb || (_scopes[verb.Predicate] & Scope.Unreal) != 0)
                continue;
            var next = group.Last + 1 < _items.Count ? _items[group.Last + 1] : null;
            if (next?.Has(Cues.Total) == true)
                continue;
            var ellipsis = next is { Text: "did" } || (next is { Text: "were" } && (group.Last + 2 >= _items.Count || _items[group.Last + 2].IsMark));
            var elsewhere = group.Last <= group.At + 1 && next is not null && next.Has(Cues.Locative | Cues.Weekday) && !IsOfWhom(group);
            var joined = IsJoined(group) && (elsewhere || (group.IsFurther && !HasVerbOfItsOwn(group)));
            if ((!ellipsis && !(joined && !IsPart(group)) && !(elsewhere && IsPart(group))) || IsExplained(verb.At, group.First))
                continue;
            _taken.Add(group);
            _claims.Add(new(verb.Kind, group.At, group.At, group.Count) { IsFurther = joined && !IsPart(group), IsOfFighters = group.Who == Who.Fighters });
        }
    }

    /// <summary>"Eight died: five in the house and three outside" breaks a number down.</summary>
    private bool IsExplained(int from, int to)
    {
        for (var i = Math.Max(from, to - TollReach); i < to; i++)
        {
            if (_items[i].Text is ":" or "(")
                return true;
        }

        return false;
    }

    private bool IsJoined(Group group) => group.First > 0 && (_items[group.First - 1].IsAnd || _items[group.First - 1].Text is "," or ";" || (_items[group.First].Text[0] == 'و' && _language == "ar"));

    private bool HasVerbOfItsOwn(Group group)
    {
        for (var i = group.Last + 1; i < _items.Count && i <= group.Last + 3 && !_items[i].IsMark; i++)
        {
            if ((_items[i].Term.IsPredicate && !_items[i].Has(Cues.Care)) || _items[i].Has(Cues.Auxiliary))
                return true;
        }

        return false;
    }

    private bool Claimable(Group group) => !_taken.Contains(group);

    /// <param name="step">Where those stand with whom the group is listed: -1 before it, +1 after it, 0 nowhere.</param>
    private void Take(int kind, int predicate, Group group, int step)
    {
        _used.Add(predicate);
        _taken.Add(group);
        var listed = step == 0 ? [group] : Lists.With(group, _groups, _items, step, _taken, IsPart);
        _taken.UnionWith(listed);
        if (!group.Count.IsNumber || IsOwnLoss(predicate, listed) || (group.Who == Who.Patients && _items[predicate].Has(Cues.Care)) || IsNegated(predicate, group))
            return;
        foreach (var side in listed.GroupBy(g => g.Who == Who.Fighters))
        {
            var counts = side.Select(g => g.Count).Where(c => c.IsNumber).ToList();
            if (counts.Count == 0)
                continue;
            var first = side.Contains(group) ? group : side.First();
            var sum = counts.Count == 1 ? counts[0] : first.Count with { Value = counts.Sum(c => c.Value), Qualifier = counts.Find(c => c.Qualifier != "exactly")?.Qualifier ?? "exactly", Form = NumberForm.Exact, High = null };
            _claims.Add(new(kind, first.At, predicate, sum) { IsOfFighters = side.Key || IsEnemys(predicate), IsFurther = group.IsFurther && !IsSubordinate(group), IsTotal = step == 0 && (_items[predicate].Term.Places[kind] & Places.Toll) != 0 });
        }
    }

    /// <summary>"The enemy lost 30 men".</summary>
    private bool IsEnemys(int predicate) => predicate > 0 && _items[predicate].Has(Cues.Loses) && _items[predicate - 1].Has(Cues.Fighter);

    /// <summary>"after four more bodies were found": the whole counts them already.</summary>
    private bool IsSubordinate(Group group) => group.First > 0 && _items[group.First - 1].Has(Cues.Preposition | Cues.Opener | Cues.PartOf);

    /// <summary>"none of the 40 was killed", "لم يقتل أي جندي".</summary>
    private bool IsNegated(int predicate, Group group)
    {
        var (first, last) = (Math.Min(predicate, group.First), Math.Max(predicate, group.First));
        for (var i = Math.Max(0, first - NegationReach); i < last; i++)
        {
            if (_items[i].Has(Cues.Nobody) && _scopes.SameSegment(i, first) && !(i > first && predicate < group.First))
                return true;
            if (_items[i].Term.IsPredicate && i < first)
                return false;
        }

        return false;
    }

    /// <summary>"I lost two brothers", and "His father was killed" where nobody was named before: no toll of the article.</summary>
    private bool IsOwnLoss(int predicate, List<Group> groups) =>
        groups is [{ IsSingle: true, First: 0 } own] && _items[0].Text is "his" or "her" or "son" or "sa" && own.Last > 0 ||
        _items[predicate].Has(Cues.Loses) && groups.Exists(g => g.Who == Who.Kin) || groups.Exists(g => _items[g.First].Text is "my" or "mes" or "mon" or "ma" or "our");

    /// <summary>Whether a word stands between commas, in what is inserted between a subject and its verb.</summary>
    private bool IsInsertion(int at, int verb) => _lastComma[verb] > at && _commas[at] > 0 && _numbers[at] > 0;
}
