using System.Text;
using System.Text.Json.Nodes;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;
using SahelWatch.Readers;
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
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
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
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        var odd = SomeStory.Report(ContentHash.Of("b"), "Strike in Bamako", harness.Clock.GetUtcNow().AddHours(15));
        await harness.AddStoryAsync(SomeStory.Of(odd) with { Reports = [odd, null!] }); // what a bug may leave

        var report = await harness.RunAsync("2026-11-22T06:00Z");

        report.Failures.ShouldHaveSingleItem().Reason.ShouldContain("is left out of the digest 2026-11-22");
        report.Digests.ShouldHaveSingleItem().Stories.ShouldBe(1);
        harness.Mailer.Accepted.ShouldNotBeEmpty();
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
    public async Task What_a_feed_published_while_it_could_not_be_read_is_news_when_it_comes_back_and_the_past_of_a_new_feed_is_not()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-23T06:00Z");
        await harness.RunAsync("2026-11-24T06:00Z");
        await harness.AddStoryAsync("a", "Cholera ward set up in Diffa", "2026-11-20T12:00Z", seen: "2026-11-24T09:00Z", delayed: true);
        await harness.AddStoryAsync("b", "Mayor opens library in Mopti", "2026-11-20T12:00Z", seen: "2026-11-24T09:00Z");

        await harness.RunAsync("2026-11-25T06:00Z");

        harness.Told[^1].ShouldContain("Cholera ward");
        harness.Told[^1].ShouldNotContain("Mayor opens");
    }

    [Fact]
    public async Task Whatever_write_a_run_dies_at_page_text_and_mail_of_a_digest_are_one()
    {
        for (var died = 0; ; died++)
        {
            var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
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
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
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
        var harness = await DigestHarness.OpenedAsync("2026-11-19T12:00Z");
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
    public async Task Readers_of_an_edition_that_got_a_new_id_get_the_days_digest_once_and_the_next_one_continues_from_it()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Edition = harness.Edition with { Id = "every-day", Formerly = "daily" };

        await harness.RunAsync("2026-11-22T08:00Z", today: true);
        await harness.AddStoryAsync("b", "Strike in Bamako", "2026-11-22T20:00Z");
        await harness.RunAsync("2026-11-23T06:00Z");

        harness.Mailer.Accepted.Select(m => m.Key.Split('/')[0]).ShouldBe(["daily", "daily", "every-day", "every-day"]);
        harness.Told[1].ShouldSatisfyAllConditions(mail => mail.ShouldContain("Strike in Bamako"), mail => mail.ShouldNotContain("Gunmen kill 12"));
    }

    [Fact]
    public async Task Whoever_left_an_edition_under_its_former_id_is_not_mailed_under_the_new_one_and_whoever_subscribed_is()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        var readers = new ReaderStore(harness.Blobs);
        await ChangeAsync("reader1@example.org", (reader, id) => SubscriptionRules.Left(reader, id, ["daily"]));
        await ChangeAsync("new@example.org", (reader, id) =>
            SubscriptionRules.Confirmed(reader, id, new Confirmation("new@example.org", "en"), ["daily"], harness.Clock.GetUtcNow())!);
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Edition = harness.Edition with { Id = "every-day", Formerly = "daily", Subscribers = true };
        await harness.AddStoryAsync("b", "Strike in Bamako", "2026-11-22T20:00Z");

        await harness.RunAsync("2026-11-23T06:00Z");

        harness.Mailer.Accepted.Where(m => m.Key.StartsWith("every-day", StringComparison.Ordinal)).Select(m => m.To.Value)
            .ShouldBe(["new@example.org", "reader2@example.org"], ignoreOrder: true);

        async Task ChangeAsync(string address, Func<Reader?, ReaderId, Reader> change)
        {
            var id = await readers.IdOfAsync(EmailAddress.Parse(address), CancellationToken.None);
            await readers.ChangeAnywayAsync(id, reader => change(reader, id), CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_digest_that_no_reader_had_got_when_its_edition_got_a_new_id_is_delivered_all_the_same()
    {
        var harness = new DigestHarness("2026-11-21T12:00Z");
        harness.Edition = harness.Edition with { SendAt = [new TimeOnly(6, 0), new TimeOnly(18, 0)] };
        await harness.RunAsync();
        harness.Mailer.Answer = _ => new MailOutcome.Unavailable("the mail server is away");
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Edition = harness.Edition with { Id = "every-day", Formerly = "daily" };
        harness.Mailer.Answer = _ => new MailOutcome.Sent();

        await harness.RunAsync("2026-11-22T18:00Z");

        harness.Mailer.Accepted.Select(m => m.Key[..m.Key.LastIndexOf('/')])
            .ShouldBe(["daily/2026-11-22T0600", "daily/2026-11-22T0600", "every-day/2026-11-22T1800", "every-day/2026-11-22T1800"]);
        harness.Told[0].ShouldContain("Gunmen kill 12");
        harness.Told[1].ShouldNotContain("Gunmen kill 12");
    }

    [Fact]
    public async Task A_preview_of_an_edition_with_a_new_id_repeats_nothing_that_it_told_under_its_former_one()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await harness.RunAsync("2026-11-22T06:00Z");

        (await harness.PreviewAsync(harness.Edition with { Id = "every-day" })).Stories.ShouldHaveSingleItem();
        (await harness.PreviewAsync(harness.Edition with { Id = "every-day", Formerly = "daily" })).Stories.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_edition_told_under_its_former_id_stays_known_after_the_first_digest_under_the_new_one()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        var first = SomeStory.Report(ContentHash.Of("a"), "Gunmen kill 12 in Djibo", DigestHarness.At("2026-11-22T03:00Z"));
        await harness.AddStoryAsync(SomeStory.Of(first));
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Edition = harness.Edition with { Id = "every-day", Formerly = "daily" };
        await harness.RunAsync("2026-11-23T06:00Z");
        var again = SomeStory.Report(ContentHash.Of("b"), "Gunmen kill 12 in Djibo", DigestHarness.At("2026-11-23T08:00Z"));
        await harness.AddStoryAsync(SomeStory.Of(first, again) with { Id = new StoryId(ContentHash.Of("ab")[..16]) });

        await harness.RunAsync("2026-11-24T06:00Z");

        harness.Told[^1].ShouldNotContain("Gunmen kill 12");
    }

    [Fact]
    public async Task A_new_edition_has_no_past_though_one_with_its_title_and_language_has_left_the_list()
    {
        var harness = await DigestHarness.OpenedAsync("2026-11-21T12:00Z");
        await harness.AddStoryAsync("a", "Gunmen kill 12 in Djibo", "2026-11-22T03:00Z");
        await harness.RunAsync("2026-11-22T06:00Z");
        harness.Edition = harness.Edition with { Id = "partners", Readers = ["partner@example.net"] };

        await harness.RunAsync("2026-11-22T08:00Z", today: true);

        harness.Mailer.Accepted.Select(m => m.Key.Split('/')[0]).ShouldBe(["daily", "daily", "partners"]);
        harness.Told[^1].ShouldContain("Gunmen kill 12");
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
