using System.Net;
using Polly;
using SahelWatch.Polling.Fetching.Bodies;
using SahelWatch.Polling.Fetching.Headers;

namespace SahelWatch.Polling.Fetching;

/// <summary>Sends one request and reads the response within its limits.</summary>
internal sealed class FeedRequest(HttpMessageInvoker http, FeedOptions options, TimeProvider time) : IDisposable
{
    private const string Accept =
        "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";

    /// <summary>Of an error page: enough to recognise a bot wall.</summary>
    private const int RefusalBytes = 64 * 1024;

    /// <summary>Characters; real validators have tens. A longer one would bloat the state and be refused by the server when sent back.</summary>
    private const int MaxValidatorLength = 1024;

    /// <summary>
    /// Failures of the server or the network are answers. Cancellation is returned as an outcome, since Polly's strategies treat exceptions as values.
    /// </summary>
    public async ValueTask<Outcome<Answer>> SendAsync(
        Uri url, Validators validators, string? cookie, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(url, validators, cookie);
            using var response = await http.SendAsync(request, cancellationToken);
            var answer = await ReadAsync(response, validators.Any, place, cancellationToken);
            // The time of an answer with an age is that of when it was cached.
            return Outcome.FromResult(response.Headers.Age is null ? answer with { ServerTime = response.Headers.Date } : answer);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Refusals.Of(e, options) is not null)
        {
            return Outcome.FromResult<Answer>(Refusals.Of(e, options)!);
        }
        catch (OperationCanceledException e)
        {
            return Outcome.FromException<Answer>(e);
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(Uri url, Validators validators, string? cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        foreach (var (name, value) in new[]
        {
            ("User-Agent", options.UserAgent), ("Accept", Accept), ("Accept-Encoding", Decompression.Accepted), ("Cookie", cookie),
            ("If-None-Match", validators.ETag), ("If-Modified-Since", validators.LastModified),
        })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private async ValueTask<Answer> ReadAsync(HttpResponseMessage response, bool conditional, LargeBodies.Place place, CancellationToken cancellationToken) =>
        (int)response.StatusCode switch
        {
            304 when conditional => new Answer.Unchanged(Freshness.Of(response, time.GetUtcNow())),
            304 => new Answer.Refused(FailureReason.BadHttp, "304 in answer to an unconditional request"),
            301 or 308 => Redirect(response, isPermanent: true),
            300 or 302 or 303 or 307 => Redirect(response, isPermanent: false),
            204 or 205 => new Answer.Refused(FailureReason.Empty, Status(response)),
            >= 200 and < 300 => await ContentAsync(response, place, cancellationToken),
            _ => await RefusalAsync(response, place, cancellationToken),
        };

    private static Answer.Redirect Redirect(HttpResponseMessage response, bool isPermanent) =>
        new(isPermanent, response.Address("Location"),
            response.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);

    private async Task<Answer> ContentAsync(HttpResponseMessage response, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(response, options.MaxBodyBytes, place, cancellationToken);
        var wall = BotWall.NameOf(response, read.Body.Memory.Span);
        if (wall is null && read.Body.Memory.Length > 0)
            return new Answer.Content(
                read.Body, read.Fault, response.Value("Content-Type"), ValidatorsOf(response), Freshness.Of(response, time.GetUtcNow()));

        read.Body.Dispose();
        return wall is not null ? new Answer.Refused(FailureReason.BotWall, wall)
            : read.Fault is { } fault ? new Answer.Refused(fault, Refusals.Describe(fault, options), Transient: fault is FailureReason.ConnectionLost)
            : new Answer.Refused(FailureReason.Empty, "an empty body");
    }

    private async Task<ReadBody> ReadAsync(HttpResponseMessage response, int maxBytes, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        var raw = await BodyReader.ReadAsync(response.Content, maxBytes, place, options, time, cancellationToken);
        return await Decompression.DecodeAsync(raw, [.. response.Content.Headers.ContentEncoding], maxBytes, place, cancellationToken);
    }

    private async Task<Answer> RefusalAsync(HttpResponseMessage response, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        var retryAfter = response.RetryAfter(time.GetUtcNow());
        var hostWide = response.StatusCode == HttpStatusCode.TooManyRequests;
        if (BotWall.IsPossible(response.StatusCode))
        {
            using var page = (await ReadAsync(response, RefusalBytes, place, cancellationToken)).Body;
            if (BotWall.NameOf(response, page.Memory.Span) is { } wall)
                return new Answer.Refused(FailureReason.BotWall, $"{wall} ({Status(response)})", retryAfter, HostWide: hostWide);
        }
        var reason = Refusals.Of(response.StatusCode);
        // A server that asks us to come back later is not retried within seconds.
        return new Answer.Refused(reason, Status(response), retryAfter, Transient: retryAfter is null && reason is FailureReason.ServerError, hostWide);
    }

    private static string Status(HttpResponseMessage response) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();

    /// <summary>
    /// Not parsed: a validator that .NET considers invalid is still the one that the server compares. Those of an unrequested partial response (206) do not
    /// apply to the whole.
    /// </summary>
    private static Validators ValidatorsOf(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.PartialContent ? Validators.None : new(Validator(response, "ETag"), Validator(response, "Last-Modified"));

    private static string? Validator(HttpResponseMessage response, string name) =>
        response.Value(name) is { Length: <= MaxValidatorLength } value ? value : null;
}
