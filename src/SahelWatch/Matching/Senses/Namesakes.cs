using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>
/// Recognises things that bear a name of the gazetteer and are no evidence of its entry: rue de Bamako, Timbuktu Books, the kitten Timbuktu.
/// </summary>
internal static class Namesakes
{
    public static bool Is(FieldReading field, PhraseHit<WatchedName> hit)
    {
        var neighbours = new Neighbours(field.Folded.Span, hit.Start, hit.Length);
        return IsStreet(field, neighbours) || IsAfterNoun(field, hit, neighbours) || IsBeforeNoun(field, hit, neighbours)
            || IsOfGoods(field, hit, neighbours) || IsTitle(field, hit, neighbours);
    }

    /// <summary>"Rue du Tchad", "avenue de Bamako", but not "une avenue de Bamako", which is in Bamako.</summary>
    private static bool IsStreet(FieldReading field, Neighbours neighbours)
    {
        var street = neighbours.BeforeParticles(out var start);
        return field.Words.Has(Cue.BeforeStreets, street) && neighbours.WordBefore(start) is not ("une" or "cette" or "principale" or "grande");
    }

    /// <summary>"Restaurant Le Bamako", "the kitten Timbuktu", "فندق باماكو"; also a person's name with hyphens, as French writes it for schools and streets:
    /// "lycée Thomas-Sankara".</summary>
    private static bool IsAfterNoun(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours)
    {
        var before = neighbours.Before;
        if (hit.Value.Entry?.Kind == EntryKind.Person)
            return field.Words.Has(Cue.BeforeNamesakes, before)
                || (before.Length > 0 && field.Written(hit.Start, hit.Length).Contains('-', StringComparison.Ordinal));
        if (hit.Value.Name.IsPeople)
            return false;
        if (neighbours.After.StartsWith("-sur-") || neighbours.After.StartsWith("-les-") || neighbours.After.StartsWith("-en-"))
            return true;
        if (before is "le" or "la" or "the" or "au")
        {
            // French towns take no article: "le Bamako" is a ship or a restaurant.
            if (hit.Value.Entry?.IsPoint == true && before is "le" && !neighbours.After.StartsWith('-'))
                return true;
            before = neighbours.WordBefore(hit.Start - 1 - before.Length);
        }

        return field.Words.Has(Cue.BeforeNamesakes, before) || field.Words.Has(Cue.Bearers, before);
    }

    /// <summary>"Bamako Street", "Sahel Lounge", "Niger Quartet": the noun is part of the name if it is capitalised, or if a place elsewhere follows:
    /// "the Niger restaurant in Harlem".</summary>
    private static bool IsBeforeNoun(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours)
    {
        var noun = neighbours.WordAfter;
        var next = hit.Start + hit.Length + 1;
        if (hit.Value.Name.IsPeople || field.Style == WritingStyle.Flat || !field.Words.Has(Cue.AfterNamesakes, noun))
            return false;
        if (field.IsCapital(next))
            return true;
        var preposition = new Neighbours(field.Folded.Span, next, noun.Length).WordAfter;
        var place = next + noun.Length + preposition.Length + 2;
        return preposition is "in" or "at" or "de" && place < field.Folded.Length && field.IsCapital(place) && field.Names.At(place) is null;
    }

    /// <summary>"Timbuktu chairs" (whereas "Niger chairs" come from Niger), "Le Niger, vraquier de 180 mètres", "Le Sahel, restaurant à Lyon".</summary>
    private static bool IsOfGoods(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours) =>
        hit.Value is { Name.IsPeople: false, Entry: { IsPlace: true } entry }
        && (field.Words.Has(Cue.Bearers, neighbours.Apposition)
            || (neighbours.HasArticle && field.Words.Has(Cue.BeforeNamesakes, neighbours.Apposition))
            || (entry.Kind != EntryKind.Country && field.Words.Has(Cue.Bearers, neighbours.WordAfter)));

    /// <summary>A name alone in quotation marks ("Djenné" wallpaper), or in French a town right after a noun with its determiner: le lit Tombouctou.</summary>
    private static bool IsTitle(FieldReading field, PhraseHit<WatchedName> hit, Neighbours neighbours)
    {
        if (hit.Value is not { Name.IsPeople: false, Entry: { IsPlace: true } entry })
            return false;
        if (neighbours.IsQuoted)
            return !field.Words.Has(Cue.BeforePlaces, neighbours.BeforeQuotes);
        var noun = neighbours.Before;
        var from = hit.Start - 1 - noun.Length;
        return entry.IsPoint && noun.Length > 2 && !neighbours.After.StartsWith('-')
            && field.Words.Has(Cue.Determiners, neighbours.WordBefore(from)) && !field.Words.Has(Cue.BeforePlaces, noun)
            && !field.IsCapital(from) && field.Terms.At(from) is null && field.Names.At(from) is null;
    }
}
