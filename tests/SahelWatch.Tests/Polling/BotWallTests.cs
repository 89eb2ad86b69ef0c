using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;

namespace SahelWatch.Tests.Polling;

public class BotWallTests
{
    [Theory]
    [InlineData(403, "Cf-Mitigated: challenge", "<!DOCTYPE html><html><title>Just a moment...</title></html>", "Cloudflare")]
    [InlineData(503, "Server: cloudflare", "<!DOCTYPE html><html><script>window._cf_chl_opt={}</script></html>", "Cloudflare")]
    [InlineData(403, "X-Sucuri-ID: 1", "<html><title>Sucuri WebSite Firewall - Access Denied</title></html>", "Sucuri")]
    [InlineData(200, "X-Iinfo: 1", "<html><body><iframe src='x'>Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>", "Imperva")]
    [InlineData(202, "X-Amzn-Waf-Action: challenge", "<!DOCTYPE html><html></html>", "AWS WAF")]
    [InlineData(403, "Server: DataDome", "<html><script src='https://ct.captcha-delivery.com/c.js'></script></html>", "DataDome")]
    [InlineData(200, "Server: nginx", "<!doctype html><html><script src='/aes.js'></script></html>", "InfinityFree")]
    [InlineData(200, "Server: nginx", "<html><head><meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2Ffeed'></head></html>", "SiteGround")]
    [InlineData(403, "Server: cloudflare", "error code: 1010", "Cloudflare")]
    [InlineData(200, "X-Iinfo: 1", "<html><head><META NAME='robots'><script src='/_Incapsula_Resource?SWJIYLWA=1'></script></head><body></body></html>", "Imperva")]
    [InlineData(405, "X-Amzn-Waf-Action: captcha", "<!DOCTYPE html><html></html>", "AWS WAF")]
    [InlineData(403, "X-DataDome: protected", "{\"url\":\"https://geo.captcha-delivery.com/captcha/\"}", "DataDome")]
    [InlineData(403, "Server: AkamaiGHost", "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference&#32;&#35;18</BODY></HTML>", "Akamai")]
    [InlineData(428, "Server: nginx", "<html><div id='sec-if-cpt-container'></div></html>", "Akamai")]
    [InlineData(403, "Server: ddos-guard", "<title>DDOS-GUARD</title>", "DDoS-Guard")]
    [InlineData(429, "X-Vercel-Mitigated: challenge", "<!DOCTYPE html><html></html>", "Vercel")]
    [InlineData(200, "Server: LiteSpeed", "<?xml version='1.0'?><!DOCTYPE html><html><form action='/.lsrecap/recaptcha'></form></html>", "LiteSpeed")]
    [InlineData(403, "X-Px: 1", "<body><div id='px-captcha'></div></body>", "HUMAN")]
    public async Task A_bot_wall_is_recognised_and_the_feed_reported_as_blocked(int status, string header, string body, string wall)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.StatusCode = status;
            c.Response.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
            return c.Response.WriteAsync(body);
        });

        var result = await polling.PollAsync();

        Polling.Failure(result).ShouldSatisfyAllConditions(f => f.Reason.ShouldBe(FailureReason.BotWall), f => f.Detail.ShouldStartWith(wall));
        result.State.Health.ShouldBe(FeedHealth.Blocked);
        result.State.Reason.ShouldStartWith($"bot wall: {wall}");
        polling.Server.Requests.Count.ShouldBe(1, "a bot wall is not retried");
    }

    [Theory]
    [InlineData("Server: cloudflare")]
    [InlineData("X-DataDome: protected")]
    [InlineData("X-Iinfo: 1")]
    [InlineData("Server: AkamaiGHost")]
    public async Task A_plain_403_from_such_a_network_is_the_sites_own(string header)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.StatusCode = 403;
            c.Response.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
            return c.Response.WriteAsync("<html><title>403 Forbidden</title></html>");
        });

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.Forbidden);
    }

    [Theory]
    [InlineData("Server: AkamaiGHost")]
    [InlineData("X-DataDome: protected")]
    public async Task A_feed_from_such_a_network_is_read(string header)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers[header.Split(": ")[0]] = header.Split(": ")[1];
            return c.Response.WriteAsync(Polling.Rss);
        });

        (await polling.PollAsync()).Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_feed_that_mentions_bot_walls_is_not_one()
    {
        await using var polling = await Polling.StartAsync(
            c => c.Response.WriteAsync(Polling.Rss.Replace("<title>One", "<title>_cf_chl_opt, Sucuri WebSite Firewall: One", StringComparison.Ordinal)));

        (await polling.PollAsync()).Entries.Count.ShouldBe(2);
    }
}
