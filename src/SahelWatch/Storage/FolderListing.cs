namespace SahelWatch.Storage;

/// <summary>Walks a folder of blobs in the order of their names, no further than the caller reads.</summary>
internal static class FolderListing
{
    /// <param name="parent">The part of <paramref name="prefix"/> up to its last slash: where the walk begins.</param>
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

    /// <summary>Whether a folder can hold names with the prefix, after the given one.</summary>
    private static bool MayHold(string folder, string prefix, string? after) =>
        (folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal))
        && (after is null || after.StartsWith(folder, StringComparison.Ordinal) || string.CompareOrdinal(folder, after) > 0);

    /// <summary>
    /// Files (no path) and folders (a name ending in a slash) in the order of the names they stand for; folders with a dot are the store's own.
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
