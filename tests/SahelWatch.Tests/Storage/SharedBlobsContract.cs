using System.Text;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

/// <summary>Additional requirements for a store that several processes use at the same time.</summary>
public abstract class SharedBlobsContract : BlobsContract
{
    protected abstract StorageOptions Store { get; }

    protected override IBlobs Open() => BlobStore.Open(Store);

    [SkippableFact]
    public async Task Three_processes_that_increment_a_counter_in_one_blob_lose_no_increment()
    {
        const int times = 25;
        var children = Enumerable.Range(0, 3).Select(_ => Child.Start(Child.Count, Store, times)).ToList();
        foreach (var child in children)
        {
            await child.WaitForExitAsync();
            child.ExitCode.ShouldBe(0);
            child.Dispose();
        }

        var total = await Open().ReadAsync("count/total.txt", CancellationToken.None);
        Encoding.UTF8.GetString(total.ShouldNotBeNull().Content.Span).ShouldBe($"{3 * times}");
    }
}
