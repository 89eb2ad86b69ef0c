using System.Collections.Concurrent;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Web.Layout;

/// <summary>The texts of the pages: those of digests and subscriptions, and those in <c>Words.yaml</c>.</summary>
internal static class PageWords
{
    private static readonly ConcurrentDictionary<string, Frame> Frames = new();

    public static Frame In(string language) => Frames.GetOrAdd(language, static l =>
    {
        using var words = typeof(PageWords).Assembly.GetManifestResourceStream("Words.yaml")!;
        return Frame.In(l, words);
    });
}
