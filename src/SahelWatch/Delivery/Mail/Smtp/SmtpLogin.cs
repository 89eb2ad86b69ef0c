using MailKit.Security;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>Logs in to the SMTP server with a token (XOAUTH2) if an OAuth token endpoint is set, else with a password.</summary>
internal sealed class SmtpLogin(SmtpOptions options, TimeProvider clock) : IDisposable
{
    private readonly OAuthTokens? _tokens = options.OAuth.TokenUrl is null ? null : new OAuthTokens(options.OAuth, clock);

    public bool IsNeeded => options.User is { Length: > 0 };

    /// <param name="offered">The mechanisms that the server offers.</param>
    public async Task<SaslMechanism> MechanismAsync(IReadOnlyCollection<string> offered, CancellationToken cancellationToken)
    {
        var user = options.User!;
        if (_tokens is not null)
            return new SaslMechanismOAuth2(user, await _tokens.GetAsync(cancellationToken));
        var password = options.Password ?? "";
        return offered.Contains("PLAIN") || !offered.Contains("LOGIN") ? new SaslMechanismPlain(user, password) : new SaslMechanismLogin(user, password);
    }

    /// <summary>Discards the token after the server has rejected it.</summary>
    public void Forget() => _tokens?.Forget();

    public void Dispose() => _tokens?.Dispose();
}
