using System.Text.Json;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

public sealed class SourcesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sources_tells_of_each_outlet_who_owns_it_and_whether_its_address_was_ever_seen_to_answer()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "mine.opml"), """
            <opml version="2.0"><body>
              <outline text="RFI Mali" xmlUrl="https://www.rfi.fr/fr/tag/mali/rss" language="fr" kind="broadcaster"/>
              <outline text="RFI Hausa" xmlUrl="https://www.rfi.fr/ha/rss" language="ha" kind="broadcaster"/>
              <outline text="AMAP" xmlUrl="https://amap.ml/feed/" language="fr" kind="wire" unchecked="true"/>
            </body></opml>
            """);

        var text = await CommandLine.RunAsync(_folder.Path, "sources", "--feeds", "mine.opml");
        var json = await CommandLine.RunAsync(_folder.Path, "sources", "--feeds", "mine.opml", "--json");

        var lines = text.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("OUTLET");
        lines[1].ShouldMatch(@"^AMAP +ML +fr +wire +unchecked +-- +State of Mali \(state: ML\)$");
        lines[2].ShouldMatch(@"^RFI +FR +fr ha +broadcaster +unknown +-- +France Médias Monde \(state: FR\)$");
        lines[1].IndexOf("State", StringComparison.Ordinal).ShouldBe(lines[2].IndexOf("France", StringComparison.Ordinal));
        var rfi = JsonDocument.Parse(json.Output.Split('\n')[1]).RootElement;
        rfi.GetProperty("state").GetString().ShouldBe("FR");
        rfi.GetProperty("feeds").GetArrayLength().ShouldBe(2);
    }
}
