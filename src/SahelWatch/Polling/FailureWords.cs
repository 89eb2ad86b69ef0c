namespace SahelWatch.Polling;

/// <summary>Failure reasons as people read them.</summary>
public static class FailureWords
{
    /// <summary>The reason and its detail, once where they say the same.</summary>
    public static string Of(FailureReason reason, string detail) =>
        detail.Equals(Of(reason), StringComparison.OrdinalIgnoreCase) ? Of(reason) : $"{Of(reason)}: {detail}";

    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.NoSuchHost => "no such host",
        FailureReason.DnsFailed => "name server silent",
        FailureReason.Unreachable => "unreachable",
        FailureReason.Tls => "no trusted connection",
        FailureReason.Timeout => "timed out",
        FailureReason.TooSlow => "too slow",
        FailureReason.ConnectionLost => "connection lost",
        FailureReason.HostDown => "host down",
        FailureReason.BadHttp => "not proper HTTP",
        FailureReason.HeadersTooLarge => "headers too large",
        FailureReason.BodyTooLarge => "too large",
        FailureReason.BadCompression => "bad compression",
        FailureReason.PrivateAddress => "private address",
        FailureReason.RedirectLoop => "redirect loop",
        FailureReason.TooManyRedirects => "too many redirects",
        FailureReason.RedirectDowngrade => "redirect to http",
        FailureReason.RedirectInvalid => "redirect to nowhere",
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
        FailureReason.Unexpected => "our fault",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
