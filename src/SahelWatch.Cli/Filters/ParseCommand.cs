using System.Text.Json;
using SahelWatch.Feeds;

namespace SahelWatch.Cli.Filters;

/// <summary><c>sahelwatch parse</c>: parses files and prints one JSON line per file; uses no storage, network or clock.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Feeds to parse.", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string?>("--from")
        { Description = "A list of files: JSON lines {\"file\",\"url\"?,\"contentType\"?}, paths relative to the list." };
        var url = new Option<string?>("--url") { Description = "Where the files came from, to resolve relative addresses." };
        var contentType = new Option<string?>("--content-type") { Description = "Their Content-Type header, for the charset." };
        var command = new Command("parse", "Parse feed files; prints one JSON line per file.") { files, from, url, contentType };
        command.SetAction(Commands.Guarded((line, cancellationToken) =>
        {
            var inputs = (line.GetValue(files) ?? []).Select(f => new ParseInput(f, line.GetValue(url), line.GetValue(contentType)));
            return RunAsync(inputs, line.GetValue(from), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> RunAsync(IEnumerable<ParseInput> files, string? list, CancellationToken cancellationToken)
    {
        var inputs = files.Select(f => (Input: f, Path: f.File)).ToList();
        try
        {
            if (list is not null)
                inputs.AddRange((await ParseInput.ReadListAsync(list, cancellationToken)).Select(
                    i => (i, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(list))!, i.File))));
            if (inputs.Count == 0)
                throw new InputException("Give the files to parse, or a list of them with --from.");
            await using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
            foreach (var (input, path) in inputs)
                await output.WriteLineAsync(Line(input, await File.ReadAllBytesAsync(path, cancellationToken)).AsMemory(), cancellationToken);
            return ExitCode.Done;
        }
        catch (JsonException e)
        {
            throw new InputException(e.Message, e);
        }
    }

    internal static string Line(ParseInput input, byte[] body)
    {
        var feed = FeedParser.Parse(body, input.ContentType, input.Address);
        return JsonSerializer.Serialize(new
        {
            input.File,
            Feed = new { feed.Title, Link = feed.Link?.OriginalString, feed.Language, feed.Format },
            Entries = feed.Entries.Select(e => new
            {
                e.Id,
                Url = e.Url?.OriginalString,
                e.Title,
                e.Summary,
                e.Content,
                Published = CliJson.Iso(e.Published),
                Updated = CliJson.Iso(e.Updated),
                e.Author,
                e.Language,
                e.Categories,
            }),
            feed.Problems,
        }, CliJson.Lines);
    }
}

/// <summary>A file to parse and, if known, the address and header it came with.</summary>
internal sealed record ParseInput(string File, string? Url, string? ContentType)
{
    public Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var address) ? address : null;

    public static async Task<IReadOnlyList<ParseInput>> ReadListAsync(string list, CancellationToken cancellationToken)
    {
        var inputs = new List<ParseInput>();
        var number = 0;
        await foreach (var line in System.IO.File.ReadLinesAsync(list, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var input = JsonSerializer.Deserialize<ParseInput>(line, CliJson.Lines);
            inputs.Add(input is { File.Length: > 0 } ? input : throw new JsonException($"{list}, line {number}: \"file\" is missing."));
        }

        return inputs;
    }
}
