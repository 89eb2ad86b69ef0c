namespace SahelWatch.Stories.Figures;

/// <summary>Says who stands behind a number: the source beside the word of saying that is nearest to it.</summary>
internal static class Attribution
{
    private const int Reach = 7; // items between "said" and who said it

    public static string? Of(IReadOnlyList<Item> items, int number)
    {
        (int Distance, string Source)? best = null;
        for (var says = 0; says < items.Count; says++)
        {
            if (!items[says].Has(Cues.Says) || Nearest(items, says) is not { } source)
                continue;
            var crossed = Enumerable.Range(Math.Min(says, number), Math.Abs(says - number)).Count(i => items[i].IsStop || items[i].Has(Cues.Contrast) || items[i].Count is not null && i != number);
            var distance = Math.Abs(says - number) + (crossed * items.Count);
            if (best is null || distance < best.Value.Distance)
                best = (distance, source);
        }

        return best?.Source;
    }

    /// <summary>"selon" and "according to" stand before their source; a verb may stand on either side, in Arabic before.</summary>
    private static string? Nearest(IReadOnlyList<Item> items, int says)
    {
        for (var step = 1; step <= Reach; step++)
        {
            if (says + step < items.Count && items[says + step].Term.Source is { } after && !Stops(items, says, says + step))
                return after;
            if (says - step >= 0 && items[says - step].Term.Source is { } before && !Stops(items, says - step, says))
                return before;
        }

        return null;
    }

    private static bool Stops(IReadOnlyList<Item> items, int from, int to) => items.Skip(from + 1).Take(to - from - 1).Any(i => i.IsStop || i.Has(Cues.Contrast) || i.Count is not null);
}
