using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

/// <summary>What goes wrong before the body: DNS, addresses, TLS, headers, protocol.</summary>
public class ConnectionTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task A_name_that_resolves_to_a_private_address_is_refused_before_a_byte_is_sent(string address)
    {
        await using var polling = await Polling.StartAsync(
            Feed, o => o.AllowPrivateNetworks = false, o => FeedSockets.Create(o, Resolving(IPAddress.Parse(address))));

        var result = (await polling.PollAsync([new Uri($"http://innocent.example:{polling.Server.Root.Port}/feed")])).Single();

        Polling.Failure(result)
            .ShouldSatisfyAllConditions(f => f.Reason.ShouldBe(FailureReason.PrivateAddress), f => f.Detail.ShouldContain("innocent.example"));
        polling.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.0.0.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    public async Task A_private_address_is_refused_however_it_is_written(string url)
    {
        await using var polling = await Polling.StartAsync(Feed, o => o.AllowPrivateNetworks = false);

        var result = (await polling.PollAsync([new Uri(string.Format(null, url, polling.Server.Root.Port))])).Single();

        Polling.Failure(result).Reason.ShouldBe(FailureReason.PrivateAddress);
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused()
    {
        await using var polling = await Polling.StartAsync(Redirecting, http: o => FeedSockets.Create(o, allowed: Public));

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.PrivateAddress);

        static Task Redirecting(HttpContext context)
        {
            context.Response.Redirect($"http://127.0.0.2:{context.Connection.LocalPort}/");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task DNS_rebinding_does_not_get_past_the_address_check()
    {
        var asked = 0;
        Task<IPAddress[]> Rebinding(string host, CancellationToken _) =>
            Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]);
        await using var polling = await Polling.StartAsync(Closing, http: o => FeedSockets.Create(o, Rebinding, Public));
        var feed = new Uri($"http://rebinding.example:{polling.Server.Root.Port}/feed");

        var first = (await polling.PollAsync([feed])).Single();
        var second = (await polling.PollAsync([feed])).Single();

        first.Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
        Polling.Failure(second).Reason.ShouldBe(FailureReason.PrivateAddress);
        asked.ShouldBe(2);

        static Task Closing(HttpContext context)
        {
            context.Response.Headers.Connection = "close";
            return Feed(context);
        }
    }

    [Fact]
    public async Task Of_several_addresses_only_public_ones_are_tried()
    {
        await using var polling = await Polling.StartAsync(
            Feed, http: o => FeedSockets.Create(o, Resolving(IPAddress.Parse("127.0.0.2"), IPAddress.Loopback), Public));

        (await polling.PollAsync([new Uri($"http://both.example:{polling.Server.Root.Port}/feed")])).Single().Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, FailureReason.NoSuchHost, 1)]
    [InlineData(SocketError.TryAgain, FailureReason.DnsFailed, 3)]
    public async Task A_name_that_cannot_be_resolved_fails_with_a_reason(SocketError error, FailureReason reason, int tries)
    {
        var asked = 0;
        Task<IPAddress[]> Failing(string host, CancellationToken _)
        {
            asked++;
            return Task.FromException<IPAddress[]>(new SocketException((int)error));
        }
        await using var polling = await Polling.StartAsync(Feed, http: o => FeedSockets.Create(o, Failing));

        var result = (await polling.PollAsync([new Uri("http://nowhere.example/feed")])).Single();

        Polling.Failure(result).Reason.ShouldBe(reason);
        asked.ShouldBe(tries);
        result.State.Health.ShouldBe(FeedHealth.Failing);
    }

    [Fact]
    public async Task A_host_that_is_down_fails_its_own_feeds_quickly_and_no_others()
    {
        await using var polling = await Polling.StartAsync(Feed);
        var down = FreePort();
        var feeds = Enumerable.Range(0, 8).Select(i => new Uri($"http://127.0.0.1:{down}/{i}")).Append(polling.Server["/feed"]);

        var results = await polling.PollAsync(feeds);

        var reasons = results.Select(r => r.Outcome).OfType<FeedOutcome.Failed>().Select(f => f.Reason).ToArray();
        reasons.Length.ShouldBe(8);
        reasons.ShouldAllBe(r => r == FailureReason.Unreachable || r == FailureReason.HostDown);
        reasons.Count(r => r == FailureReason.HostDown).ShouldBeGreaterThanOrEqualTo(5);
        results.Count(r => r.Outcome is FeedOutcome.Fetched).ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_is_back_is_polled_again_in_the_next_round()
    {
        var down = true;
        // Nothing listens on 127.0.0.2.
        await using var polling = await Polling.StartAsync(
            Feed, http: o => FeedSockets.Create(o, (_, _) => Task.FromResult<IPAddress[]>([down ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback])));
        var feeds = Enumerable.Range(0, 8).Select(i => new Uri($"http://back.example:{polling.Server.Root.Port}/{i}")).ToArray();

        (await polling.PollAsync(feeds)).ShouldContain(r => ((FeedOutcome.Failed)r.Outcome).Reason == FailureReason.HostDown);
        down = false;
        polling.Clock.Advance(TimeSpan.FromMinutes(20));
        var round = await polling.PollAsync(feeds, all: false);

        round.Count.ShouldBe(8);
        round.ShouldAllBe(r => r.Outcome is FeedOutcome.Fetched);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_refused()
    {
        await using var polling = await Polling.StartAsync(Feed, tls: true);

        var result = await polling.PollAsync();

        Polling.Failure(result).Reason.ShouldBe(FailureReason.Tls);
        polling.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task HTTP_2_is_used_if_the_server_supports_it()
    {
        var protocol = "";
        await using var polling = await Polling.StartAsync(c =>
        {
            protocol = c.Request.Protocol;
            return Feed(c);
        }, http: Polling.Trusting, tls: true);

        (await polling.PollAsync()).Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
        protocol.ShouldBe("HTTP/2");
    }

    [Fact]
    public async Task Headers_larger_than_the_cap_are_refused()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers["X-Large"] = new string('x', 40 * 1024);
            return Feed(c);
        });

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.HeadersTooLarge);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", FailureReason.BadHttp)]
    [InlineData("HTTP/1.1 abc\r\n\r\n", FailureReason.BadHttp)]
    [InlineData("", FailureReason.ConnectionLost)]
    public async Task A_response_that_is_not_HTTP_fails_with_a_reason(string answer, FailureReason reason)
    {
        await using var server = RawServer.Start(answer);
        await using var polling = await Polling.StartAsync(Feed);

        Polling.Failure((await polling.PollAsync([server.Root])).Single()).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task A_feed_with_an_invalid_host_name_fails_alone()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss));

        var results = await polling.PollAsync([new Uri("https://out\uFFFDlet.example/feed"), polling.Server["/feed"]]);

        Polling.Failure(results.Single(r => r.Feed.Url.Scheme == "https")).Detail.ShouldNotBeEmpty();
        results.Single(r => r.Feed.Url.Scheme == "http").Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Cookies.Append("id", "1");
            return Feed(c);
        });

        await polling.PollAsync();
        await polling.PollAsync();

        polling.Server.Requests.ShouldAllBe(r => r.Cookie.Count == 0);
    }

    private static Task Feed(HttpContext context) => context.Response.WriteAsync(Polling.Rss);

    /// <summary>In these tests 127.0.0.1 stands for the public network and the rest of loopback for the private one.</summary>
    private static bool Public(IPAddress address) => address.Equals(IPAddress.Loopback);

    private static Resolve Resolving(params IPAddress[] addresses) => (_, _) => Task.FromResult(addresses);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
