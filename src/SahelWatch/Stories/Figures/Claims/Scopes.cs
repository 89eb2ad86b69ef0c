using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>How the clause around a word changes what it claims.</summary>
[Flags]
internal enum Scope
{
    None = 0,

    /// <summary>Denied, imagined, feared, planned or averted: it did not happen.</summary>
    Unreal = 1,

    /// <summary>It belongs to an earlier event.</summary>
    Past = 2,

    /// <summary>Counted since a month or a year: the figure of an epidemic or a season, else of another event.</summary>
    Since = 4,

    /// <summary>What a figure was before it was corrected or raised.</summary>
    Former = 8,

    /// <summary>A part of a figure.</summary>
    Part = 16,
}

/// <summary>
/// Marks each item of a sentence with the scopes that apply to it. A reference to the past, a denial or a doubt applies within its own clause: clauses end at
/// marks, at words of contrast and at words that open a new one.
/// </summary>
internal sealed class Scopes
{
    private readonly IReadOnlyList<Item> _items;
    private readonly Scope[] _scopes;
    private readonly int[] _stopStart, _stopEnd; // between semicolons, colons and full stops
    private readonly int[] _segmentStart, _segmentEnd; // between those, commas, brackets and words of contrast
    private readonly int[] _clauseStart, _clauseEnd; // between those and words that open a clause

    private Scopes(IReadOnlyList<Item> items)
    {
        _items = items;
        _scopes = new Scope[items.Count];
        (_stopStart, _stopEnd) = Bounds(i => i.IsStop, i => false);
        (_segmentStart, _segmentEnd) = Bounds(i => i.IsMark && i.Text is not ("%" or "$"), i => i.Has(Cues.Contrast));
        (_clauseStart, _clauseEnd) = Bounds(i => i.IsMark && i.Text is not ("%" or "$"), i => i.Has(Cues.Contrast | Cues.Opener));
    }

    public Scope this[int item] => _scopes[item];

    public static Scopes Of(IReadOnlyList<Item> items)
    {
        var scopes = new Scopes(items);
        var (ranked, back) = (-RankedReach - 1, -1);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Has(Cues.Ranked))
                ranked = i;
            scopes.Mark(i, i - ranked <= RankedReach, ref back);
        }

        return scopes;
    }

    private const int WeekReach = 4; // items from "since" to the weekday or attack it refers to
    private const int CountedReach = 3; // from "and" to what is counted next
    private const int RankedReach = 5; // "the third such strike this year", "le plus meurtrier de l'année"
    private const int SaidReach = 3; // from "a annoncé" to its "que": "a annoncé lundi que"

    /// <summary>Whether two items are in the same segment.</summary>
    public bool SameSegment(int one, int other) => _segmentStart[one] == _segmentStart[other];

    public bool HasInSegment(int item, Cues cue, bool onlyAfter) =>
        Enumerable.Range(onlyAfter ? item : _segmentStart[item], _segmentEnd[item] - (onlyAfter ? item : _segmentStart[item])).Any(i => _items[i].Has(cue));

    /// <summary>Whether the sentence continues with a cue after an insertion between commas: "14 hostages, including a tourist, were let go".</summary>
    public bool GoesOnWith(int item, Cues cue)
    {
        var open = _segmentEnd[item];
        var close = TextAt(open) == "," && open + 1 < _items.Count ? _segmentEnd[open + 1] : open;
        return close > open && TextAt(close) == "," && _items.From(close + 1).Take(1).Any(i => i.Has(cue));
    }

    /// <summary>Whether the displaced are said to have settled somewhere; "310 families that comprise 1,860 people" does not say so.</summary>
    public bool AreSettled(int item) => Enumerable.Range(_clauseStart[item], _clauseEnd[item] - _clauseStart[item])
        .Any(i => _items[i].Has(Cues.Settled) && !(i > 0 && _items[i - 1].Has(Cues.Unit)));

    private void Mark(int at, bool isRanked, ref int back)
    {
        var item = _items[at];
        if (item.Has(Cues.Hoax))
            Set(0, _items.Count, Scope.Unreal);
        if (item.Has(Cues.Old) && back != _stopStart[at])
            Set(back = _stopStart[at], _stopEnd[at], Scope.Past);
        if (item.Has(Cues.If))
            Set(at, _stopEnd[at], Scope.Unreal);
        if (item.Has(Cues.Unreal))
            Set(at, _segmentEnd[at], Scope.Unreal);
        if (item.Has(Cues.Deny))
            Set(at, DeniedEnd(at), Scope.Unreal);
        if (item.Has(Cues.DenyBefore))
            Set(_stopStart[at], at, Scope.Unreal);
        if (item.Has(Cues.PastAfter))
            Set(at, _segmentEnd[at], Scope.Past);
        if (item.Has(Cues.Former))
            Set(at, FormerEnd(at), Scope.Former);
        if (item.Has(Cues.FormerAfter))
            Set(FormerStart(at), at, Scope.Former);
        if (item.Has(Cues.Partial))
            Set(at, PartEnd(at), Scope.Part);
        if (isRanked)
            return;
        if (item.Has(Cues.Since) && !IsOfThisWeek(at))
            SetTime(at, Scope.Since);
        else if ((item.Has(Cues.Past) && !IsReportedSpeech(at)) || IsAgo(at) || IsOfAnotherMonth(at))
            SetTime(at, Scope.Past);
        else if (Numbers.IsYear(_items, at) && !Numbers.IsFullDate(_items, at))
            SetTime(at, at > 0 && _items[at - 1].Text is "since" or "depuis" or "منذ" ? Scope.Since : Scope.Past);
    }

    /// <summary>Whether a long time is said to have passed ("ten years ago", "il y a dix ans", "قبل عشر سنوات"); days ago is still news.</summary>
    private bool IsAgo(int at) =>
        _items[at].Has(Cues.LongTime) && ((at + 1 < _items.Count && _items[at + 1].Text is "ago" or "earlier" or "plus tot" or "auparavant")
        || ((TextAt(at - 1) is "قبل" or "il y a" || TextAt(at - 2) is "قبل" or "il y a") && !(at + 1 < _items.Count && _items[at + 1].Text is "من"))
        || TextAt(at - 2) is "بعد");

    /// <summary>Whether "since" refers to the event reported: "since the start of the week", "منذ اندلاع المعارك السبت".</summary>
    private bool IsOfThisWeek(int at) => _items.From(at + 1).Take(WeekReach).TakeWhile(i => !i.IsMark)
        .Any(i => i.Has(Cues.Weekday) || i.Text is "week" or "weekend" or "semaine" or "week end" or "الاسبوع" or "attack" or "attacks" or "attaque" or "attaques" or "الهجوم" or "الهجمات");

    /// <summary>In reported speech, the French pluperfect describes the event itself: "l'armée a annoncé que cinq soldats avaient été tués".</summary>
    private bool IsReportedSpeech(int at) => _items[at].Text is "avait" or "avaient"
        && (TextAt(_stopStart[at]) is "selon" or "d apres" || (TextAt(_clauseStart[at]) is "que" or "qu"
            && _items.BackFrom(_clauseStart[at] - 1).Take(SaidReach).Any(i => i.Has(Cues.Says))));

    /// <summary>"In a September raid", "l'attaque de septembre", "هجوم سبتمبر": an event identified by its month alone is an earlier one.</summary>
    private bool IsOfAnotherMonth(int at) => _items[at].Has(Cues.Month) && _items[at].Count is null
        && ((TextAt(at - 1) is "a" or "the" or "last" && IsIncident(at + 1)) || IsIncident(at - (TextAt(at - 1) is "de" or "d" ? 2 : 1)));

    private bool IsIncident(int at) => at >= 0 && at < _items.Count && _items[at].Has(Cues.Incident);

    private string TextAt(int at) => at >= 0 && at < _items.Count ? _items[at].Text : "";

    /// <summary>
    /// A word of time applies to its clause, and if it opens the sentence before a comma ("In March, gunmen killed 12") to the next clause.
    /// </summary>
    private void SetTime(int at, Scope scope)
    {
        var (start, end) = (_clauseStart[at], _clauseEnd[at]);
        if (start > 0 && _items[start].Text is "after" or "before" or "when" or "apres" or "avant" or "lorsque" or "lorsqu" or "quand" or "بعد" or "قبل" or "عندما" && start > _segmentStart[at])
            start = _clauseStart[start - 1]; // "executed after the 1989 coup", "died when a ferry sank in August"
        if (start == _stopStart[at] && end < _items.Count && _items[end].Text == "," && !HasPredicate(start, end))
            end = _clauseEnd[Math.Min(end + 1, _items.Count - 1)];
        Set(start, end, scope);
    }

    /// <summary>A denial applies until a contrast, another statement or a comma without "that" after it.</summary>
    private int DeniedEnd(int at)
    {
        return First(at + 1, _stopEnd[at], i => _items[i].Has(Cues.Contrast) || (_items[i].Has(Cues.Says) && i > at + 2 && !IsReport(_items[i].Text))
            || (_items[i].Text == "," && TextAt(i + 1) is not ("that" or "que" or "qu" or "ان"
                or "selon lesquelles" or "selon laquelle" or "selon lesquels" or "according to which")));
    }

    /// <summary>Whether a reporting word names what is denied: "refuted claims that…".</summary>
    private static bool IsReport(string word) =>
        word is "claims that" or "reports" or "statement" or "announced" or "communique" or "annonce" or "بيان" or "indique";

    /// <summary>Where an earlier figure ends and the current one begins: at "porté à" in "un premier bilan de 9 morts porté à 15".</summary>
    private int FormerEnd(int at)
    {
        var numbers = false;
        for (var i = at + 1; i < _segmentEnd[at]; i++)
        {
            numbers |= _items[i].Count is not null;
            if (numbers && (_items[i].Has(Cues.Says) || _items[i].Term.Places[0] == Places.Toll))
                return i;
            if (_items[i].Has(Cues.To) && _items[i].Text.Length > 2)
                return i;
        }

        return _segmentEnd[at];
    }

    private int PartEnd(int at)
    {
        var end = First(at + 1, _segmentEnd[at], i => (_items[i].Term.IsPredicate && !_items[i].Term.IsCounted) || (_items[i].IsAnd && CountsOn(i)));
        return end < _segmentEnd[at] ? end : ListEnd(end);
    }

    /// <summary>Where a list that continues after a comma ends: "among them the imam, his two sons and a trader, were killed".</summary>
    private int ListEnd(int comma)
    {
        for (var end = comma; TextAt(end) == "," && end + 1 < _items.Count;)
        {
            var from = end + 1;
            end = _segmentEnd[from];
            if (end == _items.Count || HasPredicate(from, end))
                break;
            if (_items.From(from).Take(end - from).Any(i => i.IsAnd))
                return end;
        }

        return comma;
    }

    /// <summary>Whether a new count follows the "and", so that the part ends there: "45 قتيلا بينهم عشرة من الشرطة و21 جريحا".</summary>
    private bool CountsOn(int and) =>
        _items.From(and).Take(CountedReach + 1).TakeWhile(i => !i.IsMark).SkipWhile(i => i.Count is null).Any(i => i.Term.IsCounted);

    /// <summary>Where the earlier figure begins, if a word after it marks it as such: only the last number before the word is meant.</summary>
    private int FormerStart(int at) => Enumerable.Range(_segmentStart[at], at - _segmentStart[at]).Where(i => _items[i].Count is not null).SkipLast(1)
        .Select(i => i + 1).LastOrDefault(_segmentStart[at]);

    private bool HasPredicate(int from, int to) => _items.From(from).Take(to - from).Any(i => i.Term.IsPredicate);

    /// <summary>The first position from one to another where something holds; the other if it holds nowhere.</summary>
    private static int First(int from, int to, Func<int, bool> holds) => Enumerable.Range(from, Math.Max(0, to - from)).FirstOrDefault(holds, to);

    private void Set(int from, int to, Scope scope)
    {
        for (var i = from; i < to; i++)
            _scopes[i] |= scope;
    }

    /// <summary>
    /// The start and end of the stretch around each item: items that satisfy <paramref name="isMark"/> separate stretches, <paramref name="opens"/> begin one.
    /// </summary>
    private (int[] Start, int[] End) Bounds(Func<Item, bool> isMark, Func<Item, bool> opens)
    {
        var (starts, ends) = (new int[_items.Count], new int[_items.Count]);
        var start = 0;
        for (var i = 0; i < _items.Count; i++)
        {
            if (opens(_items[i]))
                start = i;
            starts[i] = start;
            if (isMark(_items[i]))
                start = i + 1;
        }

        var end = _items.Count;
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (isMark(_items[i]))
                end = i;
            ends[i] = end;
            if (opens(_items[i]))
                end = i;
        }

        return (starts, ends);
    }
}
