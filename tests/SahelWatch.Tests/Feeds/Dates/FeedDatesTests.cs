using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds.Dates;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Feeds.Dates;

public class FeedDatesTests
{
    [Theory]
    [InlineData("Sun, 22 Nov 2026 09:05:07 GMT", "2026-11-22T09:05:07Z")]
    [InlineData("Sun, 22 Nov 2026 09:05:07 +0130", "2026-11-22T07:35:07Z")]
    [InlineData("Mon, 22 Nov 2026 09:05:07 GMT", "2026-11-22T09:05:07Z")] // the weekday is wrong; the date is not
    [InlineData("22 nov 26 9:05 EST", "2026-11-22T14:05:00Z")]
    [InlineData("Sunday, November 22nd, 2026 at 3:07pm", "2026-11-22T15:07:00Z")]
    [InlineData("Nov. 22, 2026, 12:10 a.m.", "2026-11-22T00:10:00Z")]
    [InlineData("22 November 2026 3 PM", "2026-11-22T15:00:00Z")]
    [InlineData("Sun Nov 22 09:05:07 CET 2026", "2026-11-22T08:05:07Z")]
    [InlineData("Sun Nov 22 2026 09:05:07 GMT+0100 (heure normale)", "2026-11-22T08:05:07Z")]
    [InlineData("Sun, 22 Nov 2026 09:05:07 Africa/Lagos", "2026-11-22T08:05:07Z")]
    [InlineData("Sun, 22 Nov 2026 24:00:00 GMT", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11-22", "2026-11-22T00:00:00Z")]
    [InlineData("2026-11", "2026-11-01T00:00:00Z")]
    [InlineData("2026", "2026-01-01T00:00:00Z")]
    [InlineData("20261122T090507Z", "2026-11-22T09:05:07Z")]
    [InlineData("20261122090507", "2026-11-22T09:05:07Z")]
    [InlineData("2026-326", "2026-11-22T00:00:00Z")]
    [InlineData("2026-11-22 09:05:07.123 +0000", "2026-11-22T09:05:07.123Z")]
    [InlineData("2026-11-22T09:05:60Z", "2026-11-22T09:05:59Z")] // a leap second
    [InlineData("2026-11-22T09:05:07-12:00", "2026-11-22T21:05:07Z")]
    [InlineData("2026-11-22T09:05:07+15:00", "2026-11-21T18:05:07Z")] // beyond what .NET has as an offset
    [InlineData("1795338307", "2026-11-22T09:05:07Z")]
    [InlineData("1795338307000", "2026-11-22T09:05:07Z")]
    [InlineData("22/11/2026 09:05", "2026-11-22T09:05:00Z")]
    [InlineData("11/22/2026 09:05", "2026-11-22T09:05:00Z")] // there is no month 22
    [InlineData("05/11/2026", "2026-11-05T00:00:00Z")]
    [InlineData("Mon, 05/11/2026", "2026-05-11T00:00:00Z")] // a Monday only in May
    [InlineData("22.11.26 09:05 Uhr", "2026-11-22T09:05:00Z")]
    [InlineData("dimanche 22 novembre 2026 à 9h05", "2026-11-22T09:05:00Z")]
    [InlineData("mar., 24 nov. 2026 09:05:07 +0100", "2026-11-24T08:05:07Z")] // mar. is Tuesday
    [InlineData("mar. 03 mars 2026", "2026-03-03T00:00:00Z")]
    [InlineData("1er août 2026", "2026-08-01T00:00:00Z")]
    [InlineData("ven. 14 févr. 2026 18:00", "2026-02-14T18:00:00Z")]
    [InlineData("domingo, 22 de noviembre de 2026 09:05", "2026-11-22T09:05:00Z")]
    [InlineData("Seg, 23 fev 2026 09:05:07 -0300", "2026-02-23T12:05:07Z")]
    [InlineData("So, 22 Mär 2026 09:05:07 MEZ", "2026-03-22T08:05:07Z")]
    [InlineData("الأحد 22 نوفمبر 2026 - 09:05", "2026-11-22T09:05:00Z")]
    [InlineData("٢٢ تشرين الثاني ٢٠٢٦", "2026-11-22T00:00:00Z")]
    [InlineData("22 كانون الثاني 2026", "2026-01-22T00:00:00Z")]
    [InlineData("22 جويلية 2026 الساعة 15:07", "2026-07-22T15:07:00Z")]
    [InlineData("22 غشت 2026", "2026-08-22T00:00:00Z")]
    [InlineData("۲۲ أغسطس ۲۰۲۶ 3:07 م", "2026-08-22T15:07:00Z")]
    [InlineData("  \n Sun, 22 Nov 2026 09:05:07 GMT \t", "2026-11-22T09:05:07Z")]
    public void A_date_is_read_whatever_its_form(string text, string expected) =>
        FeedDates.Parse(text).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    public static TheoryData<string, string> Forms()
    {
        var forms = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Dates/forms.tsv")).Skip(1))
            forms.Add(line.Split('\t')[0], line.Split('\t')[1]);
        return forms;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Dates_are_parsed_as_listed_in_the_table(string text, string expected) =>
        FeedDates.Parse(text).ShouldBe(expected == "-" ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("soon")]
    [InlineData("yesterday at 9:05")]
    [InlineData("2026-11-22+0119:00 GMT")] // neither an offset of 1:19 nor a time
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("Thu, 30 Feb 2026 09:05:07 GMT")]
    [InlineData("2026-13-01")]
    [InlineData("2026-11-22T25:00:00Z")]
    [InlineData("2026-11-22T09:xx:00Z")]
    [InlineData("2026-11-22T09:05:07Zebra")]
    [InlineData("Sun, 22 Nov 2026 09:05:07 +01:zz")]
    [InlineData("9:05")]
    [InlineData("22 Nov")]
    [InlineData("12345678901234567890")]
    [InlineData("1 2 3 4 5 6 7")]
    public void Text_that_is_not_a_date_yields_none(string text) => FeedDates.Parse(text).ShouldBeNull();

    [Fact]
    public void No_combination_of_parts_makes_it_throw()
    {
        var parts = Gen.Elements("Sun", ",", " ", " ", "22", "2026", "0000", "9999", "99", "Nov", "mar.", "تشرين", "الثاني", "-W53-7", "-366", "T", "09:05",
            ":60", "24:00", "9h", "9.05", "-", "/", "+", "1400", "GMT",
            "Etc/GMT+99", "America/Argentina", "posix", "(CET)", "(", "PM", "م", "년", "&nbsp;", "<b>", "الموافق", "@1795338307", "\u200F", "٢٢");
        Prop.ForAll(parts.ListOf().Select(string.Concat).ToArbitrary(), text => FeedDates.Parse(text)?.Year is null or >= 99).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parsing_by_position_and_parsing_by_parts_give_the_same_date() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).Select(s => DateTimeOffset.UnixEpoch.AddSeconds((long)s)).ToArbitrary(), date =>
        {
            var text = date.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
            // The second spelling cannot be parsed by position.
            return FeedDates.Parse(text) == date && FeedDates.Parse(text.Replace(",", " ,", StringComparison.Ordinal)) == date
                && FeedDates.Parse(date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)) == date;
        }).QuickCheckThrowOnFailure();

    [SkippableFact]
    public void Dates_from_the_tests_of_four_other_parsers_are_read()
    {
        var file = Repository.Shared("data/feeds/dates-dev.jsonl");
        Skip.If(file is null, "The evaluation data, which is kept beside the repository, is missing.");
        var rows = File.ReadLines(file).Select(l => JsonNode.Parse(l)!).ToList();
        var wrong = rows.Where(r => FeedDates.Parse((string)r["input"]!) is null != (r["must_fail"] is not null)).Select(r => (string)r["input"]!).ToList();
        ((double)wrong.Count / rows.Count).ShouldBeLessThan(0.03, string.Join('\n', wrong));
    }
}
