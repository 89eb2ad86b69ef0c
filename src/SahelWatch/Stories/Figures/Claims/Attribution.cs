using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>Finds the source of a number: the one beside the nearest reporting word ("said", "according to").</summary>
internal sealed class Attribution
{
    private const int Reach = 7; // items between "said" and who said it

    private readonly List<(int At, string Source)> _says = [];
    private readonly int[] _clauses; // number of clauses with a source of their own that begin before each item

    public Attribution(IReadOnlyList<Item> items)
    {
        _clauses = new int[items.Count + 1];
        for (var i = 0; i < items.Count; i++)
        {
            _clauses[i + 1] = _clauses[i] + (BeginsClause(items, i) ? 1 : 0);
            if (items[i].Has(Cues.Says) && SourceBeside(items, i) is { } source)
                _says.Add((i, source));
        }
    }

    public string? Of(int number) =>
        _says.Where(s => _clauses[s.At] == _clauses[number]).OrderBy(s => Math.Abs(s.At - number)).Select(s => s.Source).FirstOrDefault();

    /// <summary>"selon" and "according to" precede their source; a verb may be on either side of it, in Arabic before it.</summary>
    private static string? SourceBeside(IReadOnlyList<Item> items, int says)
    {
        var (after, before) = (!items[says].Text.StartsWith("accuse", StringComparison.Ordinal), true); // what follows it is the accused
        for (var step = 1; step <= Reach; step++)
        {
            after &= says + step < items.Count;
            before &= says - step >= 0;
            if (after && SourceAt(items, says + step) is { } next)
                return next;
            if (before && SourceAt(items, says - step) is { } last)
                return FirstNamed(items, says - step) ?? last;
            after = after && !Separates(items[says + step]);
            before = before && !Separates(items[says - step]);
        }

        return null;
    }

    /// <summary>The source that an item names; not one that only describes a thing: "claims an attack on an army camp", "un convoi de l'armée".</summary>
    private static string? SourceAt(IReadOnlyList<Item> items, int at) => items[at].Term.Source is not { } source
        || items.From(at + 1).Take(1).Any(i => i.Has(Cues.Facility))
        || items.BackFrom(at - 1).SkipWhile(i => i.Text is "de" or "du" or "d" or "des" or "la" or "l").Take(1).Any(i => i.Has(Cues.Facility))
            ? null : source;

    /// <summary>"Regional authorities and a survivor said": of two sources joined by "and", the first.</summary>
    private static string? FirstNamed(IReadOnlyList<Item> items, int second)
    {
        var and = second - 1;
        while (and > 0 && and > second - 3 && !items[and].IsAnd)
            and--;
        return and > 0 && items[and].IsAnd ? items[and - 1].Term.Source : null;
    }

    /// <summary>Whether a clause with a source of its own begins: in "14 civilians killed and the army speaks of terrorists", the army is not the source of the
    /// 14.</summary>
    private static bool BeginsClause(IReadOnlyList<Item> items, int at)
    {
        if (at == 0 || items[at - 1].Term.Source is not null)
            return false; // a list of sources
        var source = items[at].Term.Source is not null && items[at].Text[0] == 'و' ? at // with the Arabic "and" attached
            : items[at].IsAnd ? at + 1 + items.From(at + 1).Take(2).TakeWhile(i => i.Term.Source is null).Count() : items.Count;
        return source < items.Count && items[source].Term.Source is not null && items.From(source + 1).Take(2).Any(i => i.Has(Cues.Says));
    }

    private static bool Separates(Item item) => item.IsStop || item.Text is "(" or ")" || item.Has(Cues.Contrast) || item.Count is not null;
}
