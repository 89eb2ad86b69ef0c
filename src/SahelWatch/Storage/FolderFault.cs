namespace SahelWatch.Storage;

/// <summary>Says what a failed file operation means and what to do about it.</summary>
internal static class FolderFault
{
    // Exception.HResult carries errno on Unix and 0x8007xxxx on Windows.
    private static readonly int[] FullDisk = [
        28 /* ENOSPC */, 122 /* EDQUOT, Linux */, 69 /* EDQUOT, macOS */, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] ReadOnlyDisk = [30 /* EROFS */, unchecked((int)0x80070013)];
    private static readonly int[] Locked = [11 /* EAGAIN, Linux */, 35 /* EAGAIN, macOS */, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    public static bool Explains(Exception e) => e is IOException or UnauthorizedAccessException;

    public static bool IsLocked(IOException e) => Locked.Contains(e.HResult);

    public static StorageException Of(string verb, string path, Exception e) => new($"Could not {verb} {path}: {Remedy(e)}", e);

    private static string Remedy(Exception e) => e switch
    {
        UnauthorizedAccessException => "permission is missing. Give this user the right to it, or choose another folder.",
        IOException when FullDisk.Contains(e.HResult) => "the disk is full. Free some space and run again: nothing that was stored is lost.",
        IOException when ReadOnlyDisk.Contains(e.HResult) => "the disk is read-only. Choose another folder.",
        _ => e.Message,
    };
}
