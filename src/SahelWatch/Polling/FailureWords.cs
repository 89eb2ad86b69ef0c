namespace SahelWatch.Polling;

/// <summary>Failure reasons in plain words.</summary>
public static class FailureWords
{
    /// <summary>The reason and its detail, without repeating a detail that equals the reason.</summary>
    public static string Of(FailureReason reason, string detail) =>
        detail.Equals(Of(reason), StringComparison.OrdinalIgnoreCase) ? Of(reason) : $"{Of(reason)}: {detail}";

    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.NoSuchHost => "no such host",
        FailureReason.DnsFailed => "no answer from DNS",
        FailureReason.Unreachable => "unreachable",
        FailureReason.Tls => "TLS error",
        FailureReason.Timeout => "timed out",
        FailureReason.TooSlow => "too slow",
        FailureReason.ConnectionLost => "connection lost",
        FailureReason.HostDown => "host down",
        FailureReason.BadHttp => "invalid HTTP",
        FailureReason.HeadersTooLarge => "headers too large",
        FailureReason.BodyTooLarge => "too large",
        FailureReason.BadCompression => "bad compression",
        FailureReason.PrivateAddress => "private address",
        FailureReason.RedirectLoop => "redirect loop",
        FailureReason.TooManyRedirects => "too many redirects",
        FailureReason.RedirectDowngrade => "redirect to http",
        FailureReason.RedirectInvalid => "invalid redirect",
        FailureReason.NotFound => "not found",
        FailureReason.Gone => "gone",
        FailureReason.Forbidden => "forbidden",
        FailureReason.BotWall => "bot wall",
        FailureReason.RateLimited => "rate limited",
        FailureReason.ClientError => "refused",
        FailureReason.ServerError => "server error",
        FailureReason.Empty => "empty",
        FailureReason.Html => "not a feed",
        FailureReason.NotAFeed => "not a feed",
        FailureReason.Unexpected => "bug in SahelWatch",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
