namespace SahelWatch.Language;

/// <summary>
/// Maps positions in a folded text to the original. The difference changes only in the few places where folding drops or adds characters, and only those are
/// stored. Reusable for another text.
/// </summary>
internal sealed class Steps
{
    private (int Folded, int Original)[] _steps = new (int, int)[16];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Maps positions from <paramref name="folded"/> on to those of the original from <paramref name="original"/> on. Must be called in ascending
    /// order; the last call for a position wins.</summary>
    public void Add(int folded, int original)
    {
        if (_count > 0 && _steps[_count - 1].Folded == folded)
            _count--;
        if (_count == _steps.Length)
            Array.Resize(ref _steps, _count * 2);
        _steps[_count++] = (folded, original);
    }

    public int OriginalOf(int folded)
    {
        int low = 0, high = _count; // the steps before low start at or before the position, those from high on after it
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].Folded <= folded)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? folded : folded - _steps[low - 1].Folded + _steps[low - 1].Original;
    }
}
