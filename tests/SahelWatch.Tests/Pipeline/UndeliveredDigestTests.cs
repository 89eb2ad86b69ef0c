using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Delivery.Mail;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

public class UndeliveredDigestTests
{
    [Fact]
    public async Task A_digest_that_no_reader_could_be_sent_shows_in_status()
    {
        await using var watch = await Watch.OpenAsync(outlets: 5);
        var mailer = new ScriptedMailer(_ => new MailOutcome.Unavailable("the mail server is away"));
        await using var process = watch.Begin(new MemoryBlobs(), mailer);
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
        await pipeline.CycleAsync(byHand: true, all: true, progress: null, default).ToListAsync();

        var digest = (await pipeline.StatusAsync(default)).Digest.ShouldNotBeNull().Digests.ShouldHaveSingleItem();

        digest.Delivery.Waiting.ShouldBeGreaterThan(0);
    }
}
