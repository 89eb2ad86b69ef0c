using System.Net;
using Microsoft.AspNetCore.Http;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

/// <summary>Unusual addresses in feed lists and redirects.</summary>
public class AddressTests
{
    [Fact]
    public async Task An_internationalized_host_name_is_resolved_in_its_encoded_form()
    {
        var asked = new List<string>();
        await using var polling = await Polling.StartAsync(Feed, http: o => FeedSockets.Create(o, (host, _) =>
        {
            asked.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        }));

        (await polling.PollAsync([new Uri($"http://bücher.example:{polling.Server.Root.Port}/feed")])).Single().Outcome.ShouldBeOfType<FeedOutcome.Fetched>();

        asked.ShouldBe(["xn--bcher-kva.example"]);
        polling.Server.Requests.Single().Host.ToString().ShouldStartWith("xn--bcher-kva.example");
    }

    [Fact]
    public async Task Different_spellings_of_a_host_share_one_queue()
    {
        var (running, most) = (0, 0);
        await using var polling = await Polling.StartAsync(async c =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Feed(c);
            Interlocked.Decrement(ref running);
        }, o => (o.RequestsPerHost, o.AttemptTimeout, o.RateWindow) = (1, TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)),
            o => FeedSockets.Create(o, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));
        string[] spellings = ["bücher.example", "xn--bcher-kva.example", "BÜCHER.example", "bücher.example."];
        var began = polling.Clock.GetUtcNow();

        var results = await polling.PollAsync(spellings.Select((s, i) => new Uri($"http://{s}:{polling.Server.Root.Port}/{i}")));

        results.ShouldAllBe(r => r.Outcome is FeedOutcome.Fetched);
        most.ShouldBe(1);
        (polling.Clock.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_password_and_a_fragment_in_an_address_are_not_sent()
    {
        var path = "";
        await using var polling = await Polling.StartAsync(c =>
        {
            path = c.Request.Path + c.Request.QueryString;
            return Feed(c);
        });

        await polling.PollAsync([new Uri($"http://user:secret@127.0.0.1:{polling.Server.Root.Port}/feed?x=1#part")]);

        path.ShouldBe("/feed?x=1");
        polling.Server.Requests.Single().ShouldSatisfyAllConditions(r => r.Authorization.Count.ShouldBe(0), r => r.Host.ToString().ShouldNotContain("secret"));
    }

    [Theory]
    [InlineData("/actualités/feed", "/actualités/feed")]
    [InlineData("/my feed.xml", "/my feed.xml")]
    [InlineData("?page=2", "/old?page=2")]
    [InlineData("//127.0.0.1:{0}/new", "/new")]
    public async Task A_redirect_is_followed_however_its_address_is_written(string location, string asked)
    {
        await using var target = await LoopbackServer.StartAsync(c => c.Request.Path + c.Request.QueryString == "/old"
            ? Task.CompletedTask
            : c.Response.WriteAsync(Polling.Rss.Replace("<title>T<", $"<title>{c.Request.Path.Value}{c.Request.QueryString}<", StringComparison.Ordinal)));
        await using var server = RawServer.Start(
            $"HTTP/1.1 301 Moved\r\nLocation: {string.Format(null, location.StartsWith("//", StringComparison.Ordinal) ? location : $"http://127.0.0.1:{{0}}{(location[0] == '?' ? "/old" : "")}{location}", target.Root.Port)}\r\nContent-Length: 0\r\n\r\n");
        await using var polling = await Polling.StartAsync(Feed);

        var result = (await polling.PollAsync([server.Root])).Single();

        result.Outcome.ShouldBeOfType<FeedOutcome.Fetched>().Title.ShouldBe(asked);
    }

    [Fact]
    public async Task A_redirect_target_is_remembered_without_password_and_fragment()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            if (c.Request.Path == "/new")
                return Feed(c);
            c.Response.StatusCode = 301;
            c.Response.Headers.Location = $"http://user:secret@127.0.0.1:{c.Connection.LocalPort}/new#top";
            return Task.CompletedTask;
        });

        (await polling.PollAsync("/old")).State.RedirectsTo!.OriginalString.ShouldBe(polling.Server["/new"].OriginalString);
    }

    private static Task Feed(HttpContext context) => context.Response.WriteAsync(Polling.Rss);
}
