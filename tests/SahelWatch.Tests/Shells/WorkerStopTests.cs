using System.Text;
using SahelWatch.Delivery;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;

namespace SahelWatch.Tests.Shells;

/// <summary>The published Functions app, told to end while a real SMTP server has a mail and keeps silent for longer than the host would wait.</summary>
[Collection(OnePublishedWorker.Name)]
public sealed class WorkerStopTests(PublishedWorker published) : IDisposable
{
    private const string Silent = "late-0@example.org";
    private static readonly string[] Readers = [Silent, .. Enumerable.Range(1, 5).Select(i => $"reader-{i}@example.org")];
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    public enum Way
    {
        TheHostCancelsTheRun,
        TheHostEndsTheWorker,
        TheSystemEndsTheWorker,
    }

    [SkippableTheory]
    [InlineData(Way.TheHostCancelsTheRun)]
    [InlineData(Way.TheHostEndsTheWorker)]
    [InlineData(Way.TheSystemEndsTheWorker)]
    public async Task What_was_mailed_is_recorded_and_nobody_is_mailed_twice_or_forgotten(Way way)
    {
        Skip.If(way == Way.TheSystemEndsTheWorker && !OperatingSystem.IsLinux(), "Signals are sent with kill.");
        await using var server = await SmtpServer.StartAsync(slow: TimeSpan.FromMinutes(10));
        var clock = new SteppedClock(Path.Combine(_data.Path, "clock"), Morning.AddMinutes(-10));
        var settings = Settings(server, clock);
        await using (var first = await WorkerHost.StartAsync(published.Folder, _data.Path, settings))
        {
            await first.FireAsync("SendDigests"); // a store's first run sees that nothing is due yet
            clock.Set(Morning);
            var run = first.FireAsync("SendDigests", id: "stopped");
            while (!server.HasFor(Silent))
                await Task.Delay(25);
            await StopAsync(first, way, run);
        }

        var left = await DeliveriesAsync();
        left.Lease.ShouldBeNull("the readers need not wait for it to run out");
        left.Deliveries.ShouldAllBe(d => d.State == DeliveryState.Sent || (d.State == DeliveryState.Planned && !d.InDoubt && d.Attempts == 0));
        server.Taken.Count.ShouldBe(left.Deliveries.Count(d => d.State == DeliveryState.Sent));

        await using var second = await WorkerHost.StartAsync(published.Folder, _data.Path, settings);
        await second.FireAsync("SendDigests");

        server.Taken.Count.ShouldBe(Readers.Length);
        server.Taken.ShouldBeUnique();
        var report = await new FolderBlobs(_data.Path).ReadAsync(BlobNames.LastRun("digest"), CancellationToken.None);
        Encoding.UTF8.GetString(report!.Content.Span).ShouldContain("had not confirmed it", customMessage: "an operator can ask the reader");
    }

    private static async Task StopAsync(WorkerHost worker, Way way, Task run)
    {
        if (way == Way.TheHostCancelsTheRun)
        {
            worker.Cancel("stopped");
            await run;
            return;
        }

        if (way == Way.TheHostEndsTheWorker)
            worker.Terminate();
        else
            System.Diagnostics.Process.Start("kill", ["-TERM", $"{worker.Process.Id}"]).Dispose();
        (await worker.EndedAsync()).ShouldBe(1, "a worker that ends with 0 is never started again");
    }

    private Dictionary<string, string> Settings(SmtpServer server, SteppedClock clock)
    {
        var editions = Path.Combine(_data.Path, "editions.yaml");
        File.WriteAllText(editions, $"editions:\n- {{ id: daily, title: Sahel, sendAt: [\"06:00\"], readers: [{string.Join(", ", Readers)}] }}\n");
        return new()
        {
            ["SAHELWATCH_CLOCK"] = clock.Path,
            ["SahelWatch__Editions"] = editions,
            ["SahelWatch__Delivery__Mailer"] = "Smtp",
            ["SahelWatch__Delivery__From"] = "digest@sahelwatch.example",
            ["SahelWatch__Delivery__PublicUrl"] = "https://sahelwatch.example/",
            ["SahelWatch__Delivery__Smtp__Host"] = "127.0.0.1",
            ["SahelWatch__Delivery__Smtp__Port"] = $"{server.Port}",
            ["SahelWatch__Delivery__Smtp__Security"] = "None",
        };
    }

    /// <summary>So few readers are in one shard.</summary>
    private async Task<DeliveryShard> DeliveriesAsync()
    {
        var blobs = new FolderBlobs(_data.Path);
        var digest = (await blobs.ListAsync(BlobNames.Deliveries("daily"), null, CancellationToken.None).ToListAsync()).First().Split('/')[2];
        return (await new DeliveryLedger(blobs).ReadShardAsync(BlobNames.DeliveryShard("daily", digest, 0), CancellationToken.None))!.Value;
    }
}
