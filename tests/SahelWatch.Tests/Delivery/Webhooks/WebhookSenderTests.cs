using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Webhooks;

public sealed class WebhookSenderTests
{
    private readonly TestClock _clock = new();
    private readonly DeliveryOptions _options = new();

    public static TheoryData<int, Type> Answers() => new()
    {
        { 200, typeof(MailOutcome.Sent) }, { 204, typeof(MailOutcome.Sent) }, { 302, typeof(MailOutcome.TemporaryFailure) }, { 400, typeof(MailOutcome.PermanentFailure) },
        { 401, typeof(MailOutcome.TemporaryFailure) }, { 404, typeof(MailOutcome.TemporaryFailure) }, { 429, typeof(MailOutcome.TemporaryFailure) },
        { 503, typeof(MailOutcome.TemporaryFailure) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_services_answer_is_what_became_of_the_message(int status, Type outcome)
    {
        await using var server = await Answering(context => context.Response.StatusCode = status);

        (await SendAsync(server, ChannelKind.Slack)).ShouldBeOfType(outcome);
    }

    [Fact]
    public async Task Retry_After_is_heeded()
    {
        await using var server = await Answering(context => (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "90"));

        (await SendAsync(server, ChannelKind.Slack)).ShouldBeOfType<MailOutcome.TemporaryFailure>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_service_that_hangs_up_after_the_message_may_have_it()
    {
        await using var server = await Answering(context => context.Abort());

        (await SendAsync(server, ChannelKind.Slack)).ShouldBeOfType<MailOutcome.TemporaryFailure>().InDoubt.ShouldBeTrue();
    }

    [Fact]
    public async Task A_receiver_can_check_the_signature_over_id_time_and_body()
    {
        var body = Array.Empty<byte>();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            body = copy.ToArray();
        });

        await SendAsync(server, ChannelKind.Json);

        var headers = server.Requests.Single();
        headers["webhook-id"].ToString().ShouldBe("a/1");
        headers["webhook-timestamp"].ToString().ShouldBe(TestClock.Start.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        headers["webhook-signature"].ToString().ShouldBe(WebhookSignature.Of(Receivers.Secret, "a/1", TestClock.Start.ToUnixTimeSeconds(), body));
    }

    /// <summary>The example of the Standard Webhooks documentation.</summary>
    [Fact]
    public void The_signature_is_that_of_the_specification() =>
        WebhookSignature.Of("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121, """{"event_type":"ping","data":{"success":true}}"""u8)
            .ShouldBe("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");

    [Fact]
    public async Task A_reason_names_the_channel_and_never_its_address_or_secret()
    {
        await using var server = await Answering(context => context.Response.StatusCode = 401);

        var reason = (await SendAsync(server, ChannelKind.Json)).ShouldBeOfType<MailOutcome.TemporaryFailure>().Reason;

        reason.ShouldContain("duty");
        reason.ShouldNotContain("127.0.0.1");
        reason.ShouldNotContain("whsec");
    }

    [Theory]
    [InlineData("", null, null, ChannelKind.Slack, "Url")]
    [InlineData("hooks.example/a", null, null, ChannelKind.Slack, "https")]
    [InlineData("http://hooks.example/a", null, null, ChannelKind.Slack, "https")]
    [InlineData("file:///etc/passwd", null, null, ChannelKind.Slack, "https")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", null, null, ChannelKind.Slack, "vault")]
    [InlineData("https://api.telegram.org/bot1:a", null, null, ChannelKind.Telegram, "Target")]
    [InlineData("https://ntfy.sh", "a topic", null, ChannelKind.Ntfy, "topic")]
    [InlineData("https://hooks.example/a", null, "secret", ChannelKind.Json, "whsec_")]
    [InlineData("https://hooks.example/a", null, "whsec_c2hvcnQ=", ChannelKind.Json, "24")]
    public async Task A_channel_that_cannot_work_is_told_of_by_name_and_waits(string url, string? target, string? secret, ChannelKind kind, string named)
    {
        _options.Channels["duty"] = new() { Kind = kind, Url = url, Target = target, Secret = secret };

        var reason = (await SendAsync("duty")).ShouldBeOfType<MailOutcome.TemporaryFailure>().Reason;

        reason.ShouldStartWith("Channel duty ");
        reason.ShouldContain(named);
    }

    [Fact]
    public async Task A_channel_without_settings_is_told_of_by_name_and_waits() =>
        (await SendAsync("dutty")).ShouldBeOfType<MailOutcome.TemporaryFailure>().Reason.ShouldBe("Channel dutty has no settings.");

    /// <summary>Over the connections that the product has, not the tests' own.</summary>
    [Theory]
    [InlineData("https://127.0.0.1:9/")]
    [InlineData("https://[::1]:9/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    public async Task A_channel_reaches_no_private_address(string url)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("SahelWatch:Delivery:Channels:duty:Kind", "slack"), new("SahelWatch:Delivery:Channels:duty:Url", url)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSahelWatch(configuration, TimeProvider.System).BuildServiceProvider();

        var outcome = await services.GetRequiredService<WebhookSender>().SendAsync("duty", Message, CancellationToken.None);

        outcome.ShouldBeOfType<MailOutcome.TemporaryFailure>().Reason.ShouldContain("not on the public network");
    }

    private static Task<LoopbackServer> Answering(Action<HttpContext> answer) => LoopbackServer.StartAsync(async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        answer(context);
    });

    private static ChannelMessage Message => new() { Id = "a/1", At = TestClock.Start, Title = "Mali: 17 killed", Lines = [new("17 killed (army)")], Language = "en" };

    private Task<MailOutcome> SendAsync(LoopbackServer server, ChannelKind kind)
    {
        Receivers.Add(_options, "duty", kind, server["hook"]);
        return SendAsync("duty");
    }

    private Task<MailOutcome> SendAsync(string channel) => Receivers.Sender(_options, _clock).SendAsync(channel, Message, CancellationToken.None);
}
