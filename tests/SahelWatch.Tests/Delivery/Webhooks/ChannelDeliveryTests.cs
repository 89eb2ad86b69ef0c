using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Webhooks;

/// <summary>The ledger's promises hold for channels: real receivers that refuse, hang, ask for patience or hang up, and processes that die.</summary>
public sealed class ChannelDeliveryTests
{
    private readonly MailingList _list = new(readers: 2);

    [Fact]
    public async Task Each_channel_is_told_once_beside_the_readers_and_a_second_run_costs_one_read()
    {
        await using var server = await AnsweringAsync(_ => { });
        foreach (var kind in Enum.GetValues<ChannelKind>())
            Receivers.Add(_list.Options, kind.ToString().ToLowerInvariant(), kind, server["hook/"]);
        string[] channels = [.. _list.Options.Channels.Keys];

        var first = await DeliverAsync(channels);
        var reads = _list.Blobs.Reads;
        var second = await DeliverAsync(channels);

        (first.Readers, first.Sent, first.Complete).ShouldBe((8, 8, true));
        (second.SentNow, second.Complete, _list.Blobs.Reads - reads).ShouldBe((0, true, 1));
        (server.Requests.Count, _list.Mailer.Accepted.Count).ShouldBe((6, 2));
    }

    [Fact]
    public async Task Too_many_messages_waits_as_long_as_asked_and_no_shorter()
    {
        var asked = 0;
        await using var server = await AnsweringAsync(context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
                (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "90");
        });
        Receivers.Add(_list.Options, "duty", ChannelKind.Slack, server.Root);

        var refused = await DeliverAsync("duty");
        _list.Clock.Advance(TimeSpan.FromSeconds(89));
        await DeliverAsync("duty");
        asked.ShouldBe(1);
        _list.Clock.Advance(TimeSpan.FromSeconds(1));
        var last = await DeliverAsync("duty");

        (refused.Sent, refused.Waiting, refused.Resume).ShouldBe((2, 1, TestClock.Start.AddSeconds(90)));
        refused.Problems.ShouldBe(["Channel duty: too many messages (429)."]);
        (asked, last.Complete, last.Repeated).ShouldBe((2, true, 0));
    }

    [Fact]
    public async Task A_receiver_that_hangs_up_after_receipt_gets_the_same_message_again_under_the_same_id()
    {
        var asked = 0;
        await using var server = await AnsweringAsync(context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
                context.Abort();
        });
        Receivers.Add(_list.Options, "duty", ChannelKind.Json, server.Root);

        await DeliverAsync("duty");
        _list.Clock.Advance(DeliveryRules.FirstWaitOfChannel);
        var report = await DeliverAsync("duty");

        (asked, report.Complete, report.Repeated).ShouldBe((2, true, 1));
        server.Requests.Select(r => r["webhook-id"].ToString()).Distinct().ShouldHaveSingleItem().ShouldBe("daily/2026-11-22");
    }

    [Fact]
    public async Task A_channel_that_is_taken_out_of_the_edition_while_a_message_waits_gets_it_no_more_and_the_report_says_so()
    {
        var asked = 0;
        await using var server = await AnsweringAsync(context =>
        {
            asked++;
            context.Response.StatusCode = 503;
        });
        Receivers.Add(_list.Options, "duty", ChannelKind.Json, server.Root);
        await DeliverAsync("duty");
        _list.Clock.Advance(DeliveryRules.FirstWaitOfChannel);

        var report = await DeliverAsync();

        (asked, report.Complete, report.GivenUp).ShouldBe((1, true, 1));
        report.Problems.ShouldBe(["Channel duty: the edition or rule no longer names it."]);
    }

    [Fact]
    public async Task A_channel_whose_settings_are_taken_out_while_a_message_waits_is_reported_until_they_are_back()
    {
        var isUp = false;
        await using var server = await AnsweringAsync(context => context.Response.StatusCode = isUp ? 200 : 503);
        Receivers.Add(_list.Options, "duty", ChannelKind.Json, server.Root);
        await DeliverAsync("duty");
        var settings = _list.Options.Channels["duty"];
        _list.Options.Channels.Remove("duty");
        _list.Clock.Advance(DeliveryRules.FirstWaitOfChannel);

        var without = await DeliverAsync("duty");
        (_list.Options.Channels["duty"], isUp) = (settings, true);
        _list.Clock.Advance(4 * DeliveryRules.FirstWaitOfChannel);
        var with = await DeliverAsync("duty");

        (without.Complete, without.Waiting, with.Complete, with.Sent).ShouldBe((false, 1, true, 3));
        without.Problems.ShouldBe(["Channel duty has no settings."]);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_tried_again_until_it_is_given_up_and_is_never_in_doubt()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Receivers.Add(_list.Options, "duty", ChannelKind.Slack, new Uri($"http://127.0.0.1:{port}/"));

        var reports = new List<DeliveryReport>();
        do
        {
            reports.Add(await DeliverAsync("duty"));
            _list.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        while (!reports[^1].Complete);

        (reports[^1].Sent, reports[^1].GivenUp, reports.Sum(r => r.Repeated)).ShouldBe((2, 1, 0));
        reports[^1].Problems.ShouldBe(["Channel duty: no connection (ConnectionError)."]);
    }

    [Fact]
    public async Task A_channel_that_never_answers_holds_up_no_reader_and_no_other_channel()
    {
        using var reached = new SemaphoreSlim(0);
        await using var silent = await LoopbackServer.StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            reached.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var server = await AnsweringAsync(_ => { });
        Receivers.Add(_list.Options, "silent", ChannelKind.Slack, silent.Root);
        Receivers.Add(_list.Options, "well", ChannelKind.Slack, server.Root);

        var delivery = DeliverAsync("silent", "well");
        await reached.WaitAsync();
        while (await StateAsync("well") != DeliveryState.Sent || _list.Mailer.Accepted.Count < 2)
            await Task.Yield();
        delivery.IsCompleted.ShouldBeFalse();
        _list.Clock.Advance(TimeSpan.FromSeconds(20));
        var report = await delivery;

        (report.Sent, report.Waiting).ShouldBe((3, 1));
        report.Problems.ShouldHaveSingleItem().ShouldStartWith("Channel silent: no answer");
    }

    [Fact]
    public async Task A_mail_provider_that_is_down_holds_up_no_channel()
    {
        await using var server = await AnsweringAsync(_ => { });
        Receivers.Add(_list.Options, "duty", ChannelKind.Teams, server.Root);
        _list.Mailer.Answer = _ => new MailOutcome.Unavailable("down");
        await DeliverAsync(_list, "2026-11-21", ["duty"]);

        await DeliverAsync("duty"); // the pause still lasts

        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_loses_nothing_and_doubles_only_what_was_handed_over_and_not_recorded()
    {
        var bodies = new ConcurrentQueue<string>();
        await using var server = await AnsweringAsync(context => bodies.Enqueue(context.Request.Headers["webhook-id"]!));
        for (var writes = 0; ; writes++)
        {
            var list = new MailingList(readers: 0);
            Receivers.Add(list.Options, "duty", ChannelKind.Json, server.Root);
            bodies.Clear();
            list.Blobs.WritesLeft = writes;
            await DiesAsync(() => DeliverAsync(list, "2026-11-22", ["duty"]));
            var survived = list.Blobs.WritesLeft > 0;
            list.Blobs.WritesLeft = -1;
            var before = bodies.Count;
            list.Clock.Advance(list.Options.Lease);

            var report = await DeliverAsync(list, "2026-11-22", ["duty"]);

            report.Complete.ShouldBeTrue();
            (bodies.Count - 1).ShouldBe(report.Repeated, $"died after {writes} writes");
            report.Repeated.ShouldBeLessThanOrEqualTo(before);
            if (survived)
                break;
        }
    }

    [Fact]
    public async Task Two_processes_at_once_tell_a_channel_once()
    {
        await using var server = await AnsweringAsync(_ => { });
        Receivers.Add(_list.Options, "duty", ChannelKind.Slack, server.Root);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeliverAsync("duty")));

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Neither_address_nor_secret_is_stored_or_reported()
    {
        await using var server = await AnsweringAsync(context => context.Response.StatusCode = 401);
        Receivers.Add(_list.Options, "duty", ChannelKind.Json, server["secret-path"]);

        var report = await DeliverAsync("duty");

        var stored = new StringBuilder(string.Join('\n', report.Problems));
        await foreach (var name in _list.Blobs.ListAsync("deliveries/", null, CancellationToken.None))
            stored.Append(name).Append(Encoding.UTF8.GetString((await _list.Blobs.ReadAsync(name, CancellationToken.None))!.Content.Span));
        stored.ToString().ShouldContain("check its Url, Target and Secret");
        stored.ToString().ShouldNotContain("secret-path");
        stored.ToString().ShouldNotContain("127.0.0.1");
        stored.ToString().ShouldNotContain(Receivers.Secret);
    }

    [Fact]
    public async Task A_plan_that_was_lost_tells_no_reader_and_no_channel_again()
    {
        await using var server = await AnsweringAsync(_ => { });
        Receivers.Add(_list.Options, "duty", ChannelKind.Slack, server.Root);
        await DeliverAsync("duty");
        await _list.Blobs.DeleteAsync(BlobNames.DeliveryPlan("daily", "2026-11-22"), CancellationToken.None);

        var report = await DeliverAsync("duty");

        (report.Complete, report.SentNow, server.Requests.Count, _list.Mailer.Accepted.Count).ShouldBe((true, 0, 1, 2));
    }

    private async Task<DeliveryState?> StateAsync(string channel) => (await new DeliveryLedger(_list.Blobs).ReadShardAsync(
        BlobNames.DeliveryToChannel("daily", "2026-11-22", channel), CancellationToken.None))?.Value.Deliveries[0].State;

    private Task<DeliveryReport> DeliverAsync(params string[] channels) => DeliverAsync(_list, "2026-11-22", channels);

    private static Task<DeliveryReport> DeliverAsync(MailingList list, string digest, string[] channels) => list.DeliverAsync(list.Mailing(digest) with
    {
        Channels = channels,
        Message = new() { Id = $"daily/{digest}", At = TestClock.Start, Title = "Sahel", Lines = [new("Djibo")], Language = "en" },
    });

    private static async Task DiesAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (StorageException)
        {
            // Where not even the plan could be written; else the report says so.
        }
    }

    private static Task<LoopbackServer> AnsweringAsync(Action<HttpContext> answer) => LoopbackServer.StartAsync(async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        answer(context);
    });
}
