using SahelWatch.Digests;

namespace SahelWatch.Tests.Digests;

/// <summary>
/// The digests that are kept as goldens, checked for validity and looked at: three languages, a quiet day, a day that could not be seen, one with corrections
/// and late.
/// </summary>
internal static class SampleDigests
{
    public static readonly string[] Names = ["english", "french", "arabic", "quiet", "blind", "corrected"];

    public static Digest Of(string name) => name switch
    {
        "english" => CorpusDigests.Of(CorpusDigests.Edition("en"), new DateOnly(2026, 10, 29)),
        "french" => CorpusDigests.Of(CorpusDigests.Edition("fr"), new DateOnly(2026, 11, 5)),
        "arabic" => CorpusDigests.Of(CorpusDigests.Edition("ar"), new DateOnly(2026, 11, 9)),
        "quiet" => CorpusDigests.Of(CorpusDigests.Edition("en"), new DateOnly(2026, 11, 17)),
        "blind" => CorpusDigests.Of(
            CorpusDigests.Edition("fr"), new DateOnly(2026, 11, 17), new FeedSummary(109, new DateTimeOffset(2026, 11, 16, 10, 1, 0, TimeSpan.Zero), [])),
        "corrected" => Corrected(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static Digest Corrected()
    {
        var was = SomeStory.Report("a", "Army says drone killed twenty fighters near Kidal", SomeStory.Monday.AddHours(-6), figures: SomeStory.Killed(20));
        var now = was with
        {
            Title = "Residents say drone killed fourteen civilians near Kidal",
            Figures = [SomeStory.Killed(14)],
            Former = [
            new(was.Title, "", was.Url, SomeStory.Monday.AddHours(3))]
        };
        var monday = SomeStory.Digest(SomeStory.Monday, SomeStory.Of(was));
        return SomeStory.After(monday, SomeStory.Tuesday, SomeStory.Of(now)) with { Late = true };
    }
}
