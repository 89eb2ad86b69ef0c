using SahelWatch.Outlets;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch sources</c>: a card for each outlet of the feed list, on one line.</summary>
internal static class SourcesCommand
{
    private static readonly (string Title, Func<OutletCard, string> Text)[] Columns =
    [
        ("OUTLET", c => c.Outlet.Name),
        ("HOME", c => c.Outlet.Country ?? "--"),
        ("LANGUAGE", c => string.Join(' ', c.Languages)),
        ("KIND", c => c.Kinds.FirstOrDefault("--")),
        ("HEALTH", Health),
        ("A DAY", c => c.EntriesPerDay?.ToString("0.#", CultureInfo.InvariantCulture) ?? "--"),
        ("STORIES", c => Count(c.Stories)),
        ("FIRST", c => Count(c.First)),
        ("REPRINTS", c => c.Reports == 0 ? "" : (c.Reprints / (double)c.Reports).ToString("P0", CultureInfo.InvariantCulture)),
        ("PAYWALL", c => c.Outlet.Paywall == Paywall.None ? "" : Text(c.Outlet.Paywall)),
        ("OWNER", c => (c.Outlet.Owner ?? "--") + (c.Outlet.State is { } state ? $" (state: {state})" : "")),
    ];

    public static Command Create() => Commands.Verb(
        "sources", "List the outlets behind the feeds: country, owner, languages, health, entries per day; for the last 90 days the number of stories, of "
            + "those reported first, and the share of reprints.",
        async (app, line, cancellationToken) =>
    {
        var cards = await app.Pipeline.OutletsAsync(cancellationToken);
        if (line.GetValue(GlobalOptions.Json))
            cards.ToList().ForEach(card => CliJson.Print(Json(card)));
        else
            TextTable.Print(Console.Out, [.. Columns.Select(c => c.Title)], [.. cards.Select(card => Columns.Select(c => c.Text(card)).ToList())]);
        return ExitCode.Done;
    });

    private static string Count(int n) => n == 0 ? "" : n.ToString(CultureInfo.InvariantCulture);

    private static string Health(OutletCard card) => card.IsUnchecked ? "unchecked" : Text(card.Health);

    private static string Text(Enum value) => value.ToString().ToLowerInvariant();

    private static object Json(OutletCard card) => new
    {
        card.Outlet.Id,
        card.Outlet.Name,
        Home = card.Outlet.Country,
        Covers = card.Countries,
        card.Languages,
        card.Kinds,
        card.Outlet.Owner,
        card.Outlet.State,
        Paywall = Text(card.Outlet.Paywall),
        Feeds = card.Feeds.Select(f => f.Feed.Url),
        Health = Text(card.Health),
        Unchecked = card.IsUnchecked,
        EntriesPerDay = card.EntriesPerDay is { } entries ? Math.Round(entries, 2) : (double?)null,
        card.Stories,
        card.First,
        card.Reports,
        card.Reprints,
        LastNewEntry = CliJson.Iso(card.LastNewEntry),
    };
}
