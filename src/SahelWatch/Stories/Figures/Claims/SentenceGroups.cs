using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>The groups of people in a sentence, and the role of each: after a preposition, joined to the group before it, part of another.</summary>
internal sealed class SentenceGroups
{
    private const int VerbReach = 3; // items after a group within which its own verb is looked for
    private const int ExplainedReach = 28; // items back to the colon or bracket that begins a breakdown

    private readonly IReadOnlyList<Item> _items;
    private readonly Scopes _scopes;
    private readonly Group?[] _at;
    private readonly int _firstComma, _firstNumber; // past the end if there is none

    public SentenceGroups(IReadOnlyList<Item> items, Scopes scopes, string language)
    {
        (_items, _scopes) = (items, scopes);
        All = GroupReader.Read(items, language);
        _at = new Group?[items.Count];
        foreach (var group in All)
            Array.Fill(_at, group, group.First, group.Last - group.First + 1);
        (_firstComma, _firstNumber) = (items.TakeWhile(i => i.Text != ",").Count(), items.TakeWhile(i => i.Count is null).Count());
    }

    public List<Group> All { get; }

    public Group? At(int item) => item >= 0 && item < _at.Length ? _at[item] : null;

    /// <summary>The group that begins at an item with a number; null if none does.</summary>
    public Group? NumberedFrom(int item) => At(item) is { IsSingle: false } group && group.First == item ? group : null;

    public bool IsPart(Group group) => group.IsPart || (_scopes[group.At] & Scope.Part) != 0 || IsOfWhom(group);

    /// <summary>Whether it is a "two of them": part of a group, and the subject only of a verb in the same clause ("16 of whom were wounded").</summary>
    public bool IsOfWhom(Group group) => After(group) is { } next && next.Has(Cues.Partial) && next.Has(Cues.PartOf);

    /// <summary>Whether the group follows a preposition and so cannot be a subject: "in 12 lorries".</summary>
    public bool IsGoverned(Group group) =>
        group.First > 0 && group.Count.High is null && _items[group.First - 1].Has(group.IsSingle ? Cues.Preposition | Cues.Says : Cues.Preposition);

    /// <summary>Whether the group is in a subordinate clause ("after four more bodies were found"): the total includes it already.</summary>
    public bool IsSubordinate(Group group) => group.First > 0 && _items[group.First - 1].Has(Cues.Preposition | Cues.Opener | Cues.PartOf);

    public bool IsJoined(Group group) =>
        group.First > 0 && (_items[group.First - 1].IsAnd || _items[group.First - 1].Text is "," or ";" || GroupReader.IsJoined(_items[group.First]));

    /// <summary>Whether a word is in an insertion between commas, which separates a subject from its verb.</summary>
    public bool IsInsertion(int at, int verb) => _firstComma < at && _firstNumber < at && _items.From(at + 1).Take(verb - at - 1).Any(i => i.Text == ",");

    public bool HasVerbOfItsOwn(Group group) =>
        _items.From(group.Last + 1).Take(VerbReach).TakeWhile(i => !i.IsMark).Any(i => (i.Term.IsPredicate && i.Text != "in hospital") || i.Has(Cues.Auxiliary));

    /// <summary>Whether the word right after the group shows that it counts another kind of figure.</summary>
    public bool CountsOther(Group group, int kind) =>
        _items.From(group.Last + 1).Take(2).TakeWhile(i => !i.IsMark).Any(i => i.Term.IsPredicate && i.Term.Places[kind] == Places.None);

    /// <summary>Whether what follows breaks a number down: "Eight died: five in the house and three outside".</summary>
    public bool IsExplained(int from, int to) =>
        _items.From(Math.Max(from, to - ExplainedReach)).Take(to - Math.Max(from, to - ExplainedReach)).Any(i => i.Text is ":" or "(");

    public Item? After(Group group) => group.Last + 1 < _items.Count ? _items[group.Last + 1] : null;
}
