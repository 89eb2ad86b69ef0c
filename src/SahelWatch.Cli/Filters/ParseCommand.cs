using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SahelWatch.Domain;
using SahelWatch.Feeds;

namespace SahelWatch.Cli.Filters;

/// <summary><c>sahelwatch parse</c>: parses files and prints one JSON line per file; uses no storage, network or clock.</summary>
internal static class ParseCommand
{
    /// <summary>Escapes only what JSON requires, since the output is not embedded in web pages.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Feeds to parse.", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string?>("--from")
        { Description = "A list of files: JSON lines {\"file\",\"url\"?,\"contentType\"?}, paths relative to the list." };
        var url = new Option<string?>("--url") { Description = "Where the files came from, to resolve relative addresses." };
        var contentType = new Option<string?>("--content-type") { Description = "Their Content-Type header, for the charset." };
        var command = new Command("parse", "Parse feed files; prints one JSON line per file.") { files, from, url, contentType };
        command.SetAction((parsed, cancellationToken) =>
        {
            var inputs = (parsed.GetValue(files) ?? []).Select(f => new ParseInput(f, parsed.GetValue(url), parsed.GetValue(contentType)));
            return RunAsync(inputs, parsed.GetValue(from), cancellationToken);
        });
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
                return Wrong("Give the files to parse, or a list of them with --from.");
            await using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
            foreach (var (input, path) in inputs)
                await output.WriteLineAsync(Line(input, await File.ReadAllBytesAsync(path, cancellationToken)).AsMemory(), cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return Wrong(e.Message);
        }
    }

    internal static string Line(ParseInput input, byte[] body)
    {
        var feed = FeedParser.Parse(body, input.ContentType, input.Address);
        return new JsonObject
        {
            ["file"] = input.File,
            ["feed"] = new JsonObject
            {
                ["title"] = feed.Title,
                ["link"] = feed.Link?.OriginalString,
                ["language"] = feed.Language,
                ["format"] = feed.Format,
            },
            ["entries"] = new JsonArray([.. feed.Entries.Select(Entry)]),
            ["problems"] = new JsonArray([.. feed.Problems.Select(p => JsonValue.Create(p))]),
        }.ToJsonString(Json);
    }

    private static JsonNode Entry(FeedEntry entry) => new JsonObject
    {
        ["id"] = entry.Id,
        ["url"] = entry.Url?.OriginalString,
        ["title"] = entry.Title,
        ["summary"] = entry.Summary,
        ["content"] = entry.Content,
        ["published"] = Iso(entry.Published),
        ["updated"] = Iso(entry.Updated),
        ["author"] = entry.Author,
        ["language"] = entry.Language,
        ["categories"] = new JsonArray([.. entry.Categories.Select(c => JsonValue.Create(c))]),
    };

    private static string? Iso(DateTimeOffset? date) => date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static int Wrong(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}

/// <summary>A file to parse and, if known, the address and header it came with.</summary>
internal sealed record ParseInput(string File, string? Url, string? ContentType)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

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
            var input = JsonSerializer.Deserialize<ParseInput>(line, Web);
            inputs.Add(input is { File.Length: > 0 } ? input : throw new JsonException($"{list}, line {number}: \"file\" is missing."));
        }

        return inputs;
    }
}
