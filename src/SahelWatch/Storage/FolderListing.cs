namespace SahelWatch.Storage;

/// <summary>Lists the blobs in a folder lazily, in the order of their names.</summary>
internal static class FolderListing
{
    /// <param name="parent">The part of <paramref name="prefix"/> up to its last slash, where the search starts.</param>
    public static IEnumerable<string> Names(string root, string parent, string prefix, string? after)
    {
        var folder = Path.Combine([root, .. parent.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(BlobPath.Folder)]);
        foreach (var (name, path) in Entries(folder, parent))
        {
            if (path is null)
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, after) > 0)
                    yield return name;
            }
            else if (MayHold(name, prefix, after))
            {
                foreach (var inner in Names(root, name, prefix, after))
                    yield return inner;
            }
        }
    }

    /// <summary>Whether a folder can contain names with the prefix that sort after the given one.</summary>
    private static bool MayHold(string folder, string prefix, string? after) =>
        (folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal))
        && (after is null || after.StartsWith(folder, StringComparison.Ordinal) || string.CompareOrdinal(folder, after) > 0);

    /// <summary>
    /// Files (without a path) and folders (with a name ending in a slash), in the order of blob names; skips the store's own folders, which have a dot.
    /// </summary>
    private static List<(string Name, string? Folder)> Entries(string folder, string parent)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder).Select(f => (parent + BlobPath.Segment(Path.GetFileName(f)), (string?)null));
            var folders = Directory.EnumerateDirectories(folder).Where(d => !Path.GetFileName(d).Contains('.', StringComparison.Ordinal))
                .Select(d => (parent + BlobPath.Segment(Path.GetFileName(d)) + "/", (string?)d));
            return [.. files.Concat(folders).OrderBy(e => e.Item1, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (FolderFault.Explains(e))
        {
            throw FolderFault.Of("list", folder, e);
        }
    }
}
