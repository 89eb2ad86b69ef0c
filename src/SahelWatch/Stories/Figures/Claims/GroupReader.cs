using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>Finds the phrases of a sentence that name people: a number with its noun, or one person without a number.</summary>
internal static class GroupReader
{
    private const int NounReach = 4; // items from a number to its noun: "15 young Fulani men"
    private const int OpenNounReach = 4; // items of an unlisted noun with its adjectives: "prison warden"
    private const int AdjectiveReach = 5; // from a noun back to its article: "a 45-year-old cattle farmer"

    private static readonly string[] ActionEndings = ["tion", "sion", "ment", "isie", "age"]; // not people: "la mort de deux gardes et la destruction de…"

    public static List<Group> Read(IReadOnlyList<Item> items, string language)
    {
        var groups = new List<Group>();
        for (var i = 0; i < items.Count;)
        {
            var group = items[i].Count switch
            {
                { Form: NumberForm.Identifier } => null,
                not null => Counted(items, i, groups.Count),
                null => Single(items, i, language, groups.Count) ?? OpenNoun(items, i, language, groups.Count),
            };
            if (group is not null)
                groups.Add(group);
            i = group?.Last + 1 ?? i + 1;
        }

        return groups;
    }

    private static Group Counted(IReadOnlyList<Item> items, int at, int index)
    {
        var (count, last, who, further, part) = (items[at].Count!, at, Who.People, false, false);
        var first = at > 0 && FollowsNoun(items, at)
            ? at - 1
            : at > 0 && items[at - 1].Has(Cues.AtLeast | Cues.AtMost | Cues.About | Cues.Determiner | Cues.Further) ? at - 1 : at;
        further |= first < at && items[first].Has(Cues.Further);
        for (var i = at + 1; i < items.Count && i <= at + NounReach; i++)
        {
            if (IsRepeated(items, i))
                (last, i) = (i + 2, i + 3); // "ten (10) people"
            if (i >= items.Count)
                break;
            var item = items[i];
            if (item.Count is { } next)
            {
                // "13 of the 20 passengers" counts 13, "ten of the 33 dead" is a part; "مدنيين اثنين" is two.
                part = items[at + 1].Has(Cues.PartOf) && IsCounted(items, i);
                if (part || !(items[at + 1].Has(Cues.PartOf) || (next.Value == count.Value && next.Value == 2)))
                    break;
                last = i;
                continue;
            }

            if (item.IsMark || item.IsAnd || IsJoined(item) || (item.Has(Cues.Determiner) && !items[i - 1].Has(Cues.PartOf) && !item.Has(Cues.Further))
                || item.Has(Cues.Auxiliary | Cues.Partial | Cues.Says | Cues.Opener | Cues.Contrast | Cues.Nobody))
                break;
            further |= item.Has(Cues.Further);
            if (item.Term.IsPredicate && item.Has(Cues.PartOf) && i + 1 < items.Count && items[i + 1].Count is not null && IsDefinite(items[i + 1]))
                last = i + 1; // "ثلاثة من الجرحى السبعة"
            if (item.Term.IsPredicate || (item.Has(Cues.Preposition) && !item.Has(Cues.PartOf)))
                break;
            who = item.Has(Cues.Fighter) ? Who.Fighters : item.Has(Cues.Patient) && who == Who.People && !items[at + 1].Has(Cues.PartOf)
                ? Who.Patients
                : item.Has(Cues.Kin) && who == Who.People ? Who.Kin : who;
            last = i;
        }

        return new(first, at, last, count, who) { Index = index, IsFurther = further, IsPart = part };
    }

    /// <summary>Whether an Arabic number comes after its noun: "وأطفالهما الثلاثة".</summary>
    private static bool FollowsNoun(IReadOnlyList<Item> items, int at) => IsDefinite(items[at]) && IsJoined(items[at - 1]);

    private static bool IsDefinite(Item item) => item.Text.StartsWith("ال", StringComparison.Ordinal);

    private static bool IsRepeated(IReadOnlyList<Item> items, int at) =>
        at + 2 < items.Count && items[at].Text == "(" && items[at + 1].Count is { Form: NumberForm.Identifier } && items[at + 2].Text == ")";

    private static bool IsCounted(IReadOnlyList<Item> items, int at) => items.From(at + 1).Take(2).TakeWhile(i => !i.IsMark).Any(i => i.Term.IsCounted);

    /// <summary>A person in the singular, with or without an article; two nouns in a row name one person.</summary>
    private static Group? Single(IReadOnlyList<Item> items, int at, string language, int index)
    {
        if (IsOneOf(items, at))
        {
            var end = at + 2 < items.Count && items[at + 2].Count is not null ? at + 2 : at + 1;
            return new(at, at, end, Count.One, WhoIs(items[at + 1])) { Index = index, IsSingle = true };
        }

        var another = items[at].Text is "اخر" or "اخري" && at > 0 && items[at - 1].Term.IsPredicate; // "وجرح آخر"
        if (items[at].Term.IsPredicate && at + 1 < items.Count && IsArticle(items[at + 1]))
            return null; // "tue une fillette et blesse sa mère": a verb with its object, not the noun "blessé"
        if (!(another || items[at].Has(Cues.Person | Cues.Pair)) || (at > 0 && items[at - 1].Has(Cues.PartOf) && language != "fr"))
            return null;
        var last = at;
        while (last + 1 < items.Count && items[last + 1].Has(Cues.Person | Cues.Fighter) && language != "ar")
            last++;
        var first = FirstOf(items, at, language);
        if (items[first].Count is { Form: NumberForm.Identifier } || (language == "en" && first > 0 && items[first - 1].Text == "of"))
            return null; // "un blessé sur trois", "staff of a national NGO"
        if (items[last].Has(Cues.Casualty) && Ordinals.Beside(items, last) is { } ordinal)
            return new(first, at, last, Count.One with { Value = ordinal }, Who.People)
            { Index = index, IsSingle = true }; // "a fourth victim died": the toll is four

        if (language == "en" && first == at && at > 0 && items[at - 1].IsAnd && last + 1 < items.Count && IsPlain(items[last + 1], language)
            && items[last + 1].Text.EndsWith('s'))
            return null; // "25 soldiers and civilian auxiliaries"
        if (first < at && Ordinals.Is(items[at - 1]))
            return new(first, at, last, Count.One, WhoIs(items[at])) { Index = index, IsSingle = true, IsFurther = true }; // "un dixième passager"
        var who = items[last].Has(Cues.Fighter) ? Who.Fighters : WhoIs(items[at]);
        return new(first, at, last, items[at].Has(Cues.Pair) ? Count.One with { Value = 2 } : Count.One, who) { Index = index, IsSingle = true };
    }

    /// <summary>"مقتل أحد الجنود", "جثة أحد الرهائن الستة": one of several.</summary>
    private static bool IsOneOf(IReadOnlyList<Item> items, int at) => items[at].Text is "احد" or "احدي" && at > 0 && items[at - 1].Term.IsPredicate
        && at + 1 < items.Count && items[at + 1].Text.StartsWith("ال", StringComparison.Ordinal);

    private static Who WhoIs(Item noun) => noun.Has(Cues.Fighter) ? Who.Fighters : noun.Has(Cues.Kin) ? Who.Kin : Who.People;

    /// <summary>A singular noun that is in no list, after an article or at the start of an English headline: "the warden", "prison warden".</summary>
    private static Group? OpenNoun(IReadOnlyList<Item> items, int at, string language, int index)
    {
        var article = IsArticle(items[at]) && items[at].Text is not ("les" or "ses" or "leurs" or "des" or "mes" or "one");
        if (language == "ar" || !(article || (at == 0 && language == "en")))
            return null;
        if (article && at + 2 < items.Count && Ordinals.Is(items[at + 1]) && (items[at + 2].Has(Cues.Auxiliary) || items[at + 2].Term.IsPredicate))
            return new(at, at + 1, at + 1, Count.One, Who.People) { Index = index, IsSingle = true, IsFurther = true }; // "and a fourth died in hospital"
        var last = article ? at : at - 1;
        while (last + 1 < items.Count && last - at < OpenNounReach && IsPlain(items[last + 1], language))
            last++;
        if (last < at || (article && last == at) || items[last].Text.EndsWith('s')
            || ActionEndings.Any(end => items[last].Text.EndsWith(end, StringComparison.Ordinal))
            || (last + 1 < items.Count && items[last + 1].Has(Cues.Person | Cues.Fighter)))
            return null;
        return new(at, last, last, Count.One, Who.People) { Index = index, IsSingle = true, IsOpen = true };
    }

    private static bool IsPlain(Item item, string language) => !item.IsMark && !IsArticle(item) && item.Count is null
        && item.Term is { Cues: Cues.None or Cues.Facility, IsPredicate: false } && !(language == "en" && item.Text.EndsWith("men", StringComparison.Ordinal));

    /// <summary>Where the group begins, including its article and adjectives: "a 4-month-old baby", "un jeune homme".</summary>
    private static int FirstOf(IReadOnlyList<Item> items, int noun, string language)
    {
        for (var i = noun - 1; i >= 0 && i >= noun - (language == "en" ? AdjectiveReach : 2) && language != "ar"; i--)
        {
            if (IsArticle(items[i]))
                return i;
            if (items[i].IsMark || items[i].IsAnd || items[i].Term.IsPredicate || items[i].Count is { IsNumber: true }
                || items[i].Has(Cues.Preposition | Cues.Opener | Cues.Says | Cues.Auxiliary))
                break;
        }

        return noun;
    }

    /// <summary>Whether the word begins with the Arabic "and", as in "ورضيع".</summary>
    public static bool IsJoined(Item item) => item.Text[0] == 'و' && item.Count is null && FigureTerms.IsJoined(item.Text);

    /// <summary>Whether an item continues the clause before it.</summary>
    public static bool IsInside(Item item) => !item.IsMark && !item.IsAnd && !IsJoined(item);

    private static bool IsArticle(Item item) => item.Has(Cues.Determiner) || item.Text is "a" or "an" or "un" or "une";
}
