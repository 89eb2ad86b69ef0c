using SahelWatch.Catalogue;
using SahelWatch.Catalogue.Export;
using SahelWatch.Delivery;

namespace SahelWatch.Cli.Events;

/// <summary><c>search WORDS</c>: the events of the whole archive that match the words, in any language they were reported in.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("words") { Description = "Words in its titles, or names of what it is about.", Arity = ArgumentArity.ZeroOrMore };
        Commands.RejectOptions(words);
        var sort = new Option<string>("--sort") { Description = "newest or relevant.", DefaultValueFactory = _ => "newest" }
            .AcceptOnlyFromAmong("newest", "relevant");
        var limit = new Option<int>("--limit") { Description = "The maximum number to show.", DefaultValueFactory = _ => 20 };
        var options = new QueryOptions(words);
        return Commands.Verb("search", "Find events in the archive by words, names and filters.", async (app, line, cancellationToken) =>
        {
            if (line.GetValue(limit) is var most && most < 1)
                throw new InputException("--limit: must be at least 1.");
            var query = await options.ReadAsync(app, line, cancellationToken) with
            { Order = line.GetValue(sort) == "relevant" ? SearchOrder.Relevant : SearchOrder.Newest, Take = most };
            var found = await app.Get<CatalogueReader>().SearchAsync(query, cancellationToken);
            if (line.GetValue(GlobalOptions.Json))
                await PrintJsonAsync(app, found.Rows, cancellationToken);
            else if (found.Count > 0)
                Print(found);
            else
                Console.WriteLine(await QueryOptions.NothingAsync(app, query, cancellationToken));
            return ExitCode.Done;
        }, [.. options.All, sort, limit]);
    }

    private static async Task PrintJsonAsync(App app, IReadOnlyList<CatalogueRow> rows, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        await new CatalogueExport { Format = "jsonl", PublicUrl = app.Get<DeliveryOptions>().PublicUrl }.WriteAsync(rows, output, cancellationToken);
    }

    private static void Print(SearchResult found)
    {
        TextTable.Print(Console.Out, ["LAST REPORT", "ID", "COUNTRIES", "PLACE", "KILLED", "REPORTS", "HEADLINE"], [.. found.Rows.Select(r => (string[])
        [
            r.Last.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            r.Id.Value,
            string.Join(' ', r.Countries),
            r.Places.Count > 0 ? r.Places[0].Name : "",
            r.Figure("killed") is { } killed ? killed.Value.ToString(CultureInfo.InvariantCulture) : "",
            r.Reports.ToString(CultureInfo.InvariantCulture),
            Best(r, found.Words),
        ])], headline => Style.Marked(headline, found.Words.MarksIn(headline).Select(m => (m.Start, m.Length, Style.Bold))));
        Console.WriteLine(found.Count == 1 ? "1 event." : string.Create(CultureInfo.InvariantCulture,
            $"{found.Count} events{(found.Rows.Count < found.Count ? $", the first {found.Rows.Count} shown" : "")}."));
    }

    /// <summary>The headline with the most matching words, which shows why the event was found.</summary>
    private static string Best(CatalogueRow row, SearchWords words) =>
        row.Languages.Select(row.Headline).MaxBy(headline => words.MarksIn(headline).Count) ?? "";
}
