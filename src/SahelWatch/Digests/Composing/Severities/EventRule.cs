namespace SahelWatch.Digests.Composing.Severities;

/// <summary>A kind of event: what it is called, how grave it is, and the words that tell it.</summary>
internal sealed record EventRule(
    string Id, int Level, IReadOnlyDictionary<string, string> Names, LanguagePatterns Words, LanguagePatterns? With, LanguagePatterns? Without)
{
    public bool Matches(IReadOnlyList<string> words, string language) =>
        Words.Match(words, language) && With?.Match(words, language) != false && Without?.Match(words, language) != true;
}

/// <summary>From how many people on a toll is how grave.</summary>
internal readonly record struct TollStep(int AtLeast, int Level);
