using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace SahelWatch.Storage;

/// <summary>Blobs in an Azure Blob Storage container, which the first write creates if necessary.</summary>
public sealed class AzureBlobs(BlobContainerClient container) : IBlobs
{
    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = (await Client(name).DownloadContentAsync(cancellationToken)).Value;
            return new Blob(blob.Content.ToMemory(), blob.Details.ETag.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (Exception e) when (Explains(e))
        {
            throw Fault("read", name, e);
        }
    }

    public async Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken)
    {
        try
        {
            return (await Client(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString() == etag;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
        catch (Exception e) when (Explains(e))
        {
            throw Fault("read", name, e);
        }
    }

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        UploadAsync(name, content, contentType, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        UploadAsync(name, content, contentType, new BlobRequestConditions { IfMatch = new ETag(etag) }, cancellationToken);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        UploadAsync(name, content, contentType, new BlobRequestConditions(), cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(blobs, prefix))
        {
            if (string.CompareOrdinal(blobs.Current.Name, after) > 0)
                yield return blobs.Current.Name;
        }
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await Client(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
        catch (Exception e) when (Explains(e))
        {
            throw Fault("delete", name, e);
        }
    }

    public async Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        try
        {
            return await Client(name)
                .DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = new ETag(etag) }, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (IsLostRace(e))
        {
            return false;
        }
        catch (Exception e) when (Explains(e))
        {
            throw Fault("delete", name, e);
        }
    }

    private async Task<string?> UploadAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        try
        {
            try
            {
                return (await Client(name).UploadAsync(BinaryData.FromBytes(content), options, cancellationToken)).Value.ETag.ToString();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound && conditions.IfMatch is null)
            {
                await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                return (await Client(name).UploadAsync(BinaryData.FromBytes(content), options, cancellationToken)).Value.ETag.ToString();
            }
        }
        catch (RequestFailedException e) when (IsLostRace(e))
        {
            return null;
        }
        catch (Exception e) when (Explains(e))
        {
            throw Fault("write", name, e);
        }
    }

    /// <summary>412: the condition failed. 409: the blob exists already. 404 with If-Match: the blob, or the whole container, is gone.</summary>
    private static bool IsLostRace(RequestFailedException e) =>
        e.Status is 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.BlobNotFound
            || e.ErrorCode == BlobErrorCode.ContainerNotFound;

    private async Task<bool> NextAsync(IAsyncEnumerator<BlobItem> blobs, string prefix)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return false;
        }
        catch (Exception e) when (Explains(e))
        {
            throw Fault("list", prefix, e);
        }
    }

    private BlobClient Client(string name)
    {
        BlobPath.Check(name);
        return container.GetBlobClient(name);
    }

    /// <summary>The SDK throws an AggregateException if all retries failed and one of them was a network timeout.</summary>
    private static bool Explains(Exception e) => e is RequestFailedException or AuthenticationFailedException or AggregateException;

    private StorageException Fault(string verb, string name, Exception e) => new($"Could not {verb} {name} in {container.Uri}: {Remedy(e)}", e);

    private static string Remedy(Exception e) => e switch
    {
        AggregateException { InnerException: { } inner } => Remedy(inner),
        AuthenticationFailedException => "no token could be obtained. Check SahelWatch:Storage:Credential, and that the identity exists here. " + FirstLine(e),
        RequestFailedException { Status: 403 } =>
            "access was denied. The identity needs the role Storage Blob Data Contributor on the account; with a connection string, check its key and the clock.",
        RequestFailedException { Status: 0 } =>
            "the account cannot be reached. Check the address and the network; with UseDevelopmentStorage=true, start Azurite. " + FirstLine(e),
        RequestFailedException failed => $"status {failed.Status}, {failed.ErrorCode}. Run again; if the error persists, check the account's health in the Azure portal.",
        _ => FirstLine(e),
    };

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim();
}
