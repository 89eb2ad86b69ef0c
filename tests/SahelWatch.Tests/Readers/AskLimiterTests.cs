using System.Net;
using Microsoft.AspNetCore.Http;
using SahelWatch.Web.Subscriptions;

namespace SahelWatch.Tests.Readers;

public sealed class AskLimiterTests
{
    [Theory]
    [InlineData(3, 100)]
    [InlineData(100, 3)]
    public void A_client_that_has_asked_often_enough_in_ten_minutes_or_in_a_day_is_refused_and_others_are_not(int asks, int asksADay)
    {
        using var limiter = new AskLimiter(asks, asksADay);

        Enumerable.Range(0, 4).Select(_ => limiter.Allows(From("192.0.2.1"))).ShouldBe([true, true, true, false]);
        limiter.Allows(From("192.0.2.2")).ShouldBeTrue();
        Enumerable.Range(0, 4).Select(n => limiter.Allows(From($"2001:db8::{n}"))).ShouldBe([true, true, true, false], "one household");
    }

    private static DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
