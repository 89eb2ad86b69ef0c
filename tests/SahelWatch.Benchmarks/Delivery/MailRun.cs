using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Domain;
using SahelWatch.Readers;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Delivery;

/// <summary>
/// <c>mail [READERS]</c>: composes one digest of 40 stories and hands it to that many subscribers (10,000) through a local SMTP server, pacing off; prints time
/// and memory.
/// </summary>
internal static class MailRun
{
    private const int Megabyte = 1024 * 1024;

    public static async Task<int> Run(string[] args)
    {
        var readers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var folder = Directory.CreateTempSubdirectory("sahelwatch-mail-").FullName;
        try
        {
            using var server = await MailServer.StartAsync(folder, TimeSpan.Zero);
            var store = Path.Combine(folder, "store");
            await PrepareAsync(new FolderBlobs(store), readers);
            var clock = new FastClock(MailHarness.FirstDay.AddDays(-1), TimeProvider.System.GetUtcNow());
            await using (var early = MailHarness.Open(store, server.Port, clock, [], TimeSpan.FromDays(1), TimeSpan.FromMinutes(2)))
                await early.GetRequiredService<Pipeline>().DigestAsync(today: false, CancellationToken.None); // the store's first run: nothing is due
            return await MeasureAsync(server, store, readers);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(MailServer server, string store, int readers)
    {
        using var self = Process.GetCurrentProcess();
        var clock = new FastClock(MailHarness.FirstDay.AddSeconds(1), TimeProvider.System.GetUtcNow());
        await using var services = MailHarness.Open(store, server.Port, clock, [], TimeSpan.FromDays(1), TimeSpan.FromMinutes(2));
        var (processor, watch) = (self.TotalProcessorTime, Stopwatch.StartNew());
        var report = (await services.GetRequiredService<Pipeline>().DigestAsync(today: false, CancellationToken.None)).Digests.Single();
        watch.Stop();
        self.Refresh();
        var taken = server.Taken();
        Print($"readers                    {readers}");
        Print($"mails the server took      {taken.Values.Sum()}, {taken.Count} different, {report.Stories} stories each");
        Print($"time                       {watch.Elapsed.TotalSeconds:F1} s, {readers / watch.Elapsed.TotalSeconds:F0} mails a second");
        Print($"processor time             {(self.TotalProcessorTime - processor).TotalSeconds:F1} s here, {server.Processor.TotalSeconds:F1} s in the server");
        Print($"largest working set        {self.PeakWorkingSet64 / Megabyte} MB");
        return report.Delivery.Complete && taken.Count == readers && taken.Values.Sum() == readers ? 0 : 1;
    }

    private static async Task PrepareAsync(IBlobs blobs, int readers)
    {
        await MailHarness.WriteStoriesAsync(blobs, stories: 40, MailHarness.FirstDay);
        var store = new ReaderStore(blobs);
        await Parallel.ForAsync(0, readers, async (i, token) =>
        {
            var address = EmailAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"reader-{i}@example.org"));
            var id = await store.IdOfAsync(address, token);
            await store.ChangeAsync(id, _ => new Reader { Id = id, Address = address.Value, Editions = [MailHarness.EditionId] }, token);
        });
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
