namespace SahelWatch.Feeds.Parsing;

/// <summary>Short texts that a document says again and again (an author, a category, the value of an attribute), each made into a string once.</summary>
internal sealed class RepeatedText
{
    private const int Slots = 32; // a power of two; the last text of a slot is remembered, so that nothing can make a look-up slow
    private const int Longest = 40; // characters

    private readonly string?[] _slots = new string?[Slots];

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest)
            return text.ToString();
        ref var known = ref _slots[((text[0] * 7) + (text[text.Length / 2] * 3) + text[^1] + text.Length) & (Slots - 1)];
        if (!text.SequenceEqual(known))
            known = text.ToString();
        return known!;
    }
}
