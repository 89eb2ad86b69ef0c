using SahelWatch.Alerts;
using SahelWatch.Delivery;
using SahelWatch.Digests;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Upkeep;

namespace SahelWatch.Tests.Pipeline;

/// <summary>The status says that all is well where all is.</summary>
public class StatusReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private static readonly StatusReport Well = new(Now, new PollReport(Now, 1, 1, 0, 0, 0, 0, [], [], false, default), null, null, null, []);

    private static readonly Feed Outlet = new() { Id = FeedId.From(new("https://site.example/feed")), Url = new("https://site.example/feed"), Title = "Outlet" };

    private static readonly DeliveryReport Waiting = new() { Edition = "daily", Digest = "2026-11-22", Readers = 2, Sent = 1, Waiting = 1 };

    [Fact]
    public void What_needs_a_look_is_said_first()
    {
        Well.Worst.ShouldBeNull();
        (Well with { At = Now.AddHours(2) }).Worst.ShouldBe("no poll since 2026-11-22 06:00 UTC");
        (Well with { Digest = new DigestReport(Now, [], [new DigestFailure("daily", "bug")], default) }).Worst.ShouldBe("a digest failed");
        (Well with { Digest = new DigestReport(Now, [new SentDigest("daily", "2026-11-22", "", 1, Waiting)], [], default) }).Worst
            .ShouldBe("a digest has not reached everybody");
        (Well with { Alert = new AlertReport(Now, [new SentAlert("grave", "2026-11-22-a", "", Waiting with { Waiting = 0, GivenUp = 1 })], false, default) }).Worst
            .ShouldBe("an alert has not reached everybody");
        (Well with { Inputs = [new InputVersion("alerts.yaml", "shipped", "is not YAML")] }).Worst.ShouldBe("alerts.yaml in storage cannot be used");
        (Well with { Feeds = [new FeedStatus(Outlet, new FeedState { Id = Outlet.Id, Health = FeedHealth.Quiet })] }).Worst.ShouldBe("1 feed needs a look");
        (Well with { SetAside = ["stories/aa/one.json"] }).Worst.ShouldBe("something could not be read and was set aside");
    }
}
