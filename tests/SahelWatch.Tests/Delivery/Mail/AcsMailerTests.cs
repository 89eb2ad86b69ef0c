using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Mail.Acs;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

public sealed class AcsMailerTests : IDisposable
{
    private readonly RecordedAcs _acs = new();

    [Fact]
    public async Task A_mail_is_one_request_with_an_id_derived_from_the_delivery()
    {
        var mail = SomeMail.To() with { Subject = "Djibo\r\nBcc: x" };

        (await Mailer().SendAsync(mail, CancellationToken.None)).ShouldBe(new MailOutcome.Sent());

        var (request, body) = _acs.Requests.Single();
        request.RequestUri!.PathAndQuery.ShouldBe("/emails:send?api-version=2025-09-01");
        request.Headers.GetValues("Operation-Id").ShouldBe([mail.OperationId.ToString()]);
        request.Headers.Authorization!.ToString().ShouldBe("Bearer token for https://communication.azure.com//.default");
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("recipients").GetProperty("to").EnumerateArray().Single().GetProperty("address").GetString()
            .ShouldBe("reader@example.org");
        json.RootElement.GetProperty("content").GetProperty("subject").GetString().ShouldBe("Djibo Bcc: x");
        json.RootElement.GetProperty("content").GetProperty("html").GetString()!.ShouldContain(mail.Link!.AbsoluteUri);
        json.RootElement.GetProperty("headers").GetProperty("Message-ID").GetString().ShouldBe($"<{mail.MessageId}>");
        json.RootElement.GetProperty("headers").GetProperty("List-Unsubscribe-Post").GetString().ShouldBe("List-Unsubscribe=One-Click");
        json.RootElement.GetProperty("userEngagementTrackingDisabled").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task With_a_key_the_request_including_its_body_is_signed()
    {
        // The signature of this request, calculated by hand from the scheme: HMAC-SHA256(key, "POST\n{path}\n{date};{host};{hash of the body}").
        var mailer = new AcsMailer(new AcsOptions { Endpoint = new("https://name.communication.azure.com"), Key = Convert.ToBase64String("secret"u8) }, null,
            new TestClock(), new HttpClientTransport(_acs));

        await mailer.SendAsync(SomeMail.To(), CancellationToken.None);

        var (request, body) = _acs.Requests.Single();
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var text = $"POST\n/emails:send?api-version=2025-09-01\nSun, 22 Nov 2026 06:00:00 GMT;name.communication.azure.com;{hash}";
        var signature = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData("secret"u8, Encoding.ASCII.GetBytes(text)));
        request.Headers.GetValues("x-ms-content-sha256").ShouldBe([hash]);
        request.Headers.GetValues("Authorization").Single().ShouldBe($"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    [Theory]
    [InlineData("Running", 1)]
    [InlineData("Succeeded", 1)]
    [InlineData(null, 2)]
    public async Task A_repeat_queries_the_service_first_and_sends_only_if_the_mail_is_unknown(string? status, int requests)
    {
        _acs.Answer = request => request.Method == HttpMethod.Get
            ? status is null
                ? Json(HttpStatusCode.NotFound, """{"error":{"code":"NotFound","message":"no such operation"}}""")
                : Json(HttpStatusCode.OK, $$"""{"id":"x","status":"{{status}}"}""")
            : Json(HttpStatusCode.Accepted, "{}");

        (await Mailer().SendAsync(SomeMail.To() with { Repeat = true }, CancellationToken.None)).ShouldBe(new MailOutcome.Sent());

        _acs.Requests.Count.ShouldBe(requests);
        _acs.Requests[0].Request.RequestUri!.AbsolutePath.ShouldBe($"/emails/operations/{SomeMail.To().OperationId}");
    }

    [Fact]
    public async Task An_address_suppressed_by_the_service_is_a_permanent_failure()
    {
        _acs.Answer = _ => Json(
            HttpStatusCode.OK,
                """{"status":"Failed","error":{"code":"EmailDroppedAllRecipientsSuppressed","message":"Message dropped because all recipients were suppressed"}}""");

        (await Mailer().SendAsync(SomeMail.To() with { Repeat = true }, CancellationToken.None)).ShouldBeOfType<MailOutcome.PermanentFailure>();
    }

    [Fact]
    public async Task Too_many_requests_makes_all_deliveries_wait_as_long_as_the_service_says_without_a_retry()
    {
        _acs.Answer = _ =>
        {
            var response = Json(
                HttpStatusCode.TooManyRequests, """{"error":{"code":"TooManyRequests","message":"Please retry after 420 seconds for reader@example.org"}}""");
            response.Headers.Add("Retry-After", "420");
            return response;
        };

        var outcome = (await Mailer().SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBeOfType<MailOutcome.Unavailable>();

        outcome.RetryAfter.ShouldBe(TimeSpan.FromMinutes(7));
        outcome.InDoubt.ShouldBeTrue();
        outcome.Reason.ShouldNotContain("reader@");
        _acs.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(401, "Denied", "Denied by the resource provider.")]
    [InlineData(404, "DomainNotLinked", "The specified sender domain has not been linked.")]
    [InlineData(400, "InvalidSenderUserName", "Invalid sender user name.")]
    public async Task If_the_service_rejects_the_sender_the_reason_names_the_setting(int status, string code, string message)
    {
        _acs.Answer = _ => Json((HttpStatusCode)status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");

        var outcome = await Mailer().SendAsync(SomeMail.To(), CancellationToken.None);

        outcome.ShouldBeOfType<MailOutcome.SenderRefused>().Reason.ShouldSatisfyAllConditions(
            r => r.ShouldContain("Delivery:From"), r => r.ShouldContain(message));
    }

    [Fact]
    public async Task After_a_connection_failure_the_mail_is_in_doubt()
    {
        _acs.Answer = _ => throw new HttpRequestException("connection reset");

        (await Mailer().SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBeOfType<MailOutcome.Unavailable>().InDoubt.ShouldBeTrue();
    }

    public void Dispose() => _acs.Dispose();

    private AcsMailer Mailer() =>
        new(new AcsOptions { Endpoint = new("https://name.communication.azure.com") }, new OneToken(), new TestClock(), new HttpClientTransport(_acs));

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class RecordedAcs : HttpMessageHandler
    {
        public List<(HttpRequestMessage Request, string Body)> Requests { get; } = [];

        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => Json(HttpStatusCode.Accepted, """{"id":"x","status":"Running"}""");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return Answer(request);
        }
    }

    private sealed class OneToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token for {requestContext.Scopes.Single()}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
