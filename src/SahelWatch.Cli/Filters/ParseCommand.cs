using System.Text.Json;
using System.Text.Json.Serialization;
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
        return Commands.Verb("parse", "Parse feed files; prints one JSON line per file.", (line, cancellationToken) =>
        {
            var named = (line.GetValue(files) ?? []).Select(f => new ParseInput(f, line.GetValue(url), line.GetValue(contentType)));
            return RunAsync([.. named, .. Listed(line.GetValue(from))], cancellationToken);
        }, files, from, url, contentType);
    }

    /// <summary>The files of a list, which names them relative to itself.</summary>
    private static IEnumerable<ParseInput> Listed(string? list) => list is null ? []
        : CliJson.Read<ParseInput>(list).Select(input => input with { Folder = Path.GetDirectoryName(Path.GetFullPath(list))! });

    private static async Task<int> RunAsync(IReadOnlyList<ParseInput> inputs, CancellationToken cancellationToken)
    {
        if (inputs.Count == 0)
            throw new InputException("Give the files to parse, or a list of them with --from.");
        await using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        foreach (var input in inputs)
        {
            var body = await File.ReadAllBytesAsync(Path.Combine(input.Folder, input.File), cancellationToken);
            await output.WriteLineAsync(Line(input, body).AsMemory(), cancellationToken);
        }

        return ExitCode.Done;
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
internal sealed record ParseInput(string File, string? Url, string? ContentType) : IJsonOnDeserialized
{
    /// <summary>What the file's path is relative to; empty for the current folder.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    void IJsonOnDeserialized.OnDeserialized() => _ = File ?? throw new JsonException("\"file\" is missing.");

    public Uri? Address => Uri.TryCreate(Url, UriKind.Absolute, out var address) ? address : null;
}
