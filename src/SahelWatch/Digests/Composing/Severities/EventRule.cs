using YamlDotNet.RepresentationModel;

namespace SahelWatch.Digests.Composing.Severities;

/// <summary>A kind of event: what it is called, how grave it is, and the words that tell it.</summary>
/// <param name="Ends">The event that it is the end of: it is told once the latest reports say so, however many earlier ones told of that event.</param>
internal sealed record EventRule(string Id, int Level, IReadOnlyDictionary<string, string> Names, EventWords Words, string? Ends);

/// <summary>The words that tell an event: one of the first, one of those that must stand beside it, none of those that may not.</summary>
internal sealed record EventWords(LanguagePatterns Words, LanguagePatterns? With, LanguagePatterns? Without)
{
    public static EventWords Of(YamlNode node)
    {
        var map = (YamlMappingNode)node;
        return new(LanguagePatterns.Part(map, "words")!, LanguagePatterns.Part(map, "with"), LanguagePatterns.Part(map, "without"));
    }

    public bool Match(IReadOnlyList<string> words, string language) =>
        Words.Match(words, language) && With?.Match(words, language) != false && Without?.Match(words, language) != true;
}

/// <summary>From how many people on a toll is how grave.</summary>
internal readonly record struct TollStep(int AtLeast, int Level);
