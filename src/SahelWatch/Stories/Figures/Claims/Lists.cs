using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>
/// Collects the groups joined to one group by commas and "and", to add up their numbers: "nine gendarmes and six civilians", "the coordinator, his driver and
/// three others".
/// </summary>
internal static class Lists
{
    private const int LeastTotal = 10; // a smaller number may equal the sum of those after it by coincidence
    private const int VerbReach = 3; // items from a group to its verb
    private const int BetweenReach = 5; // items between two groups of one list: "four soldiers of the garrison and two drivers"

    /// <param name="step">-1 to collect the groups before it, +1 those after it.</param>
    public static List<Group> With(Group group, List<Group> groups, IReadOnlyList<Item> items, int step, HashSet<Group> taken, Func<Group, bool> isPart)
    {
        List<Group> listed = [group];
        var pending = new List<Group>(); // joined by a comma: part of the list only if an "and" follows
        var last = group;
        for (var i = group.Index + step; i >= 0 && i < groups.Count; i += step)
        {
            var next = groups[i];
            if ((step < 0 && next.IsSingle && !HeadsList(next, items)) || taken.Contains(next) || isPart(next) != isPart(group) || !next.Count.IsNumber
                || next.Count.High is not null || (step < 0 && next.Who == Who.Patients && group.Who != Who.Patients))
                break;
            var (left, right) = step > 0 ? (last, next) : (next, last);
            var joint = IsSameNumber(left, right, items) ? Joint.None : JointOf(left, right, items);
            if (joint == Joint.None || (step > 0 && HasVerb(right, items)))
                break;
            if (joint == Joint.And || (joint == Joint.Comma && step < 0 && right.IsSingle && right.First == right.At)) // "Two engineers, driver kidnapped"
            {
                listed.AddRange(pending);
                listed.Add(next);
                pending.Clear();
            }
            else if (step < 0 && listed.Count > 1)
                listed.Add(next); // "three soldiers, two guards and a driver", read from its end
            else
                pending.Add(next);
            last = next;
        }

        return IsBreakdown(listed, items) ? [listed.MinBy(g => g.Index)!] : listed;
    }

    /// <summary>Whether the first number is the total and the others are its parts: "25 people, 15 soldiers and 10 civilians".</summary>
    private static bool IsBreakdown(List<Group> listed, IReadOnlyList<Item> items)
    {
        var ordered = listed.OrderBy(g => g.Index).ToList();
        return ordered.Count > 2 && (ordered[0].Count.Value >= LeastTotal || items.From(ordered[0].At).Take(ordered[0].Last - ordered[0].At + 1)
            .Any(i => i.Has(Cues.Generic))) && ordered[0].Count.Value == ordered.Skip(1).Sum(g => g.Count.Value);
    }

    /// <summary>Whether a single person begins or continues a list, rather than being the object of a verb: "the mayor, his son and…".</summary>
    private static bool HeadsList(Group group, IReadOnlyList<Item> items) =>
        group.First == 0
            || (group is { IsOpen: false, First: 1 } && char.IsAsciiLetter(items[0].Text[0]) && items[0].Term is { Cues: Cues.None, IsPredicate: false })
            || items[group.First - 1] is { IsMark: true } or { IsAnd: true } || GroupReader.IsJoined(items[group.First])
            || (!group.IsOpen && items[group.First - 1].Has(Cues.Says | Cues.Opener | Cues.Contrast | Cues.Preposition | Cues.About | Cues.Weekday));

    /// <summary>Whether one number counts both nouns. Above ten, Arabic nouns are singular: the child in "23 امرأة وطفلا" is not one more.</summary>
    private static bool IsSameNumber(Group left, Group right, IReadOnlyList<Item> items) =>
        right.IsSingle && left.Count.Value > 10 && GroupReader.IsJoined(items[right.First]) && items[right.First].Text.EndsWith('ا');

    private enum Joint
    {
        None,
        Comma,
        And,
    }

    private static Joint JointOf(Group left, Group right, IReadOnlyList<Item> items)
    {
        if (right.First - left.Last - 1 > BetweenReach)
            return Joint.None;
        var joint = GroupReader.IsJoined(items[right.First]) ? Joint.And : Joint.None;
        var comma = false;
        for (var i = left.Last + 1; i < right.First; i++)
        {
            var item = items[i];
            if (item.Text is "," or "(" && EndOfAge(items, i, right.First) is var end and > 0)
                i = end;
            else if (item.IsAnd && i == right.First - 1)
                joint = Joint.And;
            else if (item.Text == ",")
                comma = true;
            else if (item.IsMark || item.IsAnd || item.Term.IsPredicate || item.Has(Cues.Partial | Cues.Says | Cues.Opener | Cues.Contrast | Cues.Nobody))
                return Joint.None;
        }

        if (joint == Joint.None && comma && items[right.First - 1].Text == "," && left.Last + 1 == right.First - 1)
            joint = Joint.Comma;
        return joint;
    }

    /// <summary>The mark that ends an age ("a mother, 24, and her infant"), or 0 if there is no age.</summary>
    private static int EndOfAge(IReadOnlyList<Item> items, int mark, int limit) => items[mark + 1].Count is not { Form: NumberForm.Identifier } ? 0
        : Enumerable.Range(mark + 2, 2).FirstOrDefault(i => i < limit && items[i].Text is "," or ")");

    /// <summary>Whether a verb follows immediately, so that the group is a subject of its own: "killing 3 and two others fled".</summary>
    private static bool HasVerb(Group group, IReadOnlyList<Item> items) =>
        items.From(group.Last + 1).Take(VerbReach).TakeWhile(GroupReader.IsInside).Any(i => i.Term.IsPredicate || i.Has(Cues.Says | Cues.Partial));
}
