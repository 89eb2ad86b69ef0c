using System.Diagnostics;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>This assembly started as another process, for what only two processes can show: races, kills, full disks, missing rights.</summary>
internal static class Child
{
    /// <summary>Adds to the number in a blob, each time from what another process may have made of it.</summary>
    public const string Count = "count";

    /// <summary>Creates blobs of a kilobyte until the store refuses; prints how many, then what it said.</summary>
    public const string Fill = "fill";

    public static async Task<int> Main(string[] args)
    {
        var blobs = BlobStore.Open(new StorageOptions { Folder = args[1], ConnectionString = args[2], Container = args[3] });
        return args[0] switch
        {
            Count => await CountAsync(blobs, int.Parse(args[4], null)),
            Fill => await FillAsync(blobs, int.Parse(args[4], null)),
            _ => 2,
        };
    }

    /// <param name="prefix">A program and its arguments that run the child in another setting (another user, another disk); null to run it as it is.</param>
    public static Process Start(string work, StorageOptions store, int times, params string[] prefix)
    {
        string[] command = [.. prefix, Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet",
            typeof(Child).Assembly.Location, work, store.Folder, store.ConnectionString ?? "", store.Container, $"{times}"];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
    }

    private static async Task<int> CountAsync(IBlobs blobs, int times)
    {
        const string name = "count/total.txt";
        for (var done = 0; done < times;)
        {
            var blob = await blobs.ReadAsync(name, CancellationToken.None);
            var next = System.Text.Encoding.ASCII.GetBytes($"{(blob is null ? 0 : int.Parse(blob.Content.Span, null)) + 1}");
            var etag = blob is null
                ? await blobs.CreateAsync(name, next, "text/plain", CancellationToken.None)
                : await blobs.ReplaceAsync(name, next, "text/plain", blob.ETag, CancellationToken.None);
            done += etag is null ? 0 : 1;
        }

        return 0;
    }

    private static async Task<int> FillAsync(IBlobs blobs, int times)
    {
        var stored = 0;
        try
        {
            while (stored < times)
            {
                var id = new StoryId(ArticleId.From($"{stored}").Value);
                await blobs.CreateAsync(BlobNames.Story(id), new byte[1024], "application/json", CancellationToken.None);
                stored++;
            }
        }
        catch (StorageException e)
        {
            Console.WriteLine($"{stored}\n{e.Message}");
            return 1;
        }

        Console.WriteLine(stored);
        return 0;
    }
}
