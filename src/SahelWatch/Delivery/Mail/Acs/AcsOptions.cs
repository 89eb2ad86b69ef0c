namespace SahelWatch.Delivery.Mail.Acs;

/// <summary>The Azure Communication Services resource that sends our mail.</summary>
public sealed class AcsOptions
{
    /// <summary>https://NAME.communication.azure.com</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>An access key in base64; null to sign in with Entra ID, as deployments do.</summary>
    public string? Key { get; set; }
}
