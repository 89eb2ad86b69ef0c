using System.Text;
using System.Text.Json.Nodes;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Digests;

public class SendDigestsTests
{
    [Fact]
    public async Task An_edition_may_go_to_a_channel_alone_as_headlines_and_a_link()
    {
        var bodies = new List<string>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Add(await reader.ReadToEndAsync());
        });
        var harness = await OpenedAsync("2026-11-21T12:00Z");
        Receivers.Add(harness.Options, "newsroom", ChannelKind.Json, server.Root);
        var edition = harness.Edition with { Readers = [], Channels = ["newsroom"] };
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");

        var first = await harness.RunAsync("2026-11-22T06:00Z", editions: edition);
        await harness.RunAsync("2026-11-22T06:10Z", editions: edition);

        first.Digests.ShouldHaveSingleItem().Delivery.ShouldSatisfyAllConditions(d => d.Complete.ShouldBeTrue(), d => d.SentNow.ShouldBe(1));
        var told = JsonNode.Parse(bodies.ShouldHaveSingleItem())!;
        told["id"]!.GetValue<string>().ShouldBe("daily/2026-11-22");
        told["url"]!.GetValue<string>().ShouldBe("https://sahelwatch.example/digests/daily/2026-11-22");
        told["title"]!.GetValue<string>().ShouldStartWith("Sahel daily, 22 November: ");
        told["lines"]!.AsArray().Select(l => l!["text"]!.GetValue<string>()).ShouldContain(line => line.EndsWith("Gunmen kill 12 in Djibo", StringComparison.Ordinal));
        harness.Mailer.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_story_that_cannot_be_read_is_left_out_and_reported_and_the_others_are_mailed()
    {
        var harness = await OpenedAsync("2026-11-21T12:00Z");
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        var odd = SomeStory.Report(ContentHash.Of("b"), "Strike in Bamako", harness.Clock.GetUtcNow().AddHours(15));
        await harness.AddStoryAsync(SomeStory.Of(odd) with { Reports = [odd, null!] }); // what a bug may leave

        var report = await harness.RunAsync("2026-11-22T06:00Z");

        report.Failures.ShouldHaveSingleItem().Reason.ShouldContain("is left out of the digest 2026-11-22");
        report.Digests.ShouldHaveSingleItem().Stories.ShouldBe(1);
        harness.Mailer.Accepted.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task After_an_outage_of_a_day_the_digest_is_still_sent_and_says_that_it_is_late()
    {
        var harness = await OpenedAsync("2026-11-20T12:00Z");
        await harness.RunAsync("2026-11-21T06:00Z");

        await harness.RunAsync("2026-11-23T02:30Z"); // due on the 22nd at six, the next in more than three hours

        harness.Mailer.Accepted.Skip(2).Select(m => m.Subject.Contains("late", StringComparison.Ordinal)).ShouldBe([true, true]);
    }

    [Fact]
    public async Task A_reader_whose_server_makes_him_wait_is_told_that_the_mail_is_late_and_the_others_are_not()
    {
        var harness = await OpenedAsync("2026-11-21T12:00Z");
        harness.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2
            ? new MailOutcome.TemporaryFailure("450 later", TimeSpan.FromHours(1))
            : new MailOutcome.Sent();
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Mailer.Answer = _ => new MailOutcome.Sent();

        await harness.RunAsync("2026-11-22T07:00Z");

        harness.Mailer.Accepted.Select(m => (MailingList.NumberOf(m), m.Subject.Contains("late", StringComparison.Ordinal))).ShouldBe([(1, false), (2, true)]);
    }

    [Theory]
    [InlineData("2026-11-22T14:00Z", true)] // by hand, hours after the send time
    [InlineData("2026-11-22T07:00Z", false)] // on schedule, but the server was started up late
    public async Task The_first_digest_of_an_installation_is_not_late(string at, bool today)
    {
        var harness = new DigestHarness("2026-11-22T05:00Z");
        if (!today)
            await harness.RunAsync();

        await harness.RunAsync(at, today);

        harness.Mailer.Accepted.Count.ShouldBe(2);
        harness.Mailer.Accepted.ShouldAllBe(m => !m.Subject.Contains("late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_by_hand_that_could_read_no_feed_leaves_the_day_its_digest()
    {
        var harness = new DigestHarness("2026-11-22T05:00Z");
        await harness.PollAsync(FeedHealth.Failing);

        var early = await harness.RunAsync(today: true);
        await harness.PollAsync();
        await harness.AddStoryAsync("a", "Mayor opens library in Mopti", "2026-11-22T05:30Z");
        await harness.RunAsync("2026-11-22T06:00Z");

        early.Failures.ShouldHaveSingleItem().Reason.ShouldContain("No feed could be read");
        harness.Told.ShouldHaveSingleItem().ShouldContain("Mayor opens library");
    }

    [Fact]
    public async Task Each_digest_that_was_missed_tells_its_own_day_and_the_last_one_the_rest()
    {
        var harness = await OpenedAsync("2026-11-23T06:00Z");
        harness.Edition = harness.Edition with { CatchUp = CatchUp.Each };
        await harness.AddStoryAsync("a", "Mayor opens library in Mopti", "2026-11-23T20:00Z");
        harness.Clock.AdvanceTo(DigestHarness.At("2026-11-24T06:04Z"));
        await harness.PollAsync();
        await harness.RunAsync("2026-11-24T06:05Z");

        foreach (var (id, headline, at) in new[]
            { ("b", "Cholera ward set up in Diffa", "2026-11-24T12:00Z"), ("c", "Gold miners protest in Kangaba", "2026-11-25T12:00Z"), ("d", "Camel race returns to Agadez", "2026-11-26T20:00Z") })
            await harness.AddStoryAsync(id, headline, at, seen: "2026-11-27T06:04Z", delayed: true);
        harness.Clock.AdvanceTo(DigestHarness.At("2026-11-27T06:04Z"));
        await harness.PollAsync();
        await harness.RunAsync("2026-11-27T06:05Z");

        harness.Told.Count.ShouldBe(4);
        foreach (var (told, headline) in harness.Told.Zip(["Mayor opens", "Cholera ward", "Gold miners", "Camel race"]))
        {
            told.ShouldContain(headline);
            new[] { "Mayor opens", "Cholera ward", "Gold miners", "Camel race" }.Count(h => told.Contains(h, StringComparison.Ordinal)).ShouldBe(1, told);
            told.ShouldNotContain("could not see");
        }
    }

    [Fact]
    public async Task What_a_feed_published_while_it_could_not_be_read_is_news_when_it_comes_back_and_the_past_of_a_new_feed_is_not()
    {
        var harness = await OpenedAsync("2026-11-23T06:00Z");
        await harness.RunAsync("2026-11-24T06:00Z");
        await harness.AddStoryAsync("a", "Cholera ward set up in Diffa", "2026-11-20T12:00Z", seen: "2026-11-24T09:00Z", delayed: true);
        await harness.AddStoryAsync("b", "Mayor opens library in Mopti", "2026-11-20T12:00Z", seen: "2026-11-24T09:00Z");

        await harness.RunAsync("2026-11-25T06:00Z");

        harness.Told[^1].ShouldContain("Cholera ward");
        harness.Told[^1].ShouldNotContain("Mayor opens");
    }

    [Fact]
    public async Task What_a_digest_could_tell_nobody_because_no_mail_went_out_for_a_day_is_told_by_the_next()
    {
        var desk = await OpenedAsync("2026-11-21T12:00Z");
        await desk.RunAsync("2026-11-22T06:00Z");
        desk.Mailer.Answer = _ => new MailOutcome.Unavailable("the mail server is away");
        await desk.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T09:00Z");
        await desk.RunAsync("2026-11-23T06:00Z");
        await desk.AddStoryAsync("b", "Strike in Bamako", "2026-11-23T20:00Z");
        await desk.RunAsync("2026-11-24T06:00Z"); // composed before the one of the 23rd is given up
        desk.Mailer.Answer = _ => new MailOutcome.Sent();

        await desk.RunAsync("2026-11-25T06:00Z");

        desk.Told.Skip(1).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            mail => mail.ShouldContain("Gunmen kill 12 in Djibo"),
            mail => mail.ShouldContain("Strike in Bamako"),
            mail => mail.ShouldContain("From 22 November, 06:00"));
    }

    [Theory]
    [InlineData(1)] // the other reader has it
    [InlineData(2)] // both addresses were rejected, which is no outage
    public async Task A_digest_that_was_refused_by_readers_servers_is_not_told_again(int rejected)
    {
        var desk = await OpenedAsync("2026-11-21T12:00Z");
        desk.Mailer.Answer = mail => MailingList.NumberOf(mail) <= rejected ? new MailOutcome.PermanentFailure("550 no such user") : new MailOutcome.Sent();
        await desk.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await desk.RunAsync("2026-11-22T06:00Z");
        desk.Mailer.Answer = _ => new MailOutcome.Sent();

        await desk.RunAsync("2026-11-23T06:00Z");

        desk.Told[^1].ShouldNotContain("Gunmen kill 12 in Djibo");
    }

    [Fact]
    public async Task A_digest_left_half_sent_for_days_is_given_up_aloud_and_once()
    {
        var harness = await OpenedAsync("2026-11-21T12:00Z");
        harness.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.TemporaryFailure("450 later") : new MailOutcome.Sent();
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Mailer.Answer = _ => new MailOutcome.Sent();

        var first = await harness.RunAsync("2026-11-25T06:00Z");
        var second = await harness.RunAsync("2026-11-25T06:10Z");

        var old = first.Digests.Single(d => d.Key == "2026-11-22").Delivery;
        (old.GivenUp, old.Complete).ShouldBe((1, true));
        old.Problems.ShouldBe(["1 reader: 450 later"]);
        second.Digests.ShouldNotContain(d => d.Key == "2026-11-22");
        harness.Mailer.Accepted.Count.ShouldBe(3); // one of the 22nd, two of the 25th
    }

    [Fact]
    public async Task A_digest_half_sent_before_an_outage_of_weeks_is_given_up_aloud()
    {
        var harness = await OpenedAsync("2026-11-01T12:00Z");
        harness.Mailer.Answer = mail => MailingList.NumberOf(mail) == 2 ? new MailOutcome.TemporaryFailure("450 later") : new MailOutcome.Sent();
        await harness.RunAsync("2026-11-02T06:00Z");

        var back = await harness.RunAsync("2026-11-25T06:00Z");

        back.Digests.Single(d => d.Key == "2026-11-02").Delivery.GivenUp.ShouldBe(1);
    }

    [Fact]
    public async Task Whatever_write_a_run_dies_at_page_text_and_mail_of_a_digest_are_one()
    {
        for (var died = 0; ; died++)
        {
            var harness = await OpenedAsync("2026-11-21T12:00Z");
            await harness.AddStoryAsync("a", "Mayor opens library in Mopti", "2026-11-22T05:30Z");
            harness.Blobs.WritesLeft = died;
            var alive = await SurvivesAsync(harness);
            harness.Blobs.WritesLeft = -1;
            await harness.AddStoryAsync("b", "Cholera ward set up in Diffa", "2026-11-22T06:05Z");

            await harness.RunAsync("2026-11-22T06:20Z");

            var digest = DigestJson.Read(Encoding.UTF8.GetBytes((await harness.StoredAsync("2026-11-22", "json"))!));
            (await harness.StoredAsync("2026-11-22", "html")).ShouldBe(
                await new DigestRenderer().RenderPageAsync(digest, CancellationToken.None), $"after a death at write {died}");
            harness.Mailer.Accepted.Select(m => m.Content.Text).Distinct().ShouldBe([(await harness.StoredAsync("2026-11-22", "txt"))!]);
            harness.Mailer.Accepted.Select(MailingList.NumberOf).Distinct().Count().ShouldBe(2);
            if (alive)
                break;
        }
    }

    [Fact]
    public async Task A_digest_that_cannot_be_read_is_named_and_stops_neither_its_edition_nor_another()
    {
        var harness = await OpenedAsync("2026-11-21T12:00Z");
        var other = harness.Edition with { Id = "other" };
        await harness.RunAsync("2026-11-22T06:00Z", false, harness.Edition, other);
        await harness.Blobs.PutAsync(BlobNames.Digest("daily", "2026-11-22", "json"), "{\"edition\":\"da"u8.ToArray(), "application/json", CancellationToken.None);

        var again = await harness.RunAsync("2026-11-22T06:10Z", false, harness.Edition, other);
        var next = await harness.RunAsync("2026-11-23T06:00Z", false, harness.Edition, other);

        again.Failures.ShouldHaveSingleItem().Reason.ShouldContain("digests/daily/2026-11-22.json");
        next.Failures.ShouldBeEmpty();
        (await harness.Blobs.SetAsideAsync(CancellationToken.None).ToListAsync()).ShouldBe(["digests/daily/2026-11-22.json"]);
        next.Digests.Where(d => d.Delivery.SentNow == 2).Select(d => $"{d.Edition} {d.Key}").ShouldBe(["daily 2026-11-23", "other 2026-11-23"]);
        harness.Mailer.Doubles.ShouldBe(0);
    }

    [Theory]
    [InlineData("deliveries/daily/2026-11-20/plan.json")] // of a digest that every reader has
    [InlineData("deliveries/daily/2026-11-20/0000.json")]
    [InlineData("digests/daily/2026-11-20.html")]
    [InlineData("pace/digests.json")]
    public async Task A_garbled_blob_of_an_old_digest_or_of_the_pace_keeps_nobody_from_todays(string name)
    {
        var harness = await OpenedAsync("2026-11-19T12:00Z");
        await harness.RunAsync("2026-11-20T06:00Z");
        await harness.Blobs.PutAsync(name, "{"u8.ToArray(), "application/json", CancellationToken.None);

        await harness.RunAsync("2026-11-22T06:00Z");

        harness.Mailer.Accepted.Count(m => m.Key.StartsWith("daily/2026-11-22/", StringComparison.Ordinal)).ShouldBe(2);
        harness.Mailer.Doubles.ShouldBe(0);
    }

    [Theory]
    [InlineData("yesterday, I think")]
    [InlineData("2027-11-22T06:00:00Z")]
    public async Task An_edition_whose_beginning_cannot_be_read_begins_anew(string begun)
    {
        var harness = new DigestHarness("2026-11-21T12:00Z");
        await harness.Blobs.PutAsync(BlobNames.Edition("daily"), Encoding.UTF8.GetBytes(begun), "text/plain", CancellationToken.None);
        await harness.RunAsync();

        await harness.RunAsync("2026-11-22T06:00Z");

        harness.Mailer.Accepted.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_for_one_run_leaves_no_day_without_its_digest()
    {
        var harness = await OpenedAsync("2026-11-21T12:00Z");
        var ahead = new DigestHarness("2026-11-24T06:00Z", harness.Blobs);
        await ahead.RunAsync();

        foreach (var day in new[] { "2026-11-22", "2026-11-23" })
        {
            await harness.AddStoryAsync(day, $"Report of {day}", $"{day}T05:00Z");
            await harness.RunAsync($"{day}T06:00Z");
        }

        harness.Told.Count.ShouldBe(2);
        harness.Told[0].ShouldContain("Report of 2026-11-22");
        harness.Told[1].ShouldContain("Report of 2026-11-23");
    }

    /// <summary>A harness whose edition has been looked at once, so that what is due from now on is due.</summary>
    private static async Task<DigestHarness> OpenedAsync(string start)
    {
        var harness = new DigestHarness(start);
        await harness.RunAsync();
        return harness;
    }

    private static async Task<bool> SurvivesAsync(DigestHarness harness)
    {
        try
        {
            return (await harness.RunAsync("2026-11-22T06:10Z")).Digests.All(d => d.Delivery.Complete);
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
