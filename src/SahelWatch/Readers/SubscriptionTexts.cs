using SahelWatch.Digests.Rendering;

namespace SahelWatch.Readers;

/// <summary>The texts of the subscription pages and mails, from <c>Subscriptions.yaml</c>.</summary>
public static class SubscriptionTexts
{
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "ar"];

    private static readonly Dictionary<string, Frame> Frames = Languages.ToDictionary(language => language, Read);

    /// <summary>English if the language is not supported.</summary>
    public static Frame In(string? language) => Frames.GetValueOrDefault(language ?? "", Frames["en"]);

    private static Frame Read(string language)
    {
        using var texts = typeof(SubscriptionTexts).Assembly.GetManifestResourceStream("SahelWatch.Readers.Subscriptions.yaml")!;
        return Frame.In(language, texts);
    }
}
