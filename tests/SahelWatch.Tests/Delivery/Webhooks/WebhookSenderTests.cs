using Microsoft.AspNetCore.Http;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Webhooks;

public sealed class WebhookSenderTests : IDisposable
{
    private const string Secret = "whsec_plJ3nmyCDGBKInavdOK15jsl9i3cTx8w";
    private readonly TestClock _clock = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static TheoryData<int, Type> Answers() => new()
    {
        { 200, typeof(MailOutcome.Sent) }, { 204, typeof(MailOutcome.Sent) }, { 302, typeof(MailOutcome.PermanentFailure) }, { 400, typeof(MailOutcome.PermanentFailure) },
        { 401, typeof(MailOutcome.SenderRefused) }, { 404, typeof(MailOutcome.PermanentFailure) }, { 429, typeof(MailOutcome.Unavailable) }, { 503, typeof(MailOutcome.TemporaryFailure) },
    };

    public void Dispose() => _http.Dispose();

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

        (await SendAsync(server, ChannelKind.Slack)).ShouldBeOfType<MailOutcome.Unavailable>().RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
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
        headers["webhook-signature"].ToString().ShouldBe(WebhookSignature.Of(Secret, "a/1", TestClock.Start.ToUnixTimeSeconds(), body));
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

        var reason = (await SendAsync(server, ChannelKind.Json)).ShouldBeOfType<MailOutcome.SenderRefused>().Reason;

        reason.ShouldContain("duty");
        reason.ShouldNotContain("127.0.0.1");
        reason.ShouldNotContain("whsec");
    }

    [Theory]
    [InlineData("http://hooks.example/a", null, null, ChannelKind.Slack, "https")]
    [InlineData("https://api.telegram.org/bot1:a", null, null, ChannelKind.Telegram, "Target")]
    [InlineData("https://hooks.example/a", null, "secret", ChannelKind.Json, "whsec_")]
    public void A_channel_that_cannot_work_is_refused_with_what_to_do(string url, string? target, string? secret, ChannelKind kind, string named) =>
        new Channel { Kind = kind, Url = new(url), Target = target, Secret = secret }.Validate(new(new object())).ShouldHaveSingleItem().ErrorMessage!.ShouldContain(named);

    private static Task<LoopbackServer> Answering(Action<HttpContext> answer) => LoopbackServer.StartAsync(async context =>
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        answer(context);
    });

    private Task<MailOutcome> SendAsync(LoopbackServer server, ChannelKind kind) => new WebhookSender(_http, _clock).SendAsync(
        "duty",
        new Channel { Kind = kind, Url = server["hook"], Secret = Secret },
        new ChannelMessage { Id = "a/1", At = TestClock.Start, Title = "Mali: 17 killed", Lines = [new("17 killed (army)")], Language = "en" },
        CancellationToken.None);
}
