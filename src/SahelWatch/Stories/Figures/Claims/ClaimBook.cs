using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>The claims found so far in a sentence. Each group and each predicate is used only once.</summary>
internal sealed class ClaimBook(IReadOnlyList<Item> items, Scopes scopes, SentenceGroups groups)
{
    private const int Displaced = 4; // index in FigureTerms.Kinds; a single person who fled is not counted
    private const int NegationReach = 3; // items before a group within which a negation applies to it: "none of the 40"

    private readonly HashSet<Group> _taken = [];
    private readonly HashSet<int> _used = [];

    public List<Claim> Claims { get; } = [];

    public bool IsFree(Group group) => !_taken.Contains(group);

    public bool IsUsed(int predicate) => _used.Contains(predicate);

    public void Use(int predicate) => _used.Add(predicate);

    /// <param name="step">Where to look for groups to add up with this one: -1 before it, +1 after it, 0 nowhere.</param>
    public void Take(int kind, int predicate, Group group, int step)
    {
        if (items[predicate].Has(Cues.Arrival) && !IsOfRefugees(group))
            return;
        _used.Add(predicate);
        _taken.Add(group);
        var listed = step == 0 ? [group] : Lists.With(group, groups.All, items, step, _taken, groups.IsPart);
        _taken.UnionWith(listed);
        if (!group.Count.IsNumber || (group.IsSingle && kind == Displaced) || IsOwnLoss(predicate, listed)
            || (group.Who == Who.Patients && (items[predicate].Has(Cues.Care) || kind == Displaced)) || IsNegated(predicate, group))
            return;
        foreach (var side in listed.GroupBy(g => g.Who == Who.Fighters))
        {
            var counts = side.Select(g => g.Count).Where(c => c.IsNumber).ToList();
            if (counts.Count == 0)
                continue;
            var first = side.Contains(group) ? group : side.First();
            Claims.Add(new(kind, first.At, predicate, Sum(first.Count, counts))
            {
                IsOfFighters = side.Key || IsEnemys(predicate),
                IsPart = groups.IsPart(group),
                IsFurther = (group.IsFurther || IsFurtherAfter(predicate)) && !groups.IsSubordinate(group),
                IsTotal = step == 0 && (items[predicate].Term.Places[kind] & Places.Toll) != 0,
            });
        }
    }

    /// <summary>Takes a group alone, without adding up a list or checking for a negation.</summary>
    public void TakeAlone(int kind, int predicate, Group group, bool further)
    {
        _used.Add(predicate);
        _taken.Add(group);
        Claims.Add(new(kind, group.At, predicate, group.Count) { IsOfFighters = group.Who == Who.Fighters, IsFurther = further });
    }

    private static Count Sum(Count first, List<Count> counts) => counts.Count == 1 ? counts[0]
        : first with
        {
            Value = counts.Sum(c => c.Value),
            Qualifier = counts.Find(c => c.Qualifier != "exactly")?.Qualifier ?? "exactly",
            Form = NumberForm.Exact,
            High = null
        };

    /// <summary>Whether "more" follows the noun: "neuf corps de plus", "تسع جثث أخرى".</summary>
    private bool IsFurtherAfter(int noun) => items[noun].Term.IsCounted && noun + 1 < items.Count
        && (items[noun + 1].Has(Cues.Further) || (items[noun + 1].Text == "plus" && items[noun].Text.EndsWith(" de", StringComparison.Ordinal)));

    /// <summary>Whether those who arrive are refugees ("600 refugees arrived") and not, say, soldiers.</summary>
    private bool IsOfRefugees(Group group) => items.From(group.First).Take(group.Last - group.First + 2).Any(i => i.Has(Cues.Refugee | Cues.Generic));

    /// <summary>Whether the dead are the enemy's: "the enemy lost 30 men"; armies say "neutralised" of fighters only.</summary>
    private bool IsEnemys(int predicate) => items[predicate].Has(Cues.Neutralises)
        || (predicate > 0 && items[predicate].Has(Cues.Loses) && items[predicate - 1].Has(Cues.Fighter));

    /// <summary>Whether the sentence says that it did not happen to them: "none of the 40 was killed", "لم يقتل أي جندي".</summary>
    private bool IsNegated(int predicate, Group group)
    {
        var (first, last) = (Math.Min(predicate, group.First), Math.Max(predicate, group.First));
        var from = Math.Max(0, first - NegationReach);
        return Enumerable.Range(from, last - from).Any(i => items[i].Has(Cues.Nobody) && scopes.SameSegment(i, first) && !(i > first && first == predicate));
    }

    /// <summary>Whether a speaker talks about their own family ("I lost two brothers"), which is not the toll of the event.</summary>
    private bool IsOwnLoss(int predicate, List<Group> listed)
    {
        if (listed is [{ IsSingle: true, First: 0, Last: > 0 }] && items[0].Text is "his" or "her" or "son" or "sa")
            return true;
        return (items[predicate].Has(Cues.Loses) && listed.Exists(g => g.Who == Who.Kin))
            || listed.Exists(g => items[g.First].Text is "my" or "mes" or "mon" or "ma" or "our");
    }
}
