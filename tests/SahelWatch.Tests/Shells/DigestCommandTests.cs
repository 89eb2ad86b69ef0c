using SahelWatch.Digests;
using SahelWatch.Digests.Rendering;
using SahelWatch.Storage;
using SahelWatch.Tests.Digests;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary><c>sahelwatch digest preview</c>, as a process, on a folder that holds one digest.</summary>
public sealed class DigestCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_digest_of_the_archive_is_printed_byte_for_byte_as_it_was_mailed()
    {
        var digest = SampleDigests.Of("arabic") with { Edition = "daily" };
        var mail = await new DigestRenderer().RenderAsync(digest, CancellationToken.None);
        var blobs = BlobStore.Open(new StorageOptions { Folder = Path.Combine(_folder.Path, "data") });
        await new DigestArchive(blobs).AddAsync(digest, CancellationToken.None);

        var html = await CommandLine.RunAsync(
            _folder.Path, "digest", "preview", "--data", "data", "--edition", "daily", "--date", digest.Key, "--format", "html");
        var text = await CommandLine.RunAsync(_folder.Path, "digest", "preview", "--data", "data", "--date", digest.Key);

        (html.ExitCode, html.Errors).ShouldBe((0, ""));
        html.Output.ShouldBe(mail.Html);
        text.Output.ShouldBe($"{mail.Subject}\n\n{mail.Text}");
    }

    [Fact]
    public async Task In_the_past_it_is_that_days_digest_as_it_was_or_said_that_there_was_none()
    {
        var digest = SampleDigests.Of("arabic") with { Edition = "daily" };
        await new DigestArchive(BlobStore.Open(new StorageOptions { Folder = Path.Combine(_folder.Path, "data") })).AddAsync(digest, CancellationToken.None);

        var then = await PreviewAsync(digest.Composed.AddMinutes(1));
        var never = await PreviewAsync(digest.Composed.AddDays(-3));

        then.Output.ShouldContain($"\"key\":\"{digest.Key}\"");
        never.ExitCode.ShouldBe(2);
        never.Errors.ShouldContain("had no digest on that day");

        Task<CommandLine.Result> PreviewAsync(DateTimeOffset now) =>
            CommandLine.RunAsync(_folder.Path, "digest", "preview", "--data", "data", "--json", "--now", now.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--edition", "weekly", "no such edition")]
    [InlineData("--date", "2020-01-01", "no digest of that day")]
    public async Task An_edition_or_day_that_is_not_there_is_said_in_one_line(string option, string value, string said)
    {
        var result = await CommandLine.RunAsync(_folder.Path, "digest", "preview", "--data", "data", option, value);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain(said);
        result.Errors.ShouldNotContain("   at ");
    }
}
