namespace SahelWatch.Feeds.Recovery;

/// <summary>
/// Finds the next occurrence of a string from positions that only increase: each result is cached until it is passed, so all searches together cost one pass.
/// </summary>
internal sealed class NextIndex(string text, string sought)
{
    private int _found = -2;

    /// <returns>-1 if there are no more.</returns>
    public int From(int at)
    {
        if (_found != -1 && _found < at)
            _found = at >= text.Length ? -1 : text.IndexOf(sought, at, StringComparison.Ordinal);
        return _found;
    }
}
