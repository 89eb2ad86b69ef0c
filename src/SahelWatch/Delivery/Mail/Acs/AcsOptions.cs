namespace SahelWatch.Delivery.Mail.Acs;

/// <summary>The Azure Communication Services resource that takes our mail.</summary>
public sealed class AcsOptions
{
    /// <summary>https://NAME.communication.azure.com</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>An access key, base64; null signs in with Entra ID, which is what a deployment does.</summary>
    public string? Key { get; set; }
}
