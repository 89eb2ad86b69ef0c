using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_resolved_relative_to_the_previous_address(int status)
    {
        await using var polling = await Polling.StartAsync(c => c.Request.Path == "/a/feed"
            ? Redirect(c, status, "../b/rss?x=1")
            : c.Response.WriteAsync(c.Request.Path + c.Request.QueryString == "/b/rss?x=1" ? Polling.Rss : "?"));

        (await polling.PollAsync("/a/feed")).Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task A_permanent_redirect_is_remembered_after_five_in_a_row_and_reported(int status)
    {
        await using var polling = await Polling.StartAsync(c => c.Request.Path == "/old" ? Redirect(c, status, "/new") : c.Response.WriteAsync(Polling.Rss));

        for (var i = 0; i < 4; i++)
            (await polling.PollAsync("/old")).State.MovedTo.ShouldBeNull();
        var fifth = await polling.PollAsync("/old");
        var before = polling.Server.Requests.Count;
        var sixth = await polling.PollAsync("/old");

        fifth.State.MovedTo.ShouldBe(polling.Server["/new"]);
        fifth.Problems.ShouldContain(p => p.Contains("/new", StringComparison.Ordinal) && p.Contains("correct the list", StringComparison.Ordinal));
        sixth.State.MovedTo.ShouldBe(polling.Server["/new"]);
        (polling.Server.Requests.Count - before).ShouldBe(1, "only the new address is requested");
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_temporary_redirect_is_never_remembered(int status)
    {
        await using var polling = await Polling.StartAsync(c => c.Request.Path == "/old" ? Redirect(c, status, "/new") : c.Response.WriteAsync(Polling.Rss));

        for (var i = 0; i < 6; i++)
            (await polling.PollAsync("/old")).State.ShouldSatisfyAllConditions(s => s.MovedTo.ShouldBeNull(), s => s.RedirectStreak.ShouldBe(0));
    }

    [Fact]
    public async Task An_interrupted_series_of_redirects_starts_again()
    {
        var polls = 0;
        await using var polling = await Polling.StartAsync(
            c => c.Request.Path == "/old" && ++polls != 4 ? Redirect(c, 301, "/new") : c.Response.WriteAsync(Polling.Rss));

        for (var i = 0; i < 8; i++)
            (await polling.PollAsync("/old")).State.MovedTo.ShouldBeNull();
        (await polling.PollAsync("/old")).State.MovedTo.ShouldNotBeNull();
    }

    [Fact]
    public async Task After_three_failures_of_the_new_address_the_listed_one_is_used_again()
    {
        var parked = false;
        await using var polling = await Polling.StartAsync(c => (c.Request.Path.Value, parked) switch
        {
            ("/old", false) => Redirect(c, 301, "/new"),
            ("/new", true) => NotFound(c),
            _ => c.Response.WriteAsync(Polling.Rss),
        });
        for (var i = 0; i < 5; i++)
            await polling.PollAsync("/old");
        parked = true;

        for (var i = 0; i < 3; i++)
            (await polling.PollAsync("/old")).Outcome.ShouldBeOfType<FeedOutcome.Failed>();
        (await polling.PollAsync("/old")).State.ShouldSatisfyAllConditions(s => s.MovedTo.ShouldBeNull(), s => s.Health.ShouldBe(FeedHealth.Healthy));
    }

    [Theory]
    [InlineData("/loop", FailureReason.RedirectLoop)]
    [InlineData("/ftp", FailureReason.RedirectInvalid)]
    [InlineData("/nowhere", FailureReason.RedirectInvalid)]
    [InlineData("/chain/11", FailureReason.TooManyRedirects)]
    public async Task An_invalid_redirect_is_refused(string path, FailureReason reason)
    {
        await using var polling = await Polling.StartAsync(Maze);

        Polling.Failure(await polling.PollAsync(path)).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Ten_hops_are_followed()
    {
        await using var polling = await Polling.StartAsync(Maze);

        (await polling.PollAsync("/chain/10")).Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_refused()
    {
        await using var open = await Support.LoopbackServer.StartAsync(c => c.Response.WriteAsync(Polling.Rss));
        await using var polling = await Polling.StartAsync(c => Redirect(c, 301, open["/feed"].ToString()), http: Polling.Trusting, tls: true);

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.RedirectDowngrade);
        open.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_hops_of_a_feed_share_one_budget()
    {
        Polling? polling = null;
        polling = await Polling.StartAsync(c =>
        {
            polling!.Clock.Advance(TimeSpan.FromSeconds(40));
            return Maze(c);
        });
        await using var _ = polling;

        Polling.Failure(await polling.PollAsync("/chain/9"))
            .ShouldSatisfyAllConditions(f => f.Reason.ShouldBe(FailureReason.Timeout), f => f.Detail.ShouldContain("100 s"));
        polling.Server.Requests.Count.ShouldBe(3, "40 s each: the third runs into 100 s");
    }

    [Fact]
    public void A_redirect_from_https_to_http_is_refused_and_the_reverse_is_followed()
    {
        var secure = new RedirectTrail(new("https://a.example/"));
        var open = new RedirectTrail(new("http://a.example/"));

        secure.Follow(new(true, "http://a.example/feed", []))!.Reason.ShouldBe(FailureReason.RedirectDowngrade);
        open.Follow(new(true, "https://a.example/", [])).ShouldBeNull();
        open.MovedTo.ShouldBe(new Uri("https://a.example/"));
    }

    [Fact]
    public void Only_the_permanent_redirects_at_the_start_give_a_new_address()
    {
        var trail = new RedirectTrail(new("https://a.example/1"));

        trail.Follow(new(true, "https://a.example/2", [])).ShouldBeNull();
        trail.Follow(new(false, "https://a.example/3", [])).ShouldBeNull();
        trail.Follow(new(true, "https://a.example/4", [])).ShouldBeNull();

        trail.Current.ShouldBe(new Uri("https://a.example/4"));
        trail.MovedTo.ShouldBe(new Uri("https://a.example/2"));
    }

    private static Task Maze(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/chain/0")
            return context.Response.WriteAsync(Polling.Rss);
        if (path.StartsWith("/chain/", StringComparison.Ordinal))
            return Redirect(context, 301, $"/chain/{int.Parse(path[7..], null) - 1}");
        return path switch
        {
            "/loop" => Redirect(context, 302, "/loop2"),
            "/loop2" => Redirect(context, 302, "/loop"),
            "/ftp" => Redirect(context, 301, "ftp://a.example/feed"),
            _ => Redirect(context, 301, null),
        };
    }

    private static Task Redirect(HttpContext context, int status, string? to)
    {
        context.Response.StatusCode = status;
        if (to is not null)
            context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("/self")]
    [InlineData("/hop")]
    public async Task A_cookie_set_by_a_redirect_is_sent_back_only_within_the_same_fetch(string path)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            if (c.Request.Headers.Cookie == "seen=1")
                return c.Response.WriteAsync(Polling.Rss);
            if (c.Request.Path == "/set" || c.Request.Path == "/self")
                c.Response.Headers.SetCookie = "seen=1; Path=/; Expires=Thu, 31 Dec 2099 00:00:00 GMT";
            c.Response.Redirect(c.Request.Path == "/hop" ? "/set" : path);
            return Task.CompletedTask;
        });

        var first = (await polling.PollAsync([polling.Server[path]])).Single();
        var second = (await polling.PollAsync([polling.Server[path]])).Single();

        first.Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
        second.Outcome.ShouldBe(new FeedOutcome.NotModified());
        var asked = polling.Server.Requests.Select(r => r.Cookie.ToString()).ToList();
        asked[asked.Count / 2].ShouldBe("", "the second fetch starts without one");
    }

    [Fact]
    public async Task A_redirect_to_itself_that_keeps_setting_the_same_cookie_is_a_loop()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.SetCookie = "seen=1; Path=/";
            c.Response.Redirect("/feed");
            return Task.CompletedTask;
        });

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.RedirectLoop);
        polling.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cookie_is_not_sent_to_another_host()
    {
        await using var other = await LoopbackServer.StartAsync(c => c.Response.WriteAsync(Polling.Rss));
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.SetCookie = "seen=1; Path=/";
            c.Response.Redirect($"http://localhost:{other.Root.Port}/feed");
            return Task.CompletedTask;
        });

        await polling.PollAsync();

        other.Requests.ShouldAllBe(r => r.Cookie.Count == 0);
    }
}
