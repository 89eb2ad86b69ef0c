using SahelWatch.Domain;
using SahelWatch.Readers;

namespace SahelWatch.Tests.Readers;

/// <summary>An edition has ids, the present one first; what a reader chose under that counts for more.</summary>
public sealed class ReaderTests
{
    [Theory]
    [InlineData("", "", false, true)]
    [InlineData("new", "", true, true)]
    [InlineData("old", "", true, true)]
    [InlineData("", "old", false, false)]
    [InlineData("", "new", false, false)]
    [InlineData("old", "new", false, false)]
    [InlineData("new", "old", true, true)]
    [InlineData("other", "another", false, true)]
    public void A_reader_takes_an_edition_as_they_last_chose_under_either_of_its_ids(string subscribed, string left, bool subscribes, bool takes)
    {
        var reader = new Reader { Id = new ReaderId("0123456789abcdef0123456789abcdef"), Editions = Listed(subscribed), Left = Listed(left) };

        reader.Subscribes(["new", "old"]).ShouldBe(subscribes);
        reader.Takes(["new", "old"]).ShouldBe(takes);
        (reader with { Erased = true }).Takes(["new", "old"]).ShouldBeFalse();
    }

    private static string[] Listed(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
