using System.Collections.Frozen;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching;

/// <summary>What the words right before and after a doubtful name say: a place ("in Chad", "northern Mali", "بمالي") or something else ("Chad Smith", "named Mali", "Mali, 16,").</summary>
internal static class Surroundings
{
    private const double BeforePlace = 1.5, Prefixed = 1, Topic = 1, Possessive = 0.75, KnownNeighbour = 0.5, Coordinated = 2;
    private const double Surname = -2.5, SurnameInHeadline = -1.5, GivenName = -1.5, BeforeOther = -1.5, Age = -2;

    public static (double Place, double Other) Of(
        LanguageWords words, Reading reading, ArticleField field, List<PhraseHit<WatchedName>> names, PhraseHit<WatchedName> hit)
    {
        double place = 0, other = 0;
        var text = reading[field].Span;
        var before = WordBefore(text, hit.Start);
        if (before is "of" or "de" or "d" && WordBefore(text, hit.Start - 1 - before.Length) is { Length: > 0 } kind && Contains(words.BeforePlaces, kind))
            before = kind; // "the town of Gao", "la ville de Gaya"
        if (before.Length > 0 && Contains(words.BeforeOthers, before))
            other += BeforeOther;
        else if (before.Length > 0 && Contains(words.BeforePlaces, before))
            place += BeforePlace;
        else if (IsWrittenOnto(text, hit.Start))
            place += Prefixed;
        else if (before.Length > 0 && reading.Style(field) == WritingStyle.Sentence && IsGivenName(words, reading, field, names, hit.Start - 1 - before.Length))
            other += GivenName;

        var end = hit.Start + hit.Length;
        if (text[end..].StartsWith("'s"))
            place += Possessive;
        else if (hit.Start == 0 && (text[end..].StartsWith(":") || text[end..].StartsWith(" :")))
            place += Topic;
        else if (IsAge(text[end..]))
            other += Age;
        else if (end + 1 < text.Length && text[end] == ' ' && char.IsLetter(text[end + 1]))
            Judge(words, reading, field, names, end + 1, ref place, ref other);
        return (place, other);
    }

    /// <summary>An unknown word with a capital, and not because a sentence starts with it ("Could Chad …").</summary>
    private static bool IsGivenName(LanguageWords words, Reading reading, ArticleField field, List<PhraseHit<WatchedName>> names, int start) =>
        start > 1 && reading[field].Span[start - 2] is not ('.' or '!' or '?' or ':' or '"') && IsUnknownCapital(words, reading, field, names, start);

    /// <summary>The word that follows: one that the watchlist knows speaks for the place, an unknown one with a capital for a surname.</summary>
    private static void Judge(
        LanguageWords words, Reading reading, ArticleField field, List<PhraseHit<WatchedName>> names, int next, ref double place, ref double other)
    {
        if (IsBeyondDoubt(names, next))
            place += Coordinated;
        else if (IsKnown(reading, field, names, next))
            place += KnownNeighbour;
        else if (!Contains(words.AfterPlaces, WordAt(reading[field].Span, next)) && IsUnknownCapital(words, reading, field, names, next))
            other += reading.Style(field) == WritingStyle.Headline ? SurnameInHeadline : Surname;
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
        foreach (var name in names)
        {
            if (name.Value is { IsWatched: true, Sense: null } && name.Start >= start && name.Start <= start + "وال".Length)
                return true;
        }

        return false;
    }

    private static bool IsKnown(Reading reading, ArticleField field, List<PhraseHit<WatchedName>> names, int start) =>
        IsWithin(reading.Terms(field), start) || IsWithin(names, start);

    private static bool IsWithin<T>(List<PhraseHit<T>> hits, int at)
    {
        foreach (var hit in hits)
        {
            if (hit.Start > at)
                return false; // they come in order
            if (at < hit.Start + hit.Length)
                return true;
        }

        return false;
    }

    private static bool IsUnknownCapital(LanguageWords words, Reading reading, ArticleField field, List<PhraseHit<WatchedName>> names, int start)
    {
        var text = reading[field];
        if (reading.Style(field) == WritingStyle.Flat || start < 0 || !char.IsUpper(text.Original[text.SourceOf(start)]) || IsKnown(reading, field, names, start))
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
