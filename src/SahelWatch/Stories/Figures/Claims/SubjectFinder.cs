using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>Finds who underwent what a verb says: the subject before it, past what is inserted between commas, brackets and dashes.</summary>
internal sealed class SubjectFinder(IReadOnlyList<Item> items, Scopes scopes, SentenceGroups groups, ClaimBook book)
{
    private const int Reach = 28; // a subject may carry a relative clause
    private const int VerbReach = 9; // from a participle to the verb of its sentence
    private const int SingleReach = 8; // one person without a number is a weaker subject

    private static readonly string[] PluralAuxiliaries = ["were ", "are ", "have ", "ont ", "ont ete ", "sont "];
    private static readonly string[] SingularAuxiliaries = ["was ", "is ", "has ", "has been ", "a ", "a ete ", "est "];

    /// <summary>The subject of a verb; null where it has none, or says that it befell nobody (the verb is then used).</summary>
    public Group? Of(int verb)
    {
        var relative = verb > 0 && (items[verb - 1].Has(Cues.Opener) || (verb > 1 && items[verb - 2].Has(Cues.Opener)));
        var (depth, part) = (0, (Group?)null);
        for (var i = verb - 1; i >= 0 && i >= verb - Reach; i--)
        {
            var item = items[i];
            depth += item.Text == ")" ? 1 : item.Text == "(" && depth > 0 ? -1 : 0;
            if (depth > 0)
                continue;
            if (item.Text == "-" && DashBefore(i) is var dash and >= 0)
                i = dash;
            else if (item.Text == "," && part is not null)
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

    /// <summary>"the number of people who lost their lives": the number stands after the verb.</summary>
    public bool IsCounted(int verb) => items.BackFrom(verb - 1).Take(SingleReach).TakeWhile(i => !i.IsStop).Any(i => i.Has(Cues.Counter));

    private int DashBefore(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - Reach; i--)
        {
            if (items[i].Text == "-")
                return i;
        }

        return -1;
    }

    /// <summary>"Two guards wounded on Wednesday died", "ten of the miners trapped there have died": the verb after the participle says what became of them.</summary>
    public bool YieldsToVerb(int participle)
    {
        var text = items[participle].Text;
        if (participle == 0 || !char.IsAsciiLetter(text[0]) || text.Contains(' ', StringComparison.Ordinal) || items[participle - 1].Has(Cues.Auxiliary)
            || items[participle].Term.Places[0] != Places.None || !items[participle].Term.IsPredicate)
            return false;
        return items.From(participle + 1).Take(VerbReach).Select((item, i) => (Item: item, Group: groups.At(participle + 1 + i)))
            .TakeWhile(p => !p.Item.IsMark && !p.Item.IsAnd && p.Group is null or { IsOpen: true } && !p.Item.Has(Cues.Contrast))
            .Any(p => (p.Item.Term.Places[0] & (Places.Undergone | Places.Counted)) == Places.Undergone);
    }

    /// <summary>Whether a word has its people, or wants them before it as the next one does; "force" in "the joint force" does not.</summary>
    private bool IsTaken(int at) =>
        items[at].Term.IsPredicate && !YieldsToVerb(at)
            && (book.IsUsed(at) || Array.Exists(items[at].Term.Places, p => (p & (Places.Counted | Places.Undergone)) != 0));

    private bool IsSubject(Group group, int verb, bool relative)
    {
        if (!book.IsFree(group) || (groups.IsPart(group) && (group.IsSingle || !scopes.SameSegment(group.At, verb))))
            return false;
        if (group.IsSingle && (verb - group.Last > SingleReach || groups.IsInsertion(group.At, verb)))
            return false;
        if (group.IsOpen && !IsOpenSubject(group, verb))
            return false;
        if (items[verb].Has(Cues.Care) && group.IsFurther && groups.IsJoined(group) && book.Claims.Exists(c => c.At < group.First))
            return false; // "four died and three later in hospital"
        return relative || group.Last + 1 == verb || !groups.IsGoverned(group);
    }

    /// <summary>"The warden was killed", "Radio host gunned down in Gao": a noun at the head of its clause, before a word that befalls persons only.</summary>
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

    /// <summary>"a driver was hurt and a guard was kidnapped": of one person, whoever is named before.</summary>
    public static bool IsSingular(IReadOnlyList<Item> items, int verb) => HasAuxiliary(items, verb, SingularAuxiliaries);

    private static bool HasAuxiliary(IReadOnlyList<Item> items, int verb, string[] auxiliaries) =>
        Array.Exists(auxiliaries, a => items[verb].Text.StartsWith(a, StringComparison.Ordinal))
            || (verb > 0 && Array.IndexOf(auxiliaries, items[verb - 1].Text + " ") >= 0);
}
