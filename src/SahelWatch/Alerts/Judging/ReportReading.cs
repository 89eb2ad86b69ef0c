using System.Text.RegularExpressions;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Alerts.Judging;

/// <summary>A report as judging sees it.</summary>
/// <param name="Places">That the title names: of words that also mean something else (Say, Man), those that matching took for the place.</param>
/// <param name="Scene">The same; those of the first sentence if the title names no town.</param>
/// <param name="What">The kind of event, in the severity table; null if unknown.</param>
/// <param name="Abducts">Its title is about an abduction.</param>
/// <param name="LooksBack">Its title is about an anniversary, trial, drill or denial, or announces a bulletin.</param>
internal sealed partial record ReportReading(
    Report Report, IReadOnlyList<string> Title, IReadOnlyList<string> Lead, IReadOnlyList<GazetteerEntry> Places, IReadOnlyList<GazetteerEntry> Scene,
    string? What, bool Abducts, bool LooksBack)
{
    public static ReportReading Of(Report report, AlertEvents events, EntrySet entries, SeverityTable severities)
    {
        var first = SeverityTable.Beginning(report.Lead);
        var title = WordPatterns.Words(report.Title);
        var places = PlacesIn(report.Title);
        return new ReportReading(
            report, title, WordPatterns.Words(first), places, places.Any(IsTown) ? places : [.. places, .. PlacesIn(first)],
            severities.WhatOf(report), events.Says("abduction", title, report.Language),
            events.IsNoNews(title, report.Language) || severities.Routines.Match(title, report.Language));

        List<GazetteerEntry> PlacesIn(string text) =>
        [
            .. from hit in entries.Scan(text)
               where hit is { IsPeople: false, Entry.IsPlace: true } && (!hit.Ambiguous || report.Entities.Contains(hit.Entry.Id))
               select hit.Entry,
        ];
    }

    /// <summary>How many were killed, or else abducted; reports of one event rarely differ in it without naming the earlier number.</summary>
    public IEnumerable<int> Tolls =>
        Report.Figures.Where(f => f.Kind is "killed" or "abducted").GroupBy(f => f.Kind, f => f.Value).MaxBy(f => f.Key) ?? Enumerable.Empty<int>(); // killed first

    /// <summary>The numbers that it mentions, as figures or in passing.</summary>
    public IReadOnlySet<int> Numbers { get; } = Report.Figures.Select(f => f.Value)
        .Concat(Number().Matches($"{Report.Title} {Report.Lead}").Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))).ToHashSet();

    /// <summary>The towns of reports, and the regions that they name or that contain those towns.</summary>
    public static (IReadOnlySet<string> Points, IReadOnlySet<string> Areas) Where(IEnumerable<ReportReading> texts, EntrySet entries)
    {
        var places = texts.SelectMany(t => t.Scene).ToList();
        var towns = places.Where(IsTown).ToList();
        var areas = towns.SelectMany(t => Around(t, entries)).Concat(places).Where(e => e is { Kind: EntryKind.Region, Iso.Count: 1 }); // not the Sahel
        return (towns.Select(e => e.Id).ToHashSet(StringComparer.Ordinal), areas.Select(e => e.Id).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Capitals are where officials speak.</summary>
    private static bool IsTown(GazetteerEntry entry) => entry.IsPoint && entry.Kind != EntryKind.Capital;

    /// <summary>What contains it, at every level.</summary>
    private static IEnumerable<GazetteerEntry> Around(GazetteerEntry entry, EntrySet entries) =>
        entry.In.Select(entries.Find).OfType<GazetteerEntry>().SelectMany(outer => Around(outer, entries).Prepend(outer));

    [GeneratedRegex("[0-9]{1,9}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
