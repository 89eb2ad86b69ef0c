using System.Text.Json;

namespace SahelWatch.Polling;

/// <summary>Failure reasons in plain words.</summary>
public static class FailureWords
{
    /// <summary>The reason and its detail, without repeating a detail that equals the reason.</summary>
    public static string Of(FailureReason reason, string detail) =>
        detail.Equals(Of(reason), StringComparison.OrdinalIgnoreCase) ? Of(reason) : $"{Of(reason)}: {detail}";

    public static string Of(FailureReason reason) => reason switch
    {
        FailureReason.DnsFailed => "no answer from DNS",
        FailureReason.Tls => "TLS error",
        FailureReason.Timeout => "timed out",
        FailureReason.BadHttp => "invalid HTTP",
        FailureReason.BodyTooLarge => "too large",
        FailureReason.RedirectDowngrade => "redirect to http",
        FailureReason.RedirectInvalid => "invalid redirect",
        FailureReason.ClientError => "refused",
        FailureReason.Html or FailureReason.NotAFeed => "not a feed",
        FailureReason.Unexpected => "bug in SahelWatch",
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString()).Replace('-', ' '), // the name says it: NoSuchHost
    };
}
