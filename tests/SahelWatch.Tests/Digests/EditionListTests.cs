using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Digests;

public class EditionListTests
{
    private const string Full = """
        editions:
          - id: niamey
            formerly: niger-daily
            title: Le Niger au quotidien
            language: fr
            timeZone: Africa/Niamey
            sendAt: ["18:00", "06:30"]
            weekdays: [mon, Tuesday, fri]
            countries: [NE, ML]
            themes: [security]
            languages: [fr, ar]
            maxStories: 12
            sport: true
            quietDay: skip
            catchUp: each
            readers: [duty@example.org, subscribers, duty@example.org]
            channels: [newsroom, duty-phone]
        """;

    [Fact]
    public void Every_setting_of_an_edition_is_read()
    {
        var edition = EditionList.Parse(Full, "editions.yaml").ShouldHaveSingleItem();

        edition.Id.ShouldBe("niamey");
        edition.Formerly.ShouldBe("niger-daily");
        edition.Title.ShouldBe("Le Niger au quotidien");
        edition.Language.ShouldBe("fr");
        edition.TimeZone.Id.ShouldBe("Africa/Niamey");
        edition.SendAt.ShouldBe([new TimeOnly(6, 30), new TimeOnly(18, 0)]);
        edition.Weekdays.ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Friday]);
        edition.Countries.ShouldBe(["NE", "ML"]);
        edition.Themes.ShouldBe(["security"]);
        edition.Languages.ShouldBe(["fr", "ar"]);
        edition.MaxStories.ShouldBe(12);
        edition.Sport.ShouldBeTrue();
        edition.QuietDay.ShouldBe(QuietDay.Skip);
        edition.CatchUp.ShouldBe(CatchUp.Each);
        edition.Readers.ShouldBe(["duty@example.org"]);
        edition.Subscribers.ShouldBeTrue();
        edition.Channels.ShouldBe(["newsroom", "duty-phone"]);
    }

    [Theory]
    [InlineData("id: niamey", "id: Niamey !", "id", "lower-case")]
    [InlineData("formerly: niger-daily", "formerly: Niger daily", "formerly", "lower-case")]
    [InlineData("[NE, ML]", "[\"NE\\n\"]", "countries", "ISO")]
    [InlineData("[newsroom, duty-phone]", "[\"newsroom\\n\"]", "channels", "name of a channel")]
    [InlineData("title: Le Niger au quotidien", "title: ' '", "title", "80 characters")]
    [InlineData("language: fr", "language: de", "language", "en, fr or ar")]
    [InlineData("timeZone: Africa/Niamey", "timeZone: Africa/Atlantis", "timeZone", "IANA")]
    [InlineData("timeZone: Africa/Niamey", "timeZone: Romance Standard Time", "timeZone", "IANA")]
    [InlineData("\"06:30\"", "\"25:00\"", "sendAt", "\"25:00\"")]
    [InlineData("[\"18:00\", \"06:30\"]", "[]", "sendAt", "empty")]
    [InlineData("fri]", "f]", "weekdays", "weekday")]
    [InlineData("[NE, ML]", "[Niger]", "countries", "ISO")]
    [InlineData("[security]", "[war]", "themes", "humanitarian")]
    [InlineData("[fr, ar]", "[french]", "languages", "such as fr")]
    [InlineData("maxStories: 12", "maxStories: 0", "maxStories", "from 1 to 200")]
    [InlineData("[newsroom, duty-phone]", "[https://hooks.example/secret]", "channels", "name of a channel")]
    [InlineData("maxStories: 12", "maxStories: [1, 2]", "", "a single text")]
    [InlineData("sport: true", "sport: perhaps", "sport", "true or false")]
    [InlineData("quietDay: skip", "quietDay: never", "quietDay", "send or skip")]
    [InlineData("catchUp: each", "catchUp: 7", "catchUp", "latest or each")]
    [InlineData("catchUp: each", "catchup: each", "", "unknown key \"catchup\"")]
    [InlineData("[duty@example.org, subscribers, duty@example.org]", "[]", "readers", "empty")]
    [InlineData("duty@example.org, sub", "Duty <duty@example.org>, sub", "readers", "mail address")]
    [InlineData("duty@example.org, sub", "amadou.müller@example.org, sub", "readers", "\"amadou.müller@example.org\"")]
    [InlineData("duty@example.org, sub", "a..b@example.org, sub", "readers", "mail address")]
    [InlineData("readers: [duty@example.org, subscribers, duty@example.org]\n    channels: [newsroom, duty-phone]", "", "", "names nobody")]
    public void A_fault_is_named_by_line_and_field(string right, string wrong, string field, string message)
    {
        var yaml = Full.Replace(right.Trim(), wrong, StringComparison.Ordinal);

        var e = Should.Throw<InputException>(() => EditionList.Parse(yaml, "editions.yaml"));

        e.Message.Split("editions.yaml, line ").Length.ShouldBe(2);
        e.Message.ShouldMatch($@"^editions\.yaml, line \d+: {field}");
        e.Message.ShouldContain(message);
    }

    [Fact]
    public void All_faults_of_a_file_are_said_at_once()
    {
        var e = Should.Throw<InputException>(() => EditionList.Parse("editions:\n- {id: a, title: A, timeZone: X/Y, readers: [a@b.org]}\n- {id: b}", "f"));

        e.Message.Split(Environment.NewLine).ShouldBe([
            "f, line 2: timeZone: \"X/Y\" is not a time zone that is known here; give an IANA name such as Africa/Bamako",
            "f, line 3: names nobody: list mail addresses or \"subscribers\" under \"readers:\", or channels under \"channels:\"",
            "f, line 3: \"title:\" is missing; it must be a title of at most 80 characters"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("editions: []")]
    [InlineData("- a")]
    [InlineData("editions: [")]
    [InlineData("editions: [daily]")]
    [InlineData("editions: [{id: a, title: A, readers: subscribers}, {id: a, title: B, readers: subscribers}]")]
    public void A_file_that_is_no_edition_list_is_refused(string yaml) =>
        Should.Throw<InputException>(() => EditionList.Parse(yaml, "f")).Message.ShouldNotContain(Environment.NewLine);

    [Theory]
    [InlineData("{ id: a, formerly: a, title: A, readers: subscribers }")]
    [InlineData("{ id: a, formerly: b, title: A, readers: subscribers }, { id: b, title: B, readers: subscribers }")]
    [InlineData("{ id: a, formerly: c, title: A, readers: subscribers }, { id: b, formerly: c, title: B, readers: subscribers }")]
    public void An_edition_cannot_formerly_have_been_one_that_is_listed_or_that_another_was(string editions) =>
        Should.Throw<InputException>(() => EditionList.Parse($"editions: [{editions}]", "f")).Message.ShouldStartWith("f: edition \"a\": \"formerly: ");

    public static TheoryData<string> Hostile() => new(
        $"editions: {new string('[', 100_000)}",
        $"editions:\n- id: a\n  title: A\n  readers:\n    {string.Concat(Enumerable.Repeat("- ", 50_000))}x",
        string.Join('\n', Enumerable.Range(0, 12).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat(i == 0 ? "lol" : $"*a{i - 1}", 10))}]"))
            + "\neditions: [{id: a, title: A, readers: *a11}]");

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_file_that_is_endlessly_deep_or_wide_is_refused(string yaml)
    {
        Should.Throw<InputException>(() => EditionList.Parse(yaml, "f")).Message.Length.ShouldBeLessThan(20_000);
        Should.Throw<InputException>(() => AlertList.Parse(yaml.Replace("editions:", "alerts:", StringComparison.Ordinal), "f"));
    }
}
