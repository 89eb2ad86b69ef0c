using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>
/// Finds what happened to each group of people in a sentence: a predicate (killed, injured, abducted, displaced, arrested…) takes the group in the position
/// where the language names those affected (<see cref="Places"/>). A group is taken once; a noun right after it takes precedence over a verb further away.
/// </summary>
internal sealed class ClaimFinder
{
    private const int DoneReach = 6; // items from a verb to its object: "killing, according to…" is not followed far
    private const int InsertionReach = 10; // items of "tué, le 5 septembre près de Ber, 17 civils"
    private const int TollReach = 28; // items from a word for a toll to its number
    private const int SurvivedReach = 8; // "none of the nine miners at the bottom survived"
    private const int LastHarm = 2; // of the kinds, killed, injured and missing say what happened to people; the others can also say who they are

    private readonly IReadOnlyList<Item> _items;
    private readonly Scopes _scopes;
    private readonly string _language;
    private readonly SentenceGroups _groups;
    private readonly ClaimBook _book;
    private readonly SubjectFinder _subjects;

    private ClaimFinder(IReadOnlyList<Item> items, Scopes scopes, string language)
    {
        (_items, _scopes, _language) = (items, scopes, language);
        _groups = new(items, scopes, language);
        _book = new(items, scopes, _groups);
        _subjects = new(items, scopes, _groups, _book);
    }

    public static List<Claim> Find(IReadOnlyList<Item> items, Scopes scopes, string language)
    {
        var finder = new ClaimFinder(items, scopes, language);
        finder.TakeSurvived();
        finder.Each(Places.Counted, (at, kind) => finder.TakeCounted(at, kind, status: false));
        finder.Each(language == "ar" ? Places.Done | Places.Undergone : Places.Done, finder.TakeDone);
        finder.Each(Places.Undergone, finder.TakeUndergone);
        finder.Each(Places.Counted, (at, kind) => finder.TakeCounted(at, kind, status: true));
        finder.Each(Places.Toll, finder.TakeToll);
        finder.TakeGapped();
        return finder._book.Claims;
    }

    private void Each(Places place, Action<int, int> take)
    {
        for (var at = 0; at < _items.Count; at++)
        {
            for (var kind = 0; kind < FigureTerms.Kinds.Count; kind++)
            {
                if ((_items[at].Term.Places[kind] & place) != 0 && !_book.IsUsed(at))
                    take(at, kind);
            }
        }
    }

    /// <summary>"None of the nine miners survived", "no survivors among the 14 aboard": they died.</summary>
    private void TakeSurvived()
    {
        var nobody = -SurvivedReach;
        for (var at = 0; at < _items.Count; at++)
        {
            if (_items[at].Has(Cues.Nobody))
                nobody = at;
            if (!_items[at].Has(Cues.Survives) || at - nobody >= SurvivedReach || !_scopes.SameSegment(nobody, at))
                continue;
            var group = Enumerable.Range(nobody + 1, Math.Min(_items.Count, at + SurvivedReach) - nobody - 1).Select(_groups.At)
                .FirstOrDefault(g => g is { IsSingle: false })
                ?? _groups.All.LastOrDefault(g => g.Last < nobody && g.Last >= nobody - SurvivedReach && !g.IsSingle);
            if (group is not null && _book.IsFree(group))
                _book.TakeAlone(0, at, group, further: false);
        }
    }

    /// <summary>A noun takes the group right before it ("15 people dead"); on its own ("la mort") it counts nobody.</summary>
    /// <param name="status">Whether to read the nouns that can say who people are rather than what happened to them ("five hostages were killed").</param>
    private void TakeCounted(int at, int kind, bool status)
    {
        if (status != kind > LastHarm || _subjects.YieldsToVerb(at) || (_items[at].Has(Cues.PartOf) && _items.Any(i => i.Term.Places[0] != Places.None)))
            return; // "two of the wounded died"
        if (_language == "ar" && _items[at].Text.Contains("ال", StringComparison.Ordinal) && _groups.NumberedFrom(at + 1) is { } after)
            _book.Take(kind, at, after, 0); // القتلى الـ14
        else if (at > 1 && _items[at - 1].Count is { Form: NumberForm.Identifier } && _items[at - 2].Has(Cues.Instead) && Corrected(at) is { } corrected)
            _book.TakeAlone(kind, at, corrected, further: false);
        else if (_groups.At(BeforeAdjectives(at)) is { IsSingle: false } group && group.Last == BeforeAdjectives(at) && _book.IsFree(group))
            _book.Take(kind, at, group, -1);
        else if (_language == "ar" && _groups.At(at) is { IsSingle: true } one && _book.IsFree(one) && StandsAlone(at))
            _book.TakeAlone(kind, at, one, further: false);
    }

    /// <summary>"قتيل وثلاثة جرحى", "وجريح واحد": an Arabic singular counts one where nothing else is said of the person.</summary>
    private bool StandsAlone(int at) => (at == 0 || _items[at - 1].IsMark || GroupReader.IsJoined(_items[at]))
        && (at + 1 == _items.Count || _items[at + 1] is { IsMark: true } or { IsAnd: true } or { Text: "واحد" or "واحده" }
            || _items[at + 1].Has(Cues.Preposition | Cues.Further) || GroupReader.IsJoined(_items[at + 1]));

    /// <summary>The item before the adjectives of a noun: 4 in "quatre détenus tués".</summary>
    private int BeforeAdjectives(int at) => at - 1 - Enumerable.Range(1, Math.Min(at, 2)).Select(back => at - back).TakeWhile(i => _groups.At(i) is null
        && !_items[i].IsMark && (_items[i].Term is { Cues: Cues.None, IsPredicate: false } || _items[i].Has(Cues.Captive))).Count();

    /// <summary>The group that a correction gives instead: "not 12 dead but two".</summary>
    private Group? Corrected(int at) =>
        at + 2 < _items.Count && _items[at + 1].Has(Cues.Contrast) && _groups.NumberedFrom(at + 2) is { } group && group.Last < at + 4
            && _groups.After(group)?.Term.IsPredicate != true ? group : null;

    private void TakeDone(int at, int kind)
    {
        if (IsDefinite(_items[at].Text))
            return; // an Arabic noun with an article takes no object

        for (var i = at + 1; i < _items.Count && i <= at + DoneReach; i++)
        {
            if (i == at + 1 && EndOfInsertion(i) is { } end)
                i = end + 1;
            if (_groups.At(i) is { } group)
            {
                if (_book.IsFree(group) && IsObject(group, at, i))
                    _book.Take(kind, at, group, +1);
                return;
            }

            var item = _items[i];
            if (item.Text is "himself" or "herself" or "themselves" && i + 1 < _items.Count && _items[i + 1].IsAnd)
                i++; // "killed himself and four bystanders"
            else if (_language == "ar" && item.Has(Cues.Preposition) && i < at + DoneReach && _items[at + 1].Has(Cues.Fighter))
                continue; // قتل مسلحون على دراجات ثمانية أشخاص
            else if (item.Text == "(" && _items[i - 1].Has(Cues.Unit) && _groups.NumberedFrom(i + 1) is not null)
                continue; // "displaced 2,100 households (14,700 people)"
            else if (item.IsMark || item.Term.IsPredicate || item.IsAnd
                || (item.Has(Cues.Preposition | Cues.Opener | Cues.Contrast | Cues.Says | Cues.Nobody) && item.Text is not ("between" or "a" or "d" or "de")))
                return;
        }
    }

    /// <summary>The comma that ends an insertion right after a verb, before its object: "qui a tué, le 5 septembre près de Ber, au moins 17 civils".</summary>
    private int? EndOfInsertion(int comma)
    {
        if (_items[comma].Text != ",")
            return null;
        for (var i = comma + 1; i < _items.Count - 1 && i <= comma + InsertionReach && !_items[i].IsStop && !_items[i].Term.IsPredicate; i++)
        {
            if (_items[i].Text == ",")
                return _items.From(i + 1).Take(2).Any(item => _groups.At(i + 1) is { IsSingle: false } || item.Count is not null) ? i : null;
        }

        return null;
    }

    private bool IsDefinite(string word) => _language == "ar" && !word.Contains(' ', StringComparison.Ordinal)
        && (word.StartsWith("ال", StringComparison.Ordinal) || word.StartsWith("لل", StringComparison.Ordinal) || word.StartsWith("بال", StringComparison.Ordinal));

    /// <summary>
    /// A single person must be close to the verb; an unlisted noun must come right after a verb used only of people. At the start of an English headline,
    /// the word describes the person: "Kidnapped priest found dead".
    /// </summary>
    private bool IsObject(Group group, int verb, int at) =>
        !group.IsSingle
            || (!(verb == 0 && _items[0].Text.EndsWith("ed", StringComparison.Ordinal) && _items[0].Term.Places[0] == Places.None)
                && group.First <= at + 2 && !_items[verb].Has(Cues.Loses) && (!group.IsOpen || (_items[verb].Has(Cues.Personal) && group.First == verb + 1)));

    private void TakeUndergone(int at, int kind)
    {
        if (_subjects.YieldsToVerb(at))
            return;
        // In "يعود الجرحى", somebody visits the injured.
        if (_subjects.Of(at) is { } subject && !(subject.IsSingle && _items[at].Text.StartsWith("ال", StringComparison.Ordinal)))
            _book.Take(kind, at, subject, _groups.IsPart(subject) || (subject.Count.Value == 1 && SubjectFinder.IsSingular(_items, at)) ? 0 : -1);
        else if (_subjects.IsCounted(at))
            TakeToll(at, kind); // "the number of people who lost their lives stands at 30"
    }

    private void TakeToll(int at, int kind)
    {
        // "bringing to 34 the number of dead", "ارتفع إلى واحد وثلاثين عدد قتلى"
        for (var i = at - 1; i >= 1 && i >= at - 3 && !_items[i].IsMark; i--)
        {
            if (_groups.At(i) is { IsSingle: false, First: > 0 } before && _items[before.First - 1].Has(Cues.To) && _book.IsFree(before))
            {
                _book.Take(kind, at, before, 0);
                return;
            }
        }

        for (var i = at + 1; i < _items.Count && i <= at + TollReach; i++)
        {
            if ((_items[i].IsStop && !(i == at + 1 && _items[i].Text == ":")) || _items[i].Has(Cues.Contrast) || IsTotalOfOther(i, kind))
                return;
            if (_groups.At(i) is not { IsSingle: false } group)
                continue;
            var to = group.First - 1;
            if (_book.IsFree(group) && (to == at || _items[to].Has(Cues.To) || _items[to].Text == ":" || (to == at + 1 && _items[to].Text == ","))
                && !_groups.CountsOther(group, kind))
            {
                _book.Take(kind, at, group, 0);
                return;
            }

            i = group.Last;
        }
    }

    /// <summary>Whether it begins a total of another kind: "bringing the total number of displaced to 3,000" does not count the dead.</summary>
    private bool IsTotalOfOther(int at, int kind) =>
        (_items[at].Term.Places[kind] & Places.Toll) == 0 && Array.Exists(_items[at].Term.Places, p => (p & Places.Toll) != 0);

    /// <summary>Applies the verb before to groups without a verb of their own (gapping): "Three soldiers were killed in Tin-Akof and two in Markoye", "and two
    /// others in hospital".</summary>
    private void TakeGapped()
    {
        foreach (var group in _groups.All.Where(g => !g.IsSingle && _book.IsFree(g)))
        {
            if (_book.Claims.FindLast(c => c.At < group.At && c.Predicate < group.First) is not { } verb || (_scopes[verb.Predicate] & Scope.Unreal) != 0
                || _groups.IsExplained(verb.At, group.First))
                continue;
            var next = _groups.After(group);
            var ellipsis = next is { Text: "did" } || (next is { Text: "were" } && (group.Last + 2 >= _items.Count || _items[group.Last + 2].IsMark));
            var elsewhere = group.Last <= group.At + 1 && next is not null && next.Has(Cues.Locative | Cues.Weekday) && !_groups.IsOfWhom(group);
            var further = _groups.IsJoined(group) && !_groups.IsPart(group) && (elsewhere || (group.IsFurther && !_groups.HasVerbOfItsOwn(group)));
            var restated = group.First > 0 && _items[group.First - 1].Has(Cues.Restates);
            if (restated || ellipsis || further || (elsewhere && _groups.IsPart(group)))
                _book.TakeAlone(verb.Kind, group.At, group, further);
        }
    }
}
