using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Storage;

/// <summary>Where data is stored (section SahelWatch:Storage): in a folder, unless a connection string or the address of an account is given.</summary>
public sealed class StorageOptions : IValidatableObject
{
    public const string Section = "SahelWatch:Storage";

    /// <summary>Used if neither <see cref="ConnectionString"/> nor <see cref="AccountUri"/> is set.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>The connection string of an account, or <c>UseDevelopmentStorage=true</c> for Azurite on its default port.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The blob endpoint, <c>https://ACCOUNT.blob.core.windows.net</c>; the identity is <see cref="Credential"/>.</summary>
    public Uri? AccountUri { get; set; }

    [EnumDataType(typeof(StorageCredential))]
    public StorageCredential Credential { get; set; } = StorageCredential.ManagedIdentity;

    /// <summary>The client id of a user-assigned managed identity; empty for the system-assigned one.</summary>
    public string? ClientId { get; set; }

    [Required, RegularExpression("^[a-z0-9](?:-?[a-z0-9]){2,62}$", ErrorMessage = "SahelWatch:Storage:Container must have 3 to 63 lower-case letters, digits and single hyphens.")]
    public string Container { get; set; } = "sahelwatch";

    /// <summary>Whether data is stored in <see cref="Folder"/> and not in an account.</summary>
    public bool IsFolder => string.IsNullOrEmpty(ConnectionString) && AccountUri is null;

    /// <summary>Where data is stored, for messages; contains no secrets.</summary>
    public string Place => (ConnectionString, AccountUri) switch
    {
        ({ Length: > 0 }, _) => $"the container {Container} of the account in SahelWatch:Storage:ConnectionString",
        (_, { } account) => $"{account.AbsoluteUri.TrimEnd('/')}/{Container}",
        _ => Path.GetFullPath(Folder),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(ConnectionString) && AccountUri is not null)
            yield return new("Set SahelWatch:Storage:ConnectionString or SahelWatch:Storage:AccountUri, not both.");
        if (AccountUri is { } uri && !(uri.IsAbsoluteUri && uri.Scheme == Uri.UriSchemeHttps))
            yield return new("SahelWatch:Storage:AccountUri must be an https address such as https://ACCOUNT.blob.core.windows.net.");
    }
}

/// <summary>The identity to use. There is no chain that tries them all, since it would be slow to fail and hide which identity was used.</summary>
public enum StorageCredential
{
    ManagedIdentity,
    WorkloadIdentity,
    AzureCli,
}
