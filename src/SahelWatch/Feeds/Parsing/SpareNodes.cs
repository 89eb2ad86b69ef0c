namespace SahelWatch.Feeds.Parsing;

/// <summary>Elements of entries that are done with, for the entries after them.</summary>
internal sealed class SpareNodes
{
    private const int Most = 500; // entries have ten; those of a giant are not kept

    private readonly Stack<FeedNode> _spare = new();

    public FeedNode Take() => _spare.TryPop(out var node) ? node : new FeedNode();

    /// <summary>With all that stands within; nobody may hold any of it.</summary>
    public void GiveBack(FeedNode node)
    {
        foreach (var child in node.Children)
            GiveBack(child);
        node.Clear();
        if (_spare.Count < Most)
            _spare.Push(node);
    }
}
