using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace SahelWatch.Storage;

/// <summary>Creates the store chosen in the settings, without connecting yet.</summary>
public static class BlobStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // per attempt; the largest blobs have a few megabytes

    public static IBlobs Open(StorageOptions options)
    {
        if (!string.IsNullOrEmpty(options.ConnectionString))
            return new AzureBlobs(Container(options.ConnectionString, options.Container));
        if (options.AccountUri is { } account)
            return new AzureBlobs(new BlobContainerClient(new Uri($"{account.AbsoluteUri.TrimEnd('/')}/{options.Container}"), Credential(options), Client()));
        return new FolderBlobs(options.Folder);
    }

    /// <summary>A specific credential type, not a chain: see <see cref="StorageCredential"/>.</summary>
    public static TokenCredential Credential(StorageOptions options) => options.Credential switch
    {
        StorageCredential.WorkloadIdentity => new WorkloadIdentityCredential(),
        StorageCredential.AzureCli => new AzureCliCredential(),
        _ => new ManagedIdentityCredential(
            string.IsNullOrEmpty(options.ClientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId)),
    };

    private static BlobContainerClient Container(string connectionString, string container)
    {
        try
        {
            return new BlobContainerClient(connectionString, container, Client());
        }
        catch (FormatException e)
        {
            throw new InputException(
                "SahelWatch:Storage:ConnectionString is not the connection string of a storage account: copy it again from the account's access keys.", e);
        }
    }

    /// <summary>Sets the service version, because Azurite rejects the SDK's newest one.</summary>
    private static BlobClientOptions Client() => new(BlobClientOptions.ServiceVersion.V2024_11_04)
    {
        Retry = { MaxRetries = 4, Delay = TimeSpan.FromMilliseconds(400), MaxDelay = TimeSpan.FromSeconds(10), NetworkTimeout = Patience },
    };
}
