using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Storage;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch digest</c>: shows digests, current or archived, and sends today's.</summary>
internal static class DigestCommand
{
    private static readonly Option<string?> EditionId = new("--edition") { Description = "Edition id. Default: the first of the editions." };

    private static readonly Option<string?> Date = new("--date")
    {
        Description = "The digest of that day as it was composed (2026-11-22, or 2026-11-22T1800 if there are several a day). Default: as it would look now; "
            + "nothing is stored or sent.",
    };

    private static readonly Option<string> Format = new Option<string>("--format")
    { Description = "text, html (the mail), page (every story in full) or json.", DefaultValueFactory = _ => "text" }
        .AcceptOnlyFromAmong("text", "html", "page", "json");

    private static readonly Option<bool> Open = new("--open") { Description = "Open the page in the browser." };

    public static Command Create() => new("digest", "Show digests, and send today's.")
    {
        Commands.Verb(
            "preview", "Print a digest as it would look now, or as it was composed on a given day (--date, or --now in the past).", PreviewAsync,
            EditionId, Date, Format, Open),
        Commands.Verb("send", "Compose and mail today's digests now, without polling. A digest is never mailed twice.", SendAsync),
    };

    private static async Task<int> PreviewAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var edition = EditionOf((await app.Pipeline.InputsAsync(cancellationToken)).Editions, line.GetValue(EditionId));
        var digest = line.GetValue(Date) is { } key
            ? await new DigestArchive(app.Get<IBlobs>()).ReadAsync(edition.Id, key, cancellationToken) ?? throw new InputException(
                $"--date {key}: edition {edition.Id} has no digest of that day; its digests are under digests/{edition.Id}/ in the storage.")
            : line.GetValue(GlobalOptions.Now) is { } then && await AsOfAsync(app, edition, then, cancellationToken) is { } past ? past
            : await app.Pipeline.PreviewAsync(edition, cancellationToken);

        var renderer = app.Get<DigestRenderer>();
        var format = line.GetValue(GlobalOptions.Json) ? "json" : line.GetValue(Format)!;
        if (line.GetValue(Open))
            await OpenAsync(digest, await renderer.RenderPageAsync(digest, cancellationToken), cancellationToken);
        else
            await PrintAsync(await FormattedAsync(renderer, digest, format, cancellationToken), cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>The digest that was sent on a day in the past; null for today, whose digest may still change.</summary>
    private static async Task<Digest?> AsOfAsync(App app, Edition edition, DateTimeOffset then, CancellationToken cancellationToken)
    {
        var digest = await new DigestArchive(app.Get<IBlobs>()).OfDayAsync(edition, then, cancellationToken);
        return digest is not null || then.UtcDateTime.Date >= TimeProvider.System.GetUtcNow().UtcDateTime.Date ? digest
            : throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"--now {then:yyyy-MM-dd'T'HH:mmK}: edition {edition.Id} had no digest on that day; its digests are in digests/{edition.Id}/."));
    }

    private static async Task<int> SendAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var report = await app.Pipeline.DigestAsync(today: true, cancellationToken);
        Report.Print(new StageOutcome.Done("digest", report), line.GetValue(GlobalOptions.Json));
        return ReportText.NeedsALook(report) ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static Edition EditionOf(IReadOnlyList<Edition> editions, string? id) => id is null
        ? editions[0]
        : editions.FirstOrDefault(e => e.Id == id)
            ?? throw new InputException($"--edition {id}: no such edition; there are {string.Join(", ", editions.Select(e => e.Id))}.");

    private static async Task<byte[]> FormattedAsync(DigestRenderer renderer, Digest digest, string format, CancellationToken cancellationToken) =>
        format switch
        {
            "json" => DigestJson.Write(digest),
            "page" => Utf8(await renderer.RenderPageAsync(digest, cancellationToken)),
            "html" => Utf8((await renderer.RenderAsync(digest, cancellationToken)).Html),
            _ => Utf8(TextOf(await renderer.RenderAsync(digest, cancellationToken))),
        };

    private static string TextOf(Rendered mail) => $"{mail.Subject}\n\n{mail.Text}";

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes, not console text, so that the same digest is always printed in the same way.</summary>
    private static async Task PrintAsync(byte[] content, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(content, cancellationToken);
    }

    private static async Task OpenAsync(Digest digest, string page, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("sahelwatch-").FullName, $"{digest.Edition}-{digest.Key}.html");
        await File.WriteAllTextAsync(path, page, cancellationToken);
        Console.WriteLine(path);
        Browser.Open(path);
    }
}
