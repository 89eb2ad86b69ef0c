using System.Security.Cryptography;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Writes, reads and deletes a blob, which shows more reliably than a list of roles what the identity may do.</summary>
internal static class StorageCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(IBlobs blobs, string place, CancellationToken cancellationToken)
    {
        var name = $"runs/doctor-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.txt";
        try
        {
            await blobs.CreateAsync(name, "doctor"u8.ToArray(), "text/plain", cancellationToken);
            var read = await blobs.ReadAsync(name, cancellationToken);
            await blobs.DeleteAsync(name, cancellationToken);
            return read is null
                ? [new("storage", $"{place} does not return what was written.", "Use another folder or account: this one loses writes.")]
                : [new("storage", $"{place} can be read and written.")];
        }
        catch (StorageException e)
        {
            return [new("storage", e.Message,
                "Check SahelWatch:Storage, and that the identity has the role Storage Blob Data Contributor on the account (az role assignment list).")];
        }
    }
}
