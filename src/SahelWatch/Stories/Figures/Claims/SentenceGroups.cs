using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>The groups of people in a sentence and how each stands in it: governed by a preposition, joined to what is before, a part of another.</summary>
internal sealed class SentenceGroups
{
    private const int VerbReach = 3; // items after a group in which its own verb stands
    private const int ExplainedReach = 28;

    private readonly IReadOnlyList<Item> _items;
    private readonly Scopes _scopes;
    private readonly Group?[] _at;
    private readonly int[] _commas, _numbers; // how many stand before an item
    private readonly int[] _lastComma; // before an item; -1 for none

    public SentenceGroups(IReadOnlyList<Item> items, Scopes scopes, string language)
    {
        (_items, _scopes) = (items, scopes);
        All = GroupReader.Read(items, language);
        _at = new Group?[items.Count];
        foreach (var group in All)
            Array.Fill(_at, group, group.First, group.Last - group.First + 1);
        (_commas, _numbers, _lastComma) = (new int[items.Count + 1], new int[items.Count + 1], new int[items.Count + 1]);
        _lastComma[0] = -1;
        for (var i = 0; i < items.Count; i++)
        {
            var comma = items[i].Text == ",";
            _commas[i + 1] = _commas[i] + (comma ? 1 : 0);
            _numbers[i + 1] = _numbers[i] + (items[i].Count is null ? 0 : 1);
            _lastComma[i + 1] = comma ? i : _lastComma[i];
        }
    }

    public List<Group> All { get; }

    public Group? At(int item) => item >= 0 && item < _at.Length ? _at[item] : null;

    /// <summary>The group with a number that begins at an item.</summary>
    public Group? NumberedFrom(int item) => At(item) is { IsSingle: false } group && group.First == item ? group : null;

    public bool IsPart(Group group) => group.IsPart || (_scopes[group.At] & Scope.Part) != 0 || IsOfWhom(group);

    /// <summary>"two of them": a part, and the subject only of what stands in the same breath ("16 of whom were wounded").</summary>
    public bool IsOfWhom(Group group) => After(group) is { } next && next.Has(Cues.Partial) && next.Has(Cues.PartOf);

    /// <summary>Whether a preposition governs the group, so that it is no subject: "in 12 lorries".</summary>
    public bool IsGoverned(Group group) =>
        group.First > 0 && group.Count.High is null && _items[group.First - 1].Has(group.IsSingle ? Cues.Preposition | Cues.Says : Cues.Preposition);

    /// <summary>"after four more bodies were found": the whole counts them already.</summary>
    public bool IsSubordinate(Group group) => group.First > 0 && _items[group.First - 1].Has(Cues.Preposition | Cues.Opener | Cues.PartOf);

    public bool IsJoined(Group group) =>
        group.First > 0 && (_items[group.First - 1].IsAnd || _items[group.First - 1].Text is "," or ";" || GroupReader.IsJoined(_items[group.First]));

    /// <summary>Whether a word stands between commas, in what is inserted between a subject and its verb.</summary>
    public bool IsInsertion(int at, int verb) => _lastComma[verb] > at && _commas[at] > 0 && _numbers[at] > 0;

    public bool HasVerbOfItsOwn(Group group) =>
        _items.From(group.Last + 1).Take(VerbReach).TakeWhile(i => !i.IsMark).Any(i => (i.Term.IsPredicate && !i.Has(Cues.Care)) || i.Has(Cues.Auxiliary));

    /// <summary>Whether a word right after the group says what it counts, and it is something else.</summary>
    public bool CountsOther(Group group, int kind) =>
        _items.From(group.Last + 1).Take(2).TakeWhile(i => !i.IsMark).Any(i => i.Term.IsPredicate && i.Term.Places[kind] == Places.None);

    /// <summary>"Eight died: five in the house and three outside" breaks a number down.</summary>
    public bool IsExplained(int from, int to) =>
        _items.From(Math.Max(from, to - ExplainedReach)).Take(to - Math.Max(from, to - ExplainedReach)).Any(i => i.Text is ":" or "(");

    public Item? After(Group group) => group.Last + 1 < _items.Count ? _items[group.Last + 1] : null;
}
