using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>The command line where people write other digits and count other years: files, keys and dates stay as they are everywhere.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ar_SA.UTF-8")] // Hijri years
    [InlineData("th_TH.UTF-8")] // Buddhist years
    public async Task Digests_have_their_key_once_a_day_and_are_not_pruned(string language)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "feeds.opml"),
            "<opml version=\"2.0\"><body><outline type=\"rss\" text=\"None\" xmlUrl=\"http://127.0.0.1:1/feed\"/></body></opml>");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "editions.yaml"), "editions:\n- id: daily\n  title: Daily\n  quietDay: send\n  readers: [one@reader.example]");

        foreach (var verb in new[] { "run", "run", "prune" })
        {
            var result = await CommandLine.RunInAsync(
                language, _folder.Path, verb, "--data", "data", "--feeds", "feeds.opml", "--editions", "editions.yaml", "--allow-private", "--now",
                    "2026-11-22T06:30:00Z");
            result.Errors.ShouldNotContain("   at ");
        }

        Directory.GetFiles(Path.Combine(_folder.Path, "data", "digests", "daily"), "*.json").Select(Path.GetFileName).ShouldBe(["2026-11-22.json"]);
        Directory.GetFiles(Path.Combine(_folder.Path, "data", "mail"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }
}
