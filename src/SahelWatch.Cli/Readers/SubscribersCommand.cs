using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Readers;

namespace SahelWatch.Cli.Readers;

/// <summary><c>sahelwatch subscribers</c>: the operator's view of the readers. Addresses are shown to whoever may read the store, and logged nowhere.</summary>
internal static class SubscribersCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Argument<string> Address = new("address") { Description = "The reader's email address." };

    private static readonly Option<string[]> Editions = new("--edition")
    { Description = "Edition id, once or several times. Default: all.", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string> Language = new("--lang")
    { Description = "Of mails about the subscription: en, fr or ar.", DefaultValueFactory = _ => "en" };

    public static Command Create() => new("subscribers", "List, add, remove, export and erase readers.")
    {
        Verb("list", "Every reader: id, state, editions, address, and why one is suspended.", ListAsync, [], [GlobalOptions.Json]),
        Verb("add", "Subscribe a reader who has consented; lifts a suspension. No mail is sent.", AddAsync, [Address], [Editions, Language]),
        Verb("remove", "End a reader's subscription, also where the editions file names the address.", RemoveAsync, [Address], [Editions]),
        Verb("export", "Everything kept about a reader, as JSON.", ExportAsync, [Address], []),
        Verb("erase", "Delete everything kept about a reader but the mark not to mail him again.", EraseAsync, [Address], []),
    };

    private static async Task<int> ListAsync(ParseResult line, ReaderRegister readers, string[] editions, CancellationToken cancellationToken)
    {
        var (known, unreadable) = await readers.AllAsync(cancellationToken);
        var all = known.Values.OrderBy(reader => reader.Id.Value, StringComparer.Ordinal).ToList();
        if (line.GetValue(GlobalOptions.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(all, Indented));
            return ExitCode.Done;
        }
        foreach (var reader in all)
            Console.WriteLine($"{reader.Id}  {reader.Status,-9}  {string.Join(',', reader.Editions),-20}  {reader.Address}{Trouble(reader)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{all.Count} readers, {all.Count(r => r.Status == ReaderStatus.Active)} active, {all.Count(r => r.Status == ReaderStatus.Suspended)} suspended"));
        foreach (var id in unreadable)
            Console.WriteLine($"{id}  cannot be read, so is not mailed: restore the record from a backup, or have the reader subscribe anew");
        return unreadable.Count > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static async Task<int> AddAsync(ParseResult line, ReaderRegister readers, string[] editions, CancellationToken cancellationToken)
    {
        var reader = await readers.AddAsync(AddressIn(line), editions, line.GetValue(Language)!, cancellationToken);
        Console.WriteLine($"{reader.Id} gets {string.Join(", ", reader.Editions)}");
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(ParseResult line, ReaderRegister readers, string[] editions, CancellationToken cancellationToken)
    {
        var reader = await readers.RemoveAsync(AddressIn(line), editions, cancellationToken);
        Console.WriteLine($"{reader.Id} no longer gets {string.Join(", ", editions)}");
        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(ParseResult line, ReaderRegister readers, string[] editions, CancellationToken cancellationToken)
    {
        if (await readers.FindAsync(AddressIn(line), cancellationToken) is not { } reader)
            throw new InputException("Nothing is kept about this address.");
        Console.WriteLine(JsonSerializer.Serialize(reader, Indented));
        return ExitCode.Done;
    }

    private static async Task<int> EraseAsync(ParseResult line, ReaderRegister readers, string[] editions, CancellationToken cancellationToken)
    {
        await readers.EraseAsync(AddressIn(line), cancellationToken);
        Console.WriteLine("Erased. If the editions file names the address, take it out there too.");
        return ExitCode.Done;
    }

    private static Command Verb(
        string name, string description, Func<ParseResult, ReaderRegister, string[], CancellationToken, Task<int>> run, Argument[] arguments, Option[] options)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        foreach (var option in options.Where(o => !o.Recursive))
            command.Options.Add(option);
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var readers = app.Get<ReaderRegister>();
            return await run(
                line, readers, options.Contains(Editions) ? EditionsIn(line, await app.Pipeline.InputsAsync(cancellationToken)) : [], cancellationToken);
        }));
        return command;
    }

    private static EmailAddress AddressIn(ParseResult line) =>
        EmailAddress.TryParse(line.GetValue(Address), out var address)
            ? address
            : throw new InputException($"\"{line.GetValue(Address)}\" is not an email address that can be written to.");

    private static string[] EditionsIn(ParseResult line, SahelWatchInputs inputs)
    {
        var known = inputs.Editions.Select(e => e.Id).ToArray();
        var said = line.GetValue(Editions) is { Length: > 0 } editions ? editions : known;
        return said.Except(known).FirstOrDefault() is { } unknown
            ? throw new InputException($"There is no edition \"{unknown}\"; there are {string.Join(", ", known)}.")
            : said;
    }

    private static string Trouble(Reader reader) => reader.SuspendedAt is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"  suspended {at:yyyy-MM-dd}: {reader.SuspendedBecause}")
        : reader.Bounces > 0 ? $"  refused {reader.Bounces} digests in a row" : "";
}
