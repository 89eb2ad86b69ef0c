using System.Text.Json;
using SahelWatch.Matching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Matching;

/// <summary>Bare headlines and short articles as feeds give them (Data/Matching/README.md), judged by the shipped watchlist.</summary>
public class HeadlinesTests
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    /// <summary>What the matcher gets wrong, and why. This list may only get shorter: a fix removes its entry.</summary>
    private static readonly Dictionary<string, string> KnownMisses = new()
    {
        ["en-070"] = "names nobody: three juntas and a passport",
        ["en-213"] = "a village whose name is a verb",
        ["en-214"] = "a town whose name is borne by others; little else speaks for it",
        ["en-182"] = "the town is only a distance that was run elsewhere",
        ["fr-044"] = "a village whose name is a word of many languages",
        ["fr-047"] = "a village whose name is a given name",
        ["fr-080"] = "a broadcaster alone, which is as often the source",
        ["fr-166"] = "the country is one item of a programme elsewhere",
        ["fr-167"] = "the town is one of many on a smugglers' route",
        ["fr-189"] = "Fada N'Gourma in short, which is also a town of Chad and a word of southern French",
        ["fr-194"] = "a town whose name is a word of many languages",
        ["fr-195"] = "a village whose name is a verb",
        ["ar-163"] = "a surname alone that thousands bear",
        ["ar-190"] = "a set of sofas, but the word for it is also that of a group",
        ["en-256"] = "a town whose name is a word without its accent, in a headline that does not begin with it",
        ["fr-235"] = "a town whose name is a word of many languages",
        ["fr-239"] = "a club named after a river",
        ["fr-251"] = "a festival named after the region",
        ["ar-209"] = "a town spelt like the word for a league",
        ["fr-280"] = "a shop named after the country, with the country's own name as a word before the rest",
        ["ar-233"] = "a slip of the tongue that the sentence corrects itself",
        ["ar-059"] = "a town by a spelling that is an everyday word",
        ["en-317"] = "a player of the national team at work elsewhere, by his country and his rank alone",
        ["en-326"] = "a crime in a neighbour's city, on the way to the border",
    };

    [Fact]
    public void Every_headline_is_judged_correctly_except_for_the_known_misses()
    {
        var wrong = from headline in Read("headlines.jsonl")
                    let isRight = IsRight(headline)
                    where isRight == KnownMisses.ContainsKey(headline.Id)
                    select $"{headline.Id} {(isRight ? "is right now: take it off the list" : "is wrong")}: {headline.Title} ({headline.Kind})";
        wrong.ShouldBeEmpty();
    }

    /// <summary>Only counted, since a set whose errors are inspected is no longer held out.</summary>
    [Fact]
    public void The_held_out_headlines_are_judged_nearly_as_well()
    {
        const double share = 0.93;
        var heldOut = Read("headlines-held-out.jsonl");
        ((double)heldOut.Count(IsRight) / heldOut.Count).ShouldBeGreaterThanOrEqualTo(share);
    }

    [Fact]
    public void The_two_sets_do_not_overlap()
    {
        var all = Read("headlines.jsonl").Concat(Read("headlines-held-out.jsonl")).ToList();
        all.Count.ShouldBe(889);
        all.Select(h => h.Id).ShouldBeUnique();
        all.Select(h => h.Title + h.Summary).ShouldBeUnique();
        KnownMisses.Keys.Except(all.Select(h => h.Id)).ShouldBeEmpty();
    }

    private static bool IsRight(Headline headline) => Matcher.Match(headline.Title, headline.Summary, "", headline.Lang).Relevant == (headline.Label == "core");

    private static IReadOnlyList<Headline> Read(string file) =>
        [.. File.ReadLines(Repository.PathOf($"tests/SahelWatch.Tests/Data/Matching/{file}"))
            .Select(line => JsonSerializer.Deserialize<Headline>(line, JsonSerializerOptions.Web)!)];

    private sealed record Headline(string Id, string Lang, string Title, string Summary, string Label, IReadOnlyList<string> Countries, string Kind);
}
