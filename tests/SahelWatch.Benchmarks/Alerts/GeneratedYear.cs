using System.Globalization;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Benchmarks.Alerts;

/// <summary>
/// An invented year of the press in three languages: grave events with raised tolls, small ones, and all that must not be alerted (bulletins,
/// anniversaries, trials, drills, denials, events elsewhere). Every event has facts of its own, every outlet its own wording of them
/// (<c>generated-year.yaml</c>). Ids begin with grave, small or quiet. The same seed invents the same year.
/// </summary>
internal static class GeneratedYear
{
    private const int Days = 365, PerDay = 2, Outlets = 60, DetailsOfEvent = 4, DetailsOfReport = 3;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Codes = ["ML", "BF", "NE", "TD", "MR"], Languages = ["en", "fr", "ar"];

    private static readonly YamlMap File = Open();

    private static readonly IReadOnlyList<Kind> Kinds =
    [
        .. File.Maps("kinds").Select(kind => new Kind(kind.Text("id"), kind.Text("counted") == "true",
            [.. Languages.Select(l => new Wording(kind.OptionalMap(l)!.Texts("titles"), kind.OptionalMap(l)!.Texts("leads")))])),
    ];

    private static readonly IReadOnlyList<string>[] Sources = Lists("sources"), Weekdays = Lists("days"), InCountry = Lists("in"), Details = Lists("details"),
        VillageHeads = Lists("villageHeads"), VillageTails = Lists("villageTails");

    /// <summary>The towns of the gazetteer that have a name in Arabic and mean nothing else.</summary>
    private static readonly GazetteerEntry[] Places =
    [
        .. EntrySet.Shipped.Entries.Where(e => e is { Kind: EntryKind.Town, Ambiguous.Count: 0 } && e.Names.ContainsKey("ar") && CountryOf(e) >= 0).OrderBy(e => e.Id),
    ];

    public static IReadOnlyList<LabelledArticle> Of(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Days * PerDay).SelectMany(n => Reports(n, random)).OrderBy(a => a.Published)];
    }

    /// <summary>One to six reports over some hours; a raised toll on the next day now and then.</summary>
    private static List<LabelledArticle> Reports(int n, Random random)
    {
        var at = Start.AddDays((double)n / PerDay).AddMinutes(random.Next(120));
        var happened = new Happening(n, Kinds[random.Next(Kinds.Count)], Places[random.Next(Places.Length)], at, random.Next(10, 60), random.Next(2, 90), random.Next(),
            random.GetItems([.. Enumerable.Range(0, Details[0].Count)], DetailsOfEvent));
        var reports = Enumerable.Range(0, random.Next(1, 7)).Select(i => Report(happened, i, at.AddMinutes(i * random.Next(5, 90)), random)).ToList();
        if (happened.Kind.IsCounted && random.Next(4) == 0)
            reports.Add(Report(happened with { Toll = happened.Toll + random.Next(1, 6) }, reports.Count, at.AddDays(1), random));
        return reports;
    }

    private static LabelledArticle Report(Happening happened, int number, DateTimeOffset at, Random random)
    {
        var (language, outlet) = (random.Next(Languages.Length), random.Next(Outlets));
        var wording = happened.Kind.Wordings[language];
        var details = happened.Details.Skip(random.Next(DetailsOfEvent - DetailsOfReport + 1)).Take(DetailsOfReport).Select((detail, i) =>
            Details[language][detail].Replace("{n}", Number(61 + ((happened.Own / (i + 1)) % 340)), StringComparison.Ordinal));
        string Filled(IReadOnlyList<string> patterns) => new[]
        {
            ("{place}", EntrySet.Shipped.Name(happened.Place.Id, Languages[language])), ("{in}", InCountry[language][CountryOf(happened.Place)]),
            ("{village}", VillageHeads[language][happened.Own % VillageHeads[0].Count] + VillageTails[language][happened.Own / 97 % VillageTails[0].Count]),
            ("{toll}", Number(happened.Toll)), ("{hurt}", Number(happened.Hurt)), ("{day}", Weekdays[language][(int)happened.At.DayOfWeek]),
            ("{source}", Sources[language][random.Next(Sources[0].Count)]),
        }.Aggregate(patterns[random.Next(patterns.Count)], (text, fact) => text.Replace(fact.Item1, fact.Item2, StringComparison.Ordinal));
        var id = string.Create(CultureInfo.InvariantCulture, $"{happened.Kind.Id}-{happened.Number}");
        return new LabelledArticle($"{id}-{number}", id, Languages[language], $"Outlet {outlet}", new Uri($"https://outlet{outlet}.example/{happened.Number}-{number}"), at,
            Filled(wording.Titles), $"{Filled(wording.Leads)} {string.Join(' ', details)}", Relevant: true, null);
    }

    private static int CountryOf(GazetteerEntry place) => Array.IndexOf(Codes, EntrySet.Shipped.IsoOf(place).ElementAtOrDefault(0));

    private static IReadOnlyList<string>[] Lists(string key) => [.. Languages.Select(File.OptionalMap(key)!.Texts)];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static YamlMap Open()
    {
        using var reader = new StreamReader(typeof(GeneratedYear).Assembly.GetManifestResourceStream("SahelWatch.Benchmarks.Alerts.generated-year.yaml")!);
        return YamlMap.Read("generated-year.yaml", reader);
    }

    private sealed record Kind(string Id, bool IsCounted, IReadOnlyList<Wording> Wordings);

    private sealed record Wording(IReadOnlyList<string> Titles, IReadOnlyList<string> Leads);

    /// <param name="Own">Decides what only this event has: its village, the numbers in its details.</param>
    private sealed record Happening(int Number, Kind Kind, GazetteerEntry Place, DateTimeOffset At, int Toll, int Hurt, int Own, IReadOnlyList<int> Details);
}
