using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SahelWatch.Catalogue.Export;

/// <summary>Events as an Atom feed (RFC 4287) with figures and links.</summary>
internal static class AtomFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly string[] Told = ["killed", "injured", "abducted", "displaced"];

    public static async Task WriteAsync(IReadOnlyList<CatalogueRow> rows, CatalogueExport export, Stream output, CancellationToken cancellationToken)
    {
        var self = new Uri(export.PublicUrl, export.Self);
        var feed = new XElement(Atom + "feed",
            Element("id", self.AbsoluteUri), Element("title", "SahelWatch"),
            Element("updated", Time(rows.Select(r => r.Changed).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())),
            Link("self", self), Link("alternate", export.PublicUrl), new XElement(Atom + "author", Element("name", "SahelWatch")),
            rows.Select(row => Entry(row, export)));
        await using var xml = XmlWriter.Create(output, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) });
        await feed.SaveAsync(xml, cancellationToken);
    }

    private static XElement Entry(CatalogueRow row, CatalogueExport export)
    {
        var language = export.Language is { } asked && row.Headlines.ContainsKey(asked) ? asked : row.Languages[0];
        return new(Atom + "entry",
            language is "en" or "fr" or "ar" ? new XAttribute(XNamespace.Xml + "lang", language) : null,
            Element("id", $"urn:sahelwatch:story:{row.Id}"),
            Element("title", Clean(row.Headline(language))),
            Element("published", Time(row.First)),
            Element("updated", Time(row.Changed)),
            Link("alternate", new Uri(export.PublicUrl, $"stories/{row.Id}")),
            row.Url is null ? null : Link("via", row.Url),
            row.Countries.Concat(row.Themes).Select(term => new XElement(Atom + "category", new XAttribute("term", term))),
            Element("summary", Clean(Summary(row))));
    }

    /// <summary>"Djibo, BF; killed 15 (at-least, army); 3 reports, 2 independent: Desert Wire, …".</summary>
    private static string Summary(CatalogueRow row)
    {
        var parts = new List<string>();
        if (ExportColumns.Best(row) is { } place)
            parts.Add(place.Precision == PlacePrecision.Country ? place.Name : $"{place.Name}, {place.Country}");
        parts.AddRange(Told.Select(row.Figure).OfType<CatalogueFigure>().Select(f => string.Create(CultureInfo.InvariantCulture,
            $"{f.Kind} {f.Value}{(f.High is { } high ? $"–{high}" : "")} ({string.Join(", ", new[] { f.Qualifier, f.By ?? f.Outlet })})")));
        parts.Add(string.Create(CultureInfo.InvariantCulture,
            $"reports {row.Reports}, independent {row.Independent}: {string.Join(", ", row.Outlets.Select(o => o.Name))}"));
        return string.Join("; ", parts);
    }

    /// <summary>A headline may contain characters that XML cannot represent.</summary>
    private static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text
        : string.Concat(text.EnumerateRunes().Where(r => r.Value != 0xFFFD && (r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value))));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static XElement Element(string name, string text) => new(Atom + name, text);

    private static XElement Link(string relation, Uri address) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("href", address.AbsoluteUri));
}
