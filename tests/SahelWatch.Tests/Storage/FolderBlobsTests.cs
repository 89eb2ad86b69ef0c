using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

public sealed class FolderBlobsTests : BlobsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IBlobs Blobs => field ??= new FolderBlobs(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_left_beside_the_blobs()
    {
        var etag = await Blobs.CreateAsync("a.json", "one"u8.ToArray(), "application/json", CancellationToken.None);
        await Blobs.CreateAsync("a.json", "two"u8.ToArray(), "application/json", CancellationToken.None);
        await Blobs.ReplaceAsync("a.json", "two"u8.ToArray(), "application/json", "\"stale\"", CancellationToken.None);
        await Blobs.ReplaceAsync("a.json", "two"u8.ToArray(), "application/json", etag!, CancellationToken.None);

        Directory.EnumerateFiles(Path.Combine(_folder.Path, ".tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_is_swept_away_once_it_is_old()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_folder.Path, ".tmp"));
        var old = Path.Combine(temporary.FullName, "old");
        var fresh = Path.Combine(temporary.FullName, "fresh");
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(fresh, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        await Blobs.CreateAsync("a.json", "one"u8.ToArray(), "application/json", CancellationToken.None);

        File.Exists(old).ShouldBeFalse();
        File.Exists(fresh).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_with_its_path()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var blobs = new FolderBlobs(Path.Combine(file, "data"));

        var failed = await Should.ThrowAsync<StorageException>(() => blobs.CreateAsync("a.json", "x"u8.ToArray(), "application/json", CancellationToken.None));

        failed.Message.ShouldStartWith($"Could not write {Path.Combine(file, "data", "a.json")}: ");
    }
}
