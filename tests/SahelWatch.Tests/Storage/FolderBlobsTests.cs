using System.Runtime.Versioning;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

public sealed class FolderBlobsTests : SharedBlobsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override StorageOptions Store => new() { Folder = _folder.Path };

    private FolderBlobs Blobs => field ??= new FolderBlobs(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_temporary_files_are_left()
    {
        var etag = await Blobs.CreateAsync("a.json", "one"u8.ToArray(), "application/json", CancellationToken.None);
        await Blobs.CreateAsync("a.json", "two"u8.ToArray(), "application/json", CancellationToken.None);
        await Blobs.ReplaceAsync("a.json", "two"u8.ToArray(), "application/json", "\"stale\"", CancellationToken.None);
        await Blobs.ReplaceAsync("a.json", "two"u8.ToArray(), "application/json", etag!, CancellationToken.None);

        Directory.EnumerateFiles(Path.Combine(_folder.Path, ".tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_temporary_files_of_killed_processes_are_deleted()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_folder.Path, ".tmp"));
        var old = Path.Combine(temporary.FullName, "old");
        var fresh = Path.Combine(temporary.FullName, "fresh");
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(fresh, "half");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

        await Blobs.CreateAsync("a.json", "one"u8.ToArray(), "application/json", CancellationToken.None);

        File.Exists(old).ShouldBeFalse();
        File.Exists(fresh).ShouldBeTrue();
    }

    [Fact]
    public async Task The_error_for_a_folder_that_cannot_be_created_names_its_path()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var blobs = new FolderBlobs(Path.Combine(file, "data"));

        var failed = await Should.ThrowAsync<StorageException>(() => blobs.CreateAsync("a.json", "x"u8.ToArray(), "application/json", CancellationToken.None));

        failed.Message.ShouldStartWith($"Could not write {Path.Combine(file, "data", "a.json")}: ");
    }

    [SkippableFact]
    public async Task A_full_disk_is_reported_and_nothing_stored_is_lost()
    {
        const string disk = "mount -t tmpfs -o size=256k none \"$1\" || exit 77; shift; \"$@\"; code=$?; find \"$0\" -size 1024c | wc -l; exit $code";
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/unshare"), "A small disk is mounted with Linux's unshare.");
        using var child = Child.Start(Child.Fill, Store, 10_000, "unshare", "--map-root-user", "--mount", "sh", "-c", disk, _folder.Path, _folder.Path);
        var lines = (await child.StandardOutput.ReadToEndAsync()).Split('\n');
        await child.WaitForExitAsync();
        Skip.If(child.ExitCode is 77 or not 1 && lines is [""], "This system does not allow a mount of one's own.");

        lines[1].ShouldStartWith($"Could not write {_folder.Path}");
        lines[1].ShouldEndWith("the disk is full. Free some space and run again; nothing stored so far is lost.");
        int.Parse(lines[0], null).ShouldBeGreaterThan(10);
        lines[2].Trim().ShouldBe(lines[0]);
    }

    [SkippableFact]
    [SupportedOSPlatform("linux")]
    public async Task The_error_for_a_missing_permission_says_what_to_do()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"),
            "Rights are given up with Linux's setpriv, which only root may do.");
        File.SetUnixFileMode(
            _folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        using var child = Child.Start(Child.Fill, Store, 1, "setpriv", "--reuid", "65534", "--clear-groups");
        var lines = (await child.StandardOutput.ReadToEndAsync()).Split('\n');

        lines[0].ShouldBe("0");
        lines[1].ShouldEndWith("permission was denied. Grant this user access, or choose another folder.");
    }

    [Fact]
    public async Task A_process_killed_while_writing_leaves_complete_blobs_and_no_lock()
    {
        for (var i = 0; i < 4; i++)
        {
            using var child = Child.Start(Child.Count, Store, int.MaxValue);
            await WaitForAsync(Path.Combine(_folder.Path, "count", "total.txt"));
            await Task.Delay(Random.Shared.Next(60)); // at a random moment during its work
            child.Kill();
            await child.WaitForExitAsync();
        }

        var blob = (await Blobs.ReadAsync("count/total.txt", CancellationToken.None)).ShouldNotBeNull();
        int.Parse(blob.Content.Span, null).ShouldBeGreaterThan(0);
        (await Blobs.ReplaceAsync("count/total.txt", blob.Content, "text/plain", blob.ETag, CancellationToken.None)).ShouldNotBeNull();
    }

    private static async Task WaitForAsync(string path)
    {
        var before = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;
        while (!File.Exists(path) || File.GetLastWriteTimeUtc(path) == before)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    }
}
