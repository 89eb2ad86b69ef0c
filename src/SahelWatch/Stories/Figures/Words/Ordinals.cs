namespace SahelWatch.Stories.Figures.Words;

/// <summary>Ordinals from second to tenth, which count victims as they are found: "a fourth victim", "une quatrième victime", "ضحية رابعة".</summary>
internal static class Ordinals
{
    private static readonly string[] Spelt =
    [
        "second deuxieme ثانيه ثان ثاني", "third troisieme ثالثه ثالث", "fourth quatrieme رابعه رابع", "fifth cinquieme خامسه خامس", "sixth sixieme سادسه سادس",
        "seventh septieme سابعه سابع", "eighth huitieme ثامنه ثامن", "ninth neuvieme تاسعه تاسع", "tenth dixieme عاشره عاشر",
    ];

    private static readonly FrozenDictionary<string, int> Values =
        Spelt.SelectMany((words, i) => words.Split(' ').Select(w => (w, i + 2))).ToFrozenDictionary(p => p.w, p => p.Item2, StringComparer.Ordinal);

    public static bool Is(Item item) => Values.ContainsKey(item.Text);

    /// <summary>The ordinal right before or right after a noun.</summary>
    public static int? Beside(IReadOnlyList<Item> items, int noun)
    {
        if (noun > 0 && Values.TryGetValue(items[noun - 1].Text, out var before))
            return before;
        return noun + 1 < items.Count && Values.TryGetValue(items[noun + 1].Text, out var after) ? after : null;
    }
}
