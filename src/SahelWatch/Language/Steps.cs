namespace SahelWatch.Language;

/// <summary>
/// Where the characters of a folded text stand in the original. The two run in step but for the few places where folding drops or adds a character;
/// only those are kept. May be used again for another text.
/// </summary>
internal sealed class Steps
{
    private (int Folded, int Original)[] _steps = new (int, int)[16];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>From <paramref name="folded"/> on, the two run in step again. Called in ascending order; the last call for a place counts.</summary>
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
        int low = 0, high = _count; // the steps before low begin at or before the place, those from high on after it
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
