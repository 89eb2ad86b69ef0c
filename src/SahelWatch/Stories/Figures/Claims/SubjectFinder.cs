using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>Finds the people a passive or intransitive verb is about: the subject before it, skipping parentheses between commas or brackets.</summary>
internal sealed class SubjectFinder(IReadOnlyList<Item> items, Scopes scopes, SentenceGroups groups, ClaimBook book)
{
    private const int Reach = 28; // items back to the subject, which may have a relative clause
    private const int VerbReach = 9; // from a participle to the verb of its sentence
    private const int SingleReach = 8; // the same for one person without a number, where a distant match is more often wrong

    private const int Displaced = 4; // index in FigureTerms.Kinds
    private const int FirstStatus = 3; // the first kind that can say who people are (hostages), not only what happened to them

    private static readonly string[] PluralAuxiliaries = ["were ", "are ", "have ", "ont ", "ont ete ", "sont "];
    private static readonly string[] SingularAuxiliaries = ["was ", "is ", "has ", "has been ", "a ", "a ete ", "est "];

    /// <summary>The subject of a verb; null if it has none. A verb that cannot count anybody, as after "nobody", is marked as used.</summary>
    public Group? Of(int verb)
    {
        if (verb > 1 && items[verb].Term.Places[Displaced] != Places.None
            && (items[verb - 1].Has(Cues.Unit) ? groups.At(verb - 1) is null : items[verb - 1].IsAnd && groups.At(verb - 2) is not null && items[verb].IsWord))
        {
            book.Use(verb);
            return null; // "kits to families displaced by the rains", "30 000 habitants et déplacés"
        }

        var relative = verb > 0 && (items[verb - 1].Has(Cues.Opener) || (verb > 1 && items[verb - 2].Has(Cues.Opener)));
        var (depth, part) = (0, (Group?)null);
        for (var i = verb - 1; i >= 0 && i >= verb - Reach; i--)
        {
            var item = items[i];
            depth += item.Text == ")" ? 1 : item.Text == "(" && depth > 0 ? -1 : 0;
            if (depth > 0)
                continue;
            if (item.Text == "," && part is not null)
                return part;
            else if (groups.At(i) is { } group)
            {
                if (!book.IsFree(group) && !group.IsSingle && !groups.IsInsertion(i, verb))
                    return part;
                if (IsSubject(group, verb, relative) && !groups.IsPart(group))
                    return group;
                part ??= IsSubject(group, verb, relative) ? group : null;
                i = group.First;
            }
            else if (item.Has(Cues.Nobody) && scopes.SameSegment(i, verb))
            {
                book.Use(verb);
                return null;
            }
            else if (item.IsStop || item.Has(Cues.Contrast) || (IsTaken(i) && !groups.IsInsertion(i, verb)))
                return part;
        }

        return part;
    }

    /// <summary>Whether the number comes after the verb: "the number of people who lost their lives stands at 30".</summary>
    public bool IsCounted(int verb) => items.BackFrom(verb - 1).Take(SingleReach).TakeWhile(i => !i.IsStop).Any(i => i.Has(Cues.Counter));

    /// <summary>Whether a participle only describes the subject of a later verb: "two guards wounded on Wednesday died", "a teacher held since March walked
    /// free".</summary>
    public bool YieldsToVerb(int participle)
    {
        var text = items[participle].Text;
        if (participle == 0 || !char.IsAsciiLetter(text[0]) || text.Contains(' ', StringComparison.Ordinal) || items[participle - 1].Has(Cues.Auxiliary)
            || items[participle].Term.Places[0] != Places.None || !items[participle].Term.IsPredicate)
            return false;
        return items.From(participle + 1).Take(VerbReach).Select((item, i) => (Item: item, Group: groups.At(participle + 1 + i)))
            .TakeWhile(p => !p.Item.IsMark && !p.Item.IsAnd && p.Group is null or { IsOpen: true } && !p.Item.Has(Cues.Contrast))
            .Any(p => (p.Item.Term.Places[0] & (Places.Undergone | Places.Counted)) == Places.Undergone || p.Item.Has(Cues.Freed));
    }

    /// <summary>Whether a word between subject and verb is itself the predicate of the subject.</summary>
    private bool IsTaken(int at) =>
        items[at].Term.IsPredicate && !YieldsToVerb(at) && (book.IsUsed(at) || !IsStatus(items[at].Term.Places))
            && (book.IsUsed(at) || Array.Exists(items[at].Term.Places, p => (p & (Places.Counted | Places.Undergone)) != 0));

    /// <summary>Whether a noun only says who people are: "five hostages, two of them women, were killed".</summary>
    private static bool IsStatus(Places[] places) => places.Index().All(p => p.Item == Places.None || (p.Item == Places.Counted && p.Index >= FirstStatus));

    private bool IsSubject(Group group, int verb, bool relative)
    {
        if (!book.IsFree(group) || (groups.IsPart(group) && (group.IsSingle || !scopes.SameSegment(group.At, verb))))
            return false;
        if (group.IsSingle && (verb - group.Last > SingleReach || groups.IsInsertion(group.At, verb)
            || items.From(group.Last + 1).Take(verb - group.Last - 1).Any(i => i.Has(Cues.Says))))
            return false; // "the mayor says the floods carried off 200 sheep"
        if (group.IsOpen && !IsOpenSubject(group, verb))
            return false;
        if (items[verb].Has(Cues.Care) && group.IsFurther && groups.IsJoined(group) && book.Claims.Exists(c => c.At < group.First))
            return false; // "four died and three later in hospital"
        return relative || group.Last + 1 == verb || !groups.IsGoverned(group);
    }

    /// <summary>Whether an unlisted noun is a person: it begins its clause, and the verb is used only of people ("The warden was killed").</summary>
    private bool IsOpenSubject(Group group, int verb)
    {
        var heads = group.First == 0 || items[group.First - 1].IsMark || items[group.First - 1].Has(Cues.Says | Cues.Opener | Cues.Contrast)
            || (items[group.First - 1].IsAnd && groups.At(group.First - 2) is { IsSingle: true, IsOpen: false });
        if (!heads || !items[verb].Has(Cues.Personal) || HasAuxiliary(items, verb, PluralAuxiliaries))
            return false;
        if (items[verb].Text.Contains(' ', StringComparison.Ordinal) || items[verb - 1].Has(Cues.Auxiliary))
            return true;
        return group.Last + 1 == verb && (verb + 1 == items.Count || items[verb + 1].IsMark || items[verb + 1].Has(Cues.Preposition | Cues.Opener));
    }

    /// <summary>Whether the verb is singular, so that people named before its subject are not meant: "a driver was hurt and a guard was kidnapped".</summary>
    public static bool IsSingular(IReadOnlyList<Item> items, int verb) => HasAuxiliary(items, verb, SingularAuxiliaries);

    private static bool HasAuxiliary(IReadOnlyList<Item> items, int verb, string[] auxiliaries) =>
        Array.Exists(auxiliaries, a => items[verb].Text.StartsWith(a, StringComparison.Ordinal))
            || (verb > 0 && Array.IndexOf(auxiliaries, items[verb - 1].Text + " ") >= 0);
}
