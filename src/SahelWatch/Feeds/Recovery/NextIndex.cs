namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Where something stands next, asked for from positions that only grow: the answer is kept until it is passed, so that all questions together cost one pass.
/// </summary>
internal sealed class NextIndex(string text, string sought)
{
    private int _found = -2;

    /// <returns>-1 where there is no more.</returns>
    public int From(int at)
    {
        if (_found != -1 && _found < at)
            _found = at >= text.Length ? -1 : text.IndexOf(sought, at, StringComparison.Ordinal);
        return _found;
    }
}
