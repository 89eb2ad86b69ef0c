using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Feeds.Dates;

/// <summary>Names of months and weekdays, time zones and the other words in dates (<c>Data/dates.yaml</c>).</summary>
internal static class DateNames
{
    private const int MinPrefix = 3; // letters

    private static readonly YamlMappingNode Table = ShippedYaml.Read("Feeds.Data.dates.yaml");

    private static readonly FrozenDictionary<string, int> Months = WithPrefixes("months");
    private static readonly FrozenDictionary<string, int> Weekdays = WithPrefixes("weekdays");
    private static readonly FrozenSet<string> Morning = Words("morning"), Afternoon = Words("afternoon");

    public static readonly FrozenSet<string> Fillers = Words("fillers");

    /// <summary>Words of Korean sites, whose times are in Korean time.</summary>
    public static readonly FrozenSet<string> Korean = Words("korean");

    private static readonly FrozenDictionary<string, TimeSpan> Zones = ((YamlMappingNode)Table["zones"])
        .SelectMany(zone => zone.Value.ToString().Split(' '), (zone, name) => KeyValuePair.Create(name, zone.Key.ToString()))
        .ToFrozenDictionary(zone => zone.Key, zone => TimeSpan.FromMinutes(int.Parse(zone.Value, CultureInfo.InvariantCulture)));

    /// <summary>A word that is also a weekday's name or prefix is the weekday ("sat" is not Hausa for September), except for a few that occur as both.</summary>
    public static int? Month(string folded) =>
        Months.TryGetValue(folded, out var month) && (folded is "mar" or "mart" or "maa" || !Weekdays.ContainsKey(folded)) ? month + 1 : null;

    public static bool IsMonth(string folded) => Months.ContainsKey(folded);

    public static DayOfWeek? Weekday(string folded) => Weekdays.TryGetValue(folded, out var day) ? (DayOfWeek)day : null;

    /// <returns>Null if the word means neither am nor pm.</returns>
    public static bool? IsAfternoon(string folded) => Afternoon.Contains(folded) ? true : Morning.Contains(folded) ? false : null;

    /// <param name="name">Folded.</param>
    public static TimeSpan? Offset(string name) => Zones.TryGetValue(name, out var offset) ? offset : null;

    /// <summary>The words of a line of the table, folded.</summary>
    public static FrozenSet<string> Words(string key) => Table[key].ToString().Split(' ').Select(FoldedText.Fold).ToFrozenSet();

    /// <summary>The number of every name, and of every prefix that has only one.</summary>
    private static FrozenDictionary<string, int> WithPrefixes(string key)
    {
        var names = ((YamlSequenceNode)Table[key])
            .SelectMany(l => l.ToString().Split(' ').Select((name, i) => (Name: FoldedText.Fold(name.Replace('_', ' ')), Number: i))).ToList();
        var prefixes = names.SelectMany(
            n => Enumerable.Range(MinPrefix, Math.Max(0, n.Name.Length - MinPrefix)).Select(length => (Name: n.Name[..length], n.Number)))
            .GroupBy(c => c.Name).Where(g => g.Select(c => c.Number).Distinct().Count() == 1).Select(g => g.First());
        var all = new Dictionary<string, int>();
        foreach (var (name, number) in names.Concat(prefixes))
            all.TryAdd(name, number);
        return all.ToFrozenDictionary();
    }
}
