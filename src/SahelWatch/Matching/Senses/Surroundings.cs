using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>
/// Evaluates the words right before and after an ambiguous name, which indicate a place ("in Chad", "northern Mali", "بمالي") or something else ("Chad Smith",
/// "named Mali", "Mali, 16,", "Kaya, South Sudan").
/// </summary>
internal static class Surroundings
{
    private const double BeforeState = 3, Accented = 3, BeforePlace = 1.5, Topic = 1.5, TopicElsewhere = 1, Prefixed = 1, Subject = 1,
        Possessive = 0.75, TownAsSubject = 0.5, KnownNeighbour = 0.5;
    private const double Elsewhere = -3, Surname = -2.5, Age = -2, GivenName = -1.5, BeforeOther = -1.5, Owner = -1.5;

    public static (double Place, double Other) Of(FieldReading field, PhraseHit<WatchedName> hit, bool isTitle)
    {
        var neighbours = new Neighbours(field.Folded.Span, hit.Start, hit.Length);
        var before = Before(field, hit, neighbours);
        var after = After(field, hit, neighbours, isTitle);
        var accents = hit.Value.Sense!.IsAccented && field.Written(hit.Start, hit.Length).Any(c => c > sbyte.MaxValue) ? Accented : 0;
        return (Math.Max(before, 0) + Math.Max(after, 0) + accents, Math.Min(before, 0) + Math.Min(after, 0));
    }

    private static double Before(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours)
    {
        var before = neighbours.Before;
        if (hit.Value.Sense!.Before.Contains(before.ToString())
            || (hit.Value.Entry!.Kind == EntryKind.Country && field.Words.Has(Cue.BeforeStates, before)))
            return BeforeState;
        if (hit.Value.Sense.IsAdjective && !hit.Value.Name.IsPeople)
            return ArabicNoun.LeavesNoAdjective(field.Folded.Span[..neighbours.StartOfWord]) ? BeforeState : neighbours.IsPrefixed ? Prefixed : 0;
        if (before is "of" or "de" or "d" && neighbours.WordBefore(hit.Start - 1 - before.Length) is { Length: > 0 } kind
            && field.Words.Has(Cue.BeforePlaces, kind))
            return BeforePlace; // "the town of Gao", "la ville de Gaya"
        if (field.Words.Has(Cue.BeforeOthers, before))
            return BeforeOther;
        if (field.Words.Has(Cue.BeforePlaces, before))
            return BeforePlace;
        if (neighbours.IsPrefixed)
            return Prefixed;
        return before.Length > 0 && field.Style == WritingStyle.Sentence && IsGivenName(field, hit.Start - 1 - before.Length) ? GivenName : 0;
    }

    private static double After(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours, bool isTitle)
    {
        var after = neighbours.After;
        if (after.StartsWith("'s"))
            return after.StartsWith("'s ") ? Owned(field, hit.Value.Sense!, hit.Start + hit.Length + "'s ".Length) : Possessive;
        if (hit.Start == 0 && (after.StartsWith(":") || after.StartsWith(" :") || after.StartsWith("..")))
            return hit.Value.Sense!.IsPlaceElsewhere ? TopicElsewhere : Topic;
        if (IsAge(after))
            return Age;
        return neighbours.WordAfter.Length > 0 && char.IsLetter(after[1]) ? NextWord(field, hit, neighbours, isTitle) : 0;
    }

    /// <summary>Judges by what the name owns: "Chad's army" is a state's, "Chad's Bakery" a person's, "Niger's Mashegu" is in the other Niger.</summary>
    private static double Owned(FieldReading field, Sense sense, int start)
    {
        if (field.Terms.At(start) is { } term && term.Value.WeightAgainst(sense) > 0)
            return Elsewhere;
        return field.Style == WritingStyle.Sentence && IsUnknownPair(field, start) ? Owner : Possessive;
    }

    /// <summary>
    /// A next word that the watchlist knows is evidence for the place, an unknown capitalised one for a surname; in a headline that starts with the name and
    /// continues in lower case, the name is the subject.
    /// </summary>
    private static double NextWord(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours, bool isTitle)
    {
        var next = hit.Start + hit.Length + 1;
        var isSubject = isTitle && hit.Start == 0 && (IsSmallLetter(field, next) || IsFeminineVerb(neighbours.WordAfter))
            && neighbours.WordAfter is not ("and" or "et" or "the" or "le" or "la" or "les" or "l" or "who" or "qui");
        var subject = !isSubject ? 0 : hit.Value.Entry!.IsPoint ? TownAsSubject : Subject;
        if (IsKnown(field, next))
            return KnownNeighbour + subject;
        if (isSubject)
            return subject;
        if (!field.Words.Has(Cue.AfterPlaces, neighbours.WordAfter) && IsUnknownCapital(field, next))
            return Surname;
        return 0;
    }

    /// <summary>An unknown capitalised word, unless it starts a sentence ("Could Chad …").</summary>
    private static bool IsGivenName(FieldReading field, int start) =>
        start > 1 && field.Folded.Span[start - 2] is not ('.' or '!' or '?' or ':' or '"') && IsUnknownCapital(field, start);

    /// <summary>Whether a person's age follows: "Mali, 16,", "Mali (9)".</summary>
    private static bool IsAge(ReadOnlySpan<char> after)
    {
        var digits = after.StartsWith(", ") || after.StartsWith(" (") ? after[2..] : [];
        var length = 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
            length++;
        return length is 1 or 2 && digits.Length > length && digits[length] is ',' or ')' or '.' or ' ' && !digits[length..].StartsWith(" k");
    }

    private static bool IsKnown(FieldReading field, int start) => field.Terms.At(start) is not null || field.Names.At(start) is not null;

    /// <summary>Countries and towns are feminine in Arabic: "كايا تستقبل نازحين".</summary>
    private static bool IsFeminineVerb(ReadOnlySpan<char> word) => word.Length > 3 && word[0] == 'ت';

    private static bool IsSmallLetter(FieldReading field, int start) =>
        field.Style == WritingStyle.Sentence && char.IsLower(field.Folded.Original[field.Folded.SourceOf(start)]);

    private static bool IsUnknownCapital(FieldReading field, int start)
    {
        var text = field.Folded;
        if (field.Style == WritingStyle.Flat || start < 0 || start >= text.Length || !char.IsUpper(text.Original[text.SourceOf(start)])
            || IsKnown(field, start))
            return false;
        return !field.Words.Has(Cue.BeforePlaces, new Neighbours(text.Span, start, 0).WordAt(start));
    }

    /// <summary>Whether this is the name of a shop ("Chad's Bakery") and not an office ("Mali's Defence Minister"), whose second word is known.</summary>
    private static bool IsUnknownPair(FieldReading field, int start)
    {
        if (!IsUnknownCapital(field, start))
            return false;
        var second = start + new Neighbours(field.Folded.Span, start, 0).WordAt(start).Length + 1;
        return second >= field.Folded.Length || !IsKnown(field, second);
    }
}
