using System.Text.Json;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories;

/// <summary>
/// Pairs of invented reports in three languages, each grouped by itself: other events in stock wording, edited reprints, later versions, own words.
/// </summary>
public class UnseenPairsTests
{
    [Theory]
    [InlineData("pairs", "copy", 5)]
    [InlineData("pairs", "update", 3)]
    [InlineData("pairs", "same", 8)]
    [InlineData("pairs", "other", 13)] // of 14: two reports of one country that share a toll are still taken for one event
    [InlineData("short-pairs", "update", 8)] // of 9
    [InlineData("short-pairs", "same", 20)] // of 21
    [InlineData("short-pairs", "other", 35)] // of 46; 11 before the slots that two short texts fill differently were compared
    [InlineData("weather-pairs", "other", 10)] // bulletins and events in one of their towns: 4 before bulletins were recognised
    [InlineData("weather-pairs", "same", 6)] // storms, floods and accidents, with and without what the weather service says
    [InlineData("grain-pairs", "other", 8)] // price bulletins and events in their market town: 1 before they were recognised as bulletins
    [InlineData("grain-pairs", "same", 6)]
    public void Pairs_are_told_apart_or_joined_as_labelled(string file, string kind, int atLeast)
    {
        var pairs = Rows(file).Where(r => r.Kind == kind).GroupBy(r => r.Set).Select(pair => (Name: pair.Key, Found: Found([.. pair]))).ToList();

        var right = pairs.Where(p => p.Found == (kind == "update" ? "same" : kind)).ToList();
        right.Count.ShouldBeGreaterThanOrEqualTo(atLeast, string.Join(", ", pairs.Except(right).Select(p => $"{p.Name}: {p.Found}")));
    }

    [Fact]
    public void No_other_event_and_no_update_is_called_a_copy() =>
        Rows("pairs").Where(r => r.Kind is "other" or "update").GroupBy(r => r.Set).Where(pair => Found([.. pair]) == "copy").Select(pair => pair.Key).ShouldBeEmpty();

    private static string Found(Row[] pair)
    {
        var grouper = new StoryGrouper(EntrySet.Shipped, new StoryOptions());
        var index = new WindowIndex();
        var articles = pair.Select(r => Texts.Article(r.Id, r.Text, r.Title, r.Source, r.Lang) with { Published = r.Published, FirstSeen = r.Published })
            .ToList();
        grouper.Assign(articles, index, pair[1].Published.AddHours(1));
        return index.Articles.Any(a => a.CopyOf is not null) ? "copy" : index.StoryOf(articles[0].Id) == index.StoryOf(articles[1].Id) ? "same" : "other";
    }

    private static List<Row> Rows(string file) => [.. File.ReadLines(Path.Combine(Repository.Root, $"tests/SahelWatch.Tests/Data/Stories/{file}.jsonl"))
        .Select(l => JsonSerializer.Deserialize<Row>(l, JsonSerializerOptions.Web)!)];

    private sealed record Row(string Id, string Set, string Kind, string Source, string Lang, DateTimeOffset Published, string Title, string Text);
}
