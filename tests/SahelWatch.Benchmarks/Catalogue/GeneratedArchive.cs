using SahelWatch.Catalogue;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Catalogue;

/// <summary>Invented stories in three languages at places of the gazetteer, as many a day as are asked for; the same each time.</summary>
internal sealed class GeneratedArchive(int stories, int days)
{
    public static readonly DateTimeOffset End = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Languages = ["en", "fr", "ar"];

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["en"] = "attack convoy army soldiers killed market fire flood cholera teachers strike election border refugees gold mine fuel prices camp villagers gunmen drone court minister summit harvest school hospital bridge river".Split(' '),
        ["fr"] = "attaque convoi armée soldats tués marché incendie inondations choléra enseignants grève élection frontière réfugiés orpailleurs mine carburant prix camp villageois assaillants drone tribunal ministre sommet récolte école hôpital pont fleuve".Split(' '),
        ["ar"] = "هجوم قافلة الجيش جنود مقتل سوق حريق فيضانات الكوليرا المعلمين إضراب انتخابات الحدود لاجئين منجم الوقود أسعار مخيم قرويين مسلحون مسيرة محكمة وزير قمة حصاد مدرسة مستشفى جسر نهر".Split(' '),
    };

    private static readonly GazetteerEntry[] Places = [.. EntrySet.Shipped.Entries.Where(e => e.IsPoint && e.Iso.Any(i => i is "ML" or "NE" or "BF" or "TD" or "MR"))];

    private readonly Random _random = new(7);
    private readonly RowBuilder _rows = new(EntrySet.Shipped, SeverityTable.Shipped);

    public Task WriteAsync(IBlobs blobs, CancellationToken cancellationToken) => WriteAsync(blobs, _ => Task.CompletedTask, cancellationToken);

    /// <param name="each">What else is done with a story: the catalogue holds its row alone.</param>
    public async Task WriteAsync(IBlobs blobs, Func<Story, Task> each, CancellationToken cancellationToken)
    {
        var store = new CatalogueStore(blobs, new ShiftedClock(End));
        var months = new Dictionary<string, string>();
        var rows = new List<CatalogueRow>();
        for (var i = 0; i < stories; i++)
        {
            var story = Story(i);
            await each(story);
            rows.Add(_rows.Of(story));
        }

        foreach (var month in rows.GroupBy(r => CatalogueStore.MonthOf(r.First)))
            await store.ChangeAsync(months, month.Key, _ => [.. month], cancellationToken);
        await store.SaveAsync(new CatalogueContents { Months = months }, null, cancellationToken);
    }

    private Story Story(int n)
    {
        var place = Pick(Places);
        var first = End.AddDays(-days * (n + 1.0) / stories);
        string[] names = [place.Id, .. EntrySet.Shipped.IsoOf(place).Select(i => i.ToLowerInvariant())];
        var reports = Enumerable.Range(0, 1 + _random.Next(6)).Select(i => Report(n, i, place, names, first.AddHours(i))).ToList();
        return new Story
        {
            Id = StoryId.FoundedBy(reports[0].Article),
            Reports = reports,
            Countries = EntrySet.Shipped.IsoOf(place),
            Themes = ["security", "politics"],
            Entities = names,
            FirstReported = first,
            LastReported = reports[^1].Date,
            Changed = reports[^1].Date,
        };
    }

    private Report Report(int story, int n, GazetteerEntry place, string[] names, DateTimeOffset at)
    {
        var language = Pick(Languages);
        var title = $"{EntrySet.Shipped.Name(place.Id, language)} : {string.Join(' ', Enumerable.Range(0, 8).Select(_ => Pick(Words[language])))} {_random.Next(2, 400)}";
        return new Report
        {
            Article = ArticleId.From($"{story} {n}"),
            Source = $"Outlet {_random.Next(200)}",
            Kind = "local",
            Language = language,
            Url = new Uri($"https://outlet-{_random.Next(200)}.example/2026/11/{story}-{n}"),
            Title = title,
            Date = at,
            FirstSeen = at,
            Entities = names,
            Figures = _random.Next(3) == 0 ? [new Figure("killed", _random.Next(1, 60), "at-least", null, "army", "")] : [],
        };
    }

    private T Pick<T>(T[] of) => of[_random.Next(of.Length)];
}
