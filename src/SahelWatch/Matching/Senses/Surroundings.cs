using System.Collections.Frozen;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>What the words right before and after a doubtful name say: a place ("in Chad", "northern Mali", "بمالي") or something else ("Chad Smith", "named Mali", "Mali, 16,").</summary>
internal static class Surroundings
{
    private const double BeforePlace = 1.5, Prefixed = 1, Topic = 1, Possessive = 0.75, KnownNeighbour = 0.5, Coordinated = 2;
    private const double Surname = -2.5, SurnameInHeadline = -1.5, GivenName = -1.5, BeforeOther = -1.5, Age = -2;

    public static (double Place, double Other) Of(LanguageWords words, FieldReading field, PhraseHit<WatchedName> hit)
    {
        double place = 0, other = 0;
        var text = field.Folded.Span;
        var before = WordBefore(text, hit.Start);
        if (before is "of" or "de" or "d" && WordBefore(text, hit.Start - 1 - before.Length) is { Length: > 0 } kind && Contains(words.BeforePlaces, kind))
            before = kind; // "the town of Gao", "la ville de Gaya"
        if (before.Length > 0 && Contains(words.BeforeOthers, before))
            other += BeforeOther;
        else if (before.Length > 0 && Contains(words.BeforePlaces, before))
            place += BeforePlace;
        else if (IsWrittenOnto(text, hit.Start))
            place += Prefixed;
        else if (before.Length > 0 && field.Style == WritingStyle.Sentence && IsGivenName(words, field, hit.Start - 1 - before.Length))
            other += GivenName;

        var end = hit.Start + hit.Length;
        if (text[end..].StartsWith("'s"))
            place += Possessive;
        else if (hit.Start == 0 && (text[end..].StartsWith(":") || text[end..].StartsWith(" :")))
            place += Topic;
        else if (IsAge(text[end..]))
            other += Age;
        else if (end + 1 < text.Length && text[end] == ' ' && char.IsLetter(text[end + 1]))
            Judge(words, field, end + 1, ref place, ref other);
        return (place, other);
    }

    /// <summary>An unknown word with a capital, and not because a sentence starts with it ("Could Chad …").</summary>
    private static bool IsGivenName(LanguageWords words, FieldReading field, int start) =>
        start > 1 && field.Folded.Span[start - 2] is not ('.' or '!' or '?' or ':' or '"') && IsUnknownCapital(words, field, start);

    /// <summary>The word that follows: one that the watchlist knows speaks for the place, an unknown one with a capital for a surname.</summary>
    private static void Judge(
        LanguageWords words, FieldReading field, int next, ref double place, ref double other)
    {
        if (IsBeyondDoubt(field.Names, next))
            place += Coordinated;
        else if (IsKnown(field, next))
            place += KnownNeighbour;
        else if (!Contains(words.AfterPlaces, WordAt(field.Folded.Span, next)) && IsUnknownCapital(words, field, next))
            other += field.Style == WritingStyle.Headline ? SurnameInHeadline : Surname;
    }

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text, int start)
    {
        var end = start - 1;
        if (end <= 0 || text[end] is not (' ' or '\''))
            return [];
        var from = end;
        while (from > 0 && char.IsLetterOrDigit(text[from - 1]))
            from--;
        return text[from..end];
    }

    /// <summary>An Arabic preposition or conjunction is written onto the name.</summary>
    private static bool IsWrittenOnto(ReadOnlySpan<char> text, int start) =>
        start > 0 && ArabicPrefixes.IsArabic(text[start]) && text[start - 1] is 'ب' or 'ل' or 'و';

    /// <summary>A person's age follows: "Mali, 16,", "Mali (16)".</summary>
    private static bool IsAge(ReadOnlySpan<char> after)
    {
        var digits = after.StartsWith(", ") || after.StartsWith(" (") ? after[2..] : [];
        var length = 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
            length++;
        return length == 2 && digits.Length > 2 && digits[2] is ',' or ')' or '.' or ' ' && !digits[2..].StartsWith(" k");
    }

    /// <summary>A watched name that can mean nothing else comes next, with at most an Arabic "and" before it: "الجيشان المالي والبوركيني".</summary>
    private static bool IsBeyondDoubt(List<PhraseHit<WatchedName>> names, int start)
    {
        for (var i = Hits.LastUpTo(names, start + "وال".Length); i >= 0 && names[i].Start >= start; i--)
        {
            if (names[i].Value is { IsWatched: true, Sense: null })
                return true;
        }

        return false;
    }

    private static bool IsKnown(FieldReading field, int start) => Hits.Covering(field.Terms, start) >= 0 || Hits.Covering(field.Names, start) >= 0;

    private static bool IsUnknownCapital(LanguageWords words, FieldReading field, int start)
    {
        var text = field.Folded;
        if (field.Style == WritingStyle.Flat || start < 0 || !char.IsUpper(text.Original[text.SourceOf(start)]) || IsKnown(field, start))
            return false;
        return !Contains(words.BeforePlaces, WordAt(text.Span, start));
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return text[start..end];
    }

    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> word) =>
        set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
