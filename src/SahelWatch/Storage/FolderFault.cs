namespace SahelWatch.Storage;

/// <summary>Explains failed file operations and what to do about them.</summary>
internal static class FolderFault
{
    // Exception.HResult is errno on Unix and 0x8007xxxx on Windows.
    private static readonly int[] FullDisk = [
        28 /* ENOSPC */, 122 /* EDQUOT, Linux */, 69 /* EDQUOT, macOS */, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] ReadOnlyDisk = [30 /* EROFS */, unchecked((int)0x80070013)];
    private static readonly int[] Locked = [11 /* EAGAIN, Linux */, 35 /* EAGAIN, macOS */, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    public static bool IsLocked(IOException e) => Locked.Contains(e.HResult);

    public static async Task<T> ExplainAsync<T>(string verb, string path, Func<Task<T>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Could not {verb} {path}: {Remedy(e)}", e);
        }
    }

    private static string Remedy(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission was denied. Grant this user access, or choose another folder.",
        IOException when FullDisk.Contains(e.HResult) => "the disk is full. Free some space and run again; nothing stored so far is lost.",
        IOException when ReadOnlyDisk.Contains(e.HResult) => "the disk is read-only. Choose another folder.",
        _ => e.Message,
    };
}
