namespace SahelWatch.Language;

/// <summary>
/// Where the characters of a folded text stand in the original. The two run in step but for the few places where folding drops or adds a character;
/// only those are kept. May be used again for another text.
/// </summary>
internal sealed class Steps
{
    private (int Folded, int Original)[] steps = new (int, int)[16];
    private int count;

    public void Clear() => count = 0;

    /// <summary>From <paramref name="folded"/> on, the two run in step again. Called in ascending order; the last call for a place counts.</summary>
    public void Add(int folded, int original)
    {
        if (count > 0 && steps[count - 1].Folded == folded)
            count--;
        if (count == steps.Length)
            Array.Resize(ref steps, count * 2);
        steps[count++] = (folded, original);
    }

    public int OriginalOf(int folded)
    {
        int low = 0, high = count; // the steps before low begin at or before the place, those from high on after it
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle].Folded <= folded)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? folded : folded - steps[low - 1].Folded + steps[low - 1].Original;
    }
}
