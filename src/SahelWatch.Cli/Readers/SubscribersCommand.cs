using SahelWatch.Readers;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Readers;

/// <summary><c>sahelwatch subscribers</c>: the operator's view of the readers. Addresses are printed but never logged.</summary>
internal static class SubscribersCommand
{
    private static readonly Argument<string> Address = new("address") { Description = "The reader's email address." };

    private static readonly Option<string[]> Editions = new("--edition")
    { Description = "Edition id, once or several times. Default: all.", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string> Language = new Option<string>("--lang")
    { Description = "Of mails about the subscription: en, fr or ar.", DefaultValueFactory = _ => "en" }.AcceptOnlyFromAmong("en", "fr", "ar");

    public static Command Create() => new("subscribers", "List, add, remove, export and erase readers.")
    {
        Commands.Verb("list", "List all readers: id, state, editions, address, and why a reader is suspended.", ListAsync),
        Commands.Verb("add", "Subscribe a reader who has consented; lifts a suspension. No mail is sent.", AddAsync, Address, Editions, Language),
        Commands.Verb("remove", "End a reader's subscription, even if the editions file lists the address.", RemoveAsync, Address, Editions),
        Commands.Verb("export", "Print everything stored about a reader, as JSON.", ExportAsync, Address),
        Commands.Verb("erase", "Delete everything stored about a reader, except the mark that prevents further mail.", EraseAsync, Address),
    };

    private static async Task<int> ListAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var (known, unreadable) = await app.Get<ReaderRegister>().AllAsync(cancellationToken);
        var all = known.Values.OrderBy(reader => reader.Id.Value, StringComparer.Ordinal).ToList();
        if (line.GetValue(GlobalOptions.Json))
        {
            CliJson.PrintIndented(all);
            return ExitCode.Done;
        }
        foreach (var reader in all)
            Console.WriteLine($"{reader.Id}  {reader.Status,-9}  {string.Join(',', reader.Editions),-20}  {reader.Address}{Trouble(reader)}");
        Console.WriteLine($"{ReportText.Count(all.Count, "reader")}, {all.Count(r => r.Status == ReaderStatus.Active)} active, "
            + $"{all.Count(r => r.Status == ReaderStatus.Suspended)} suspended");
        foreach (var id in unreadable)
            Console.WriteLine($"{id}  cannot be read, so is not mailed: restore the record from a backup, or have the reader subscribe again");
        return unreadable.Count > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static async Task<int> AddAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var editions = await EditionsAsync(app, line, cancellationToken);
        var reader = await app.Get<ReaderRegister>().AddAsync(AddressIn(line), editions, line.GetValue(Language)!, cancellationToken);
        Console.WriteLine($"{reader.Id} gets {string.Join(", ", reader.Editions)}");
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var editions = await EditionsAsync(app, line, cancellationToken);
        var reader = await app.Get<ReaderRegister>().RemoveAsync(AddressIn(line), editions, cancellationToken);
        Console.WriteLine($"{reader.Id} no longer gets {string.Join(", ", editions)}");
        return ExitCode.Done;
    }

    private static async Task<int> ExportAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        if (await app.Get<ReaderRegister>().FindAsync(AddressIn(line), cancellationToken) is not { } reader)
            throw new InputException("Nothing is stored about this address.");
        CliJson.PrintIndented(reader);
        return ExitCode.Done;
    }

    private static async Task<int> EraseAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        await app.Get<ReaderRegister>().EraseAsync(AddressIn(line), cancellationToken);
        Console.WriteLine("Erased. If the editions file lists the address, remove it there too.");
        return ExitCode.Done;
    }

    private static EmailAddress AddressIn(ParseResult line) =>
        EmailAddress.TryParse(line.GetValue(Address), out var address)
            ? address
            : throw new InputException($"\"{line.GetValue(Address)}\" is not an email address that can be written to.");

    private static async Task<string[]> EditionsAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var known = (await app.Pipeline.InputsAsync(cancellationToken)).Editions.Select(e => e.Id).ToArray();
        var said = line.GetValue(Editions) is { Length: > 0 } editions ? editions : known;
        return said.Except(known).FirstOrDefault() is { } unknown
            ? throw new InputException($"There is no edition \"{unknown}\"; there are {string.Join(", ", known)}.")
            : said;
    }

    private static string Trouble(Reader reader) => reader.SuspendedAt is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"  suspended {at:yyyy-MM-dd}: {reader.SuspendedBecause}")
        : reader.Bounces > 0 ? $"  refused {reader.Bounces} digests in a row" : "";
}
