using System.Globalization;

namespace SahelWatch.Language.Gazetteer;

/// <summary>
/// Reads the table of places (Data/places.tsv, made by Places/generate.js): coordinates and administrative units for the entries written by hand, and an
/// entry for each place that nobody wrote by hand.
/// </summary>
internal static class PlaceTable
{
    public const string File = "places.tsv";

    private static readonly Dictionary<char, Doubt> Marks = new()
    {
        ['w'] = new("an everyday word", DoubtKind.Word),
        ['n'] = new("a person's name", DoubtKind.Person),
        ['p'] = new("a place elsewhere, or a rare word", DoubtKind.Place),
        ['v'] = new("a village that few have heard of", DoubtKind.Village),
    };

    /// <param name="table">Columns: id, kind, iso, in, latitude, longitude, admin1, admin2, names. Without a kind, a row adds to the entry of its id.</param>
    /// <exception cref="GazetteerException">The line that cannot be read.</exception>
    public static IReadOnlyList<SourcedEntry> Merge(IEnumerable<SourcedEntry> written, TextReader table)
    {
        var entries = new List<SourcedEntry>(written);
        var byId = entries.Select((entry, i) => (entry.Entry.Id, i)).ToDictionary(e => e.Id, e => e.i, StringComparer.Ordinal);
        table.ReadLine(); // the names of the columns
        for (var number = 2; table.ReadLine() is { } line; number++)
        {
            var row = line.Split('\t');
            if (row.Length != 9)
                throw new GazetteerException(File, number, $"expected nine columns and found {row.Length}");
            if (row[1].Length > 0)
                entries.Add(new(Create(row), File, number));
            else if (byId.TryGetValue(row[0], out var at))
                entries[at] = entries[at] with { Entry = Place(entries[at].Entry, row) };
            else
                throw new GazetteerException(File, number, $"there is no entry \"{row[0]}\" to place; make the table anew (Places/README.md)");
        }

        return entries;
    }

    private static GazetteerEntry Create(string[] row)
    {
        var (names, doubts) = (new Dictionary<string, IReadOnlyList<string>>(1), new Dictionary<string, Doubt>(1));
        AddNames(row[8], names, doubts);
        return new()
        {
            Id = row[0],
            Kind = row[1] switch { "town" => EntryKind.Town, "village" => EntryKind.Village, _ => EntryKind.Area },
            Iso = [row[2]],
            In = [row[3]],
            Names = names,
            Ambiguous = doubts,
            Position = PositionOf(row),
            Admin1 = TextOf(row[6]),
            Admin2 = TextOf(row[7]),
        };
    }

    private static GazetteerEntry Place(GazetteerEntry entry, string[] row)
    {
        var placed = entry with { Position = PositionOf(row), Admin1 = TextOf(row[6]), Admin2 = TextOf(row[7]) };
        if (row[8].Length == 0)
            return placed;
        var (names, doubts) = (new Dictionary<string, IReadOnlyList<string>>(entry.Names), new Dictionary<string, Doubt>(entry.Ambiguous));
        AddNames(row[8], names, doubts);
        return placed with { Names = names, Ambiguous = doubts };
    }

    private static string? TextOf(string column) => column.Length == 0 ? null : column;

    private static GeoPoint? PositionOf(string[] row) => row[4].Length == 0 ? null : new(Degrees(row[4]), Degrees(row[5]));

    private static double Degrees(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void AddNames(string column, Dictionary<string, IReadOnlyList<string>> names, Dictionary<string, Doubt> doubts)
    {
        foreach (var marked in column.Split('|'))
        {
            var isMarked = marked.Length > 2 && marked[^2] == '?';
            var name = isMarked ? marked[..^2] : marked;
            var language = ArabicPrefixes.IsArabic(name[0]) ? "ar" : "fr";
            names[language] = names.TryGetValue(language, out var others) ? [.. others, name] : [name];
            if (isMarked)
                doubts[name] = Marks[marked[^1]];
        }
    }
}
