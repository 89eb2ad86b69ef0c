using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds;
using SahelWatch.Feeds.Charsets;

namespace SahelWatch.Tests.Feeds.Charsets;

public class BodyTextTests
{
    [Fact]
    public void A_body_reads_the_same_in_pieces_of_any_size() => Prop.ForAll(
        Gen.Elements("a", "é", "م", "中", "😀", "\r\n", "<").ArrayOf().ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (parts, size) =>
        {
            var text = "x" + string.Concat(parts);
            using var reader = BodyText.Of(Encoding.UTF8.GetBytes(text), null, new ProblemList()).Open();
            var (read, buffer) = (new StringBuilder(), new char[size]);
            while (reader.Read(buffer, 0, size) is > 0 and var length)
                read.Append(buffer, 0, length);
            return read.ToString() == text;
        }).QuickCheckThrowOnFailure();
}
