using SahelWatch.Matching;
using SahelWatch.Matching.Senses;

namespace SahelWatch.Tests.Matching;

/// <summary>The cost of an article is bounded, since a feed may send anything.</summary>
public class BoundedReadingTests
{
    public static TheoryData<string> Constructs() =>
        ["Mali ", "Mali", "Chad Niger Gao ", "Mali\n", "مالي والنيجر ", "Mali Xyzzy Gao ", "Mopti Gao ", "(Mali ", "Malian border ", "read also Mali ",
            "Mali, France, ", "killed in Chad "];

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Only_a_limited_part_of_a_text_is_read_and_weighed(string construct)
    {
        var once = Looked(construct, Reading.MostCharacters);
        foreach (var times in new[] { 2, 4, 8 })
            Looked(construct, times * Reading.MostCharacters).ShouldBe(once);
        once.Characters.ShouldBeLessThanOrEqualTo(Reading.MostCharacters);
        once.Mentions.ShouldBeLessThanOrEqualTo(Reading.MostMentions);
    }

    /// <summary>
    /// Below the bound the work follows the text: twice the text, at most twice the names looked at, and each is looked up and never searched for.
    /// </summary>
    [Theory]
    [MemberData(nameof(Constructs))]
    public void Up_to_the_limit_the_work_grows_linearly_with_the_text(string construct)
    {
        var (small, large) = (Looked(construct, Reading.MostCharacters / 4), Looked(construct, Reading.MostCharacters / 2));
        large.Mentions.ShouldBeLessThanOrEqualTo(2 * small.Mentions + 1);
        large.Hits.ShouldBeLessThanOrEqualTo(2 * small.Hits + 1);
    }

    private static (int Characters, int Hits, int Mentions) Looked(string construct, int length)
    {
        var text = string.Concat(Enumerable.Repeat(construct, length / construct.Length + 1));
        var reading = new Reading(Watchlist.Shipped, "", "", text, [new(), new(), new()]);
        reading.Read(Watchlist.Shipped, "en");
        SenseJudge.Judge(reading, Watchlist.Shipped.HardThemes, home: 0);
        var field = reading[ArticleField.Text];
        return (field.Folded.Length, field.Names.Count + field.Terms.Count, reading.Mentions.Count);
    }
}
