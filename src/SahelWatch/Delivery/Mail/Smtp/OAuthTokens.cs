using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>
/// Gets access tokens for the SMTP server (RFC 6749) with the refresh token if one is set (6, Google), else with client credentials (4.4, Microsoft 365).
/// A token is reused until shortly before it expires.
/// </summary>
internal sealed class OAuthTokens(OAuthOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>A token that is about to expire may have expired by the time the server checks it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>Assumed if the server does not say how long the token is valid.</summary>
    private const int DefaultLifetimeSeconds = 600;

    private const int MaxResponse = 64 * 1024; // bytes; a token has a few kilobytes

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { MaxResponseContentBufferSize = MaxResponse };
    private readonly SemaphoreSlim _gate = new(1);
    private string? _token;
    private DateTimeOffset _goodUntil;

    /// <summary>Null if the server takes a password.</summary>
    public static OAuthTokens? Of(SmtpOptions smtp, TimeProvider clock) => smtp.OAuth.TokenUrl is null ? null : new(smtp.OAuth, clock);

    /// <exception cref="OAuthRefusedException">The server rejects our credentials.</exception>
    /// <exception cref="HttpRequestException">The server is unreachable or failing.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken); // of many connections being opened, only one requests a token
        try
        {
            if (_token is null || _goodUntil <= clock.GetUtcNow())
                await RenewAsync(cancellationToken);
            return _token!;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Discards the token after the server has rejected it.</summary>
    public void Forget() => _goodUntil = default;

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(Fields().Where(f => f.Value is { Length: > 0 }));
        using var response = await _http.PostAsync(options.TokenUrl, form, cancellationToken);
        if (response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests)
        {
            var reason = Reasons.WithoutAddresses(await response.Content.ReadAsStringAsync(cancellationToken));
            throw new OAuthRefusedException($"{options.TokenUrl!.Host} refuses to issue a token (Delivery:Smtp:OAuth): {reason}");
        }

        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync(OAuthJson.Default.OAuthAnswer, cancellationToken);
        _token = answer?.AccessToken is { Length: > 0 } token
            ? token
            : throw new OAuthRefusedException($"The response of {options.TokenUrl!.Host} contains no token (Delivery:Smtp:OAuth:TokenUrl).");
        _goodUntil = clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn ?? DefaultLifetimeSeconds) - Margin;
    }

    private IEnumerable<KeyValuePair<string, string?>> Fields() =>
    [
        new("grant_type", options.RefreshToken is { Length: > 0 } ? "refresh_token" : "client_credentials"),
        new("client_id", options.ClientId),
        new("client_secret", options.ClientSecret),
        new("refresh_token", options.RefreshToken),
        new("scope", options.Scope),
    ];
}

internal sealed class OAuthRefusedException(string message) : Exception(message);

internal sealed record OAuthAnswer([property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int? ExpiresIn);

[JsonSerializable(typeof(OAuthAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
