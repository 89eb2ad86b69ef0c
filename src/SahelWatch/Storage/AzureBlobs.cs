using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace SahelWatch.Storage;

/// <summary>Blobs in an Azure Blob Storage container, which the first write creates if necessary.</summary>
public sealed class AzureBlobs(BlobContainerClient container) : IBlobs
{
    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => AttemptAsync<Blob?>("read", name, e => e.Status == 404, null, async () =>
    {
        var blob = (await Client(name).DownloadContentAsync(cancellationToken)).Value;
        return new Blob(blob.Content.ToMemory(), blob.Details.ETag.ToString());
    });

    public Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) => AttemptAsync("read", name, e => e.Status == 404, false,
        async () => (await Client(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag.ToString() == etag);

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        UploadAsync(name, content, contentType, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        UploadAsync(name, content, contentType, new BlobRequestConditions { IfMatch = new ETag(etag) }, cancellationToken);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        UploadAsync(name, content, contentType, new BlobRequestConditions(), cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await AttemptAsync("list", prefix, e => e.ErrorCode == BlobErrorCode.ContainerNotFound, false, () => blobs.MoveNextAsync().AsTask()))
        {
            if (string.CompareOrdinal(blobs.Current.Name, after) > 0)
                yield return blobs.Current.Name;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        AttemptAsync("delete", name, _ => false, false, async () => (await Client(name).DeleteIfExistsAsync(cancellationToken: cancellationToken)).Value);

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfMatch = new ETag(etag) };
        return AttemptAsync("delete", name, IsLostRace, false,
            async () => (await Client(name).DeleteIfExistsAsync(conditions: conditions, cancellationToken: cancellationToken)).Value);
    }

    private Task<string?> UploadAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        return AttemptAsync("write", name, IsLostRace, null, async () =>
        {
            try
            {
                return await UploadAsync();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound && conditions.IfMatch is null)
            {
                await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                return await UploadAsync();
            }
        });

        async Task<string?> UploadAsync() =>
            (await Client(name).UploadAsync(BinaryData.FromBytes(content), options, cancellationToken)).Value.ETag.ToString();
    }

    /// <param name="verb">For the message of a failure.</param>
    /// <param name="isExpected">Whether a refusal is an answer: <paramref name="answer"/>.</param>
    private async Task<T> AttemptAsync<T>(string verb, string name, Predicate<RequestFailedException> isExpected, T answer, Func<Task<T>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (RequestFailedException e) when (isExpected(e))
        {
            return answer;
        }
        // The SDK throws an AggregateException if all retries failed and one of them was a network timeout.
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new StorageException($"Could not {verb} {name} in {container.Uri}: {Remedy(e)}", e);
        }
    }

    /// <summary>412: the condition failed. 409: the blob exists already. 404 with If-Match: the blob, or the whole container, is gone.</summary>
    private static bool IsLostRace(RequestFailedException e) =>
        e.Status is 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.BlobNotFound
            || e.ErrorCode == BlobErrorCode.ContainerNotFound;

    private BlobClient Client(string name)
    {
        BlobPath.Check(name);
        return container.GetBlobClient(name);
    }

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
