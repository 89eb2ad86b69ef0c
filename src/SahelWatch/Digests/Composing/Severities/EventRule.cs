namespace SahelWatch.Digests.Composing.Severities;

/// <summary>A kind of event: what it is called, how grave it is, and the words that tell it.</summary>
internal sealed record EventRule(
    string Id, int Level, IReadOnlyDictionary<string, string> Names, LanguagePatterns Words, LanguagePatterns? With, LanguagePatterns? Without)
{
    /// <summary>The event that it is the end of: it is told once the latest reports say so, however many earlier ones told of that event.</summary>
    public string? Ends { get; init; }

    public bool Matches(IReadOnlyList<string> words, string language) =>
        Words.Match(words, language) && With?.Match(words, language) != false && Without?.Match(words, language) != true;
}

/// <summary>From how many people on a toll is how grave.</summary>
internal readonly record struct TollStep(int AtLeast, int Level);
