namespace SahelWatch.Stories;

/// <summary>
/// Learns what each source prints under everything ("Read also", "Subscribe", a standing background paragraph): a sentence that recurs there in
/// texts which are no copies of one another.
/// </summary>
internal sealed class Boilerplate
{
    private const int Recurrences = 2; // texts of their own that carried it before: once may be a quotation, twice is a habit

    private readonly Dictionary<(uint Source, uint Sentence), (string LastText, int Texts)> _seen = [];

    public bool Contains(uint source, uint sentence) => _seen.TryGetValue((source, sentence), out var seen) && seen.Texts >= Recurrences;

    /// <param name="text">The representative of the article's copies: one text, however often it is reprinted, counts once.</param>
    public void Learn(uint source, uint[] sentences, string text)
    {
        foreach (var sentence in sentences)
        {
            var seen = _seen.GetValueOrDefault((source, sentence));
            if (seen.LastText != text)
                _seen[(source, sentence)] = (text, seen.Texts + 1);
        }
    }
}
