using System.Text;
using System.Xml;

namespace SahelWatch.Catalogue.Export;

/// <summary>Events as an Atom feed (RFC 4287) with figures and links.</summary>
internal static class AtomFeed
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    private static readonly string[] Told = ["killed", "injured", "abducted", "displaced"];

    public static async Task WriteAsync(IReadOnlyList<CatalogueRow> rows, CatalogueExport export, Stream output, CancellationToken cancellationToken)
    {
        var settings = new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CheckCharacters = true, CloseOutput = false };
        await using var xml = XmlWriter.Create(output, settings);
        var self = new Uri(export.PublicUrl, export.Self);
        xml.WriteStartDocument();
        xml.WriteStartElement("feed", Namespace);
        Element(xml, "id", self.AbsoluteUri);
        Element(xml, "title", "SahelWatch");
        Element(xml, "updated", Time(rows.Select(r => r.Changed).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max()));
        Link(xml, "self", self);
        Link(xml, "alternate", export.PublicUrl);
        Person(xml, "SahelWatch");
        foreach (var row in rows)
        {
            WriteEntry(xml, row, export);
            cancellationToken.ThrowIfCancellationRequested();
            await xml.FlushAsync();
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteEntry(XmlWriter xml, CatalogueRow row, CatalogueExport export)
    {
        var language = export.Language is { } asked && row.Headlines.ContainsKey(asked) ? asked : row.Languages[0];
        xml.WriteStartElement("entry", Namespace);
        if (language is "en" or "fr" or "ar")
            xml.WriteAttributeString("xml", "lang", null, language);
        Element(xml, "id", $"urn:sahelwatch:story:{row.Id}");
        Element(xml, "title", Clean(row.Headline(language)));
        Element(xml, "published", Time(row.First));
        Element(xml, "updated", Time(row.Changed));
        Link(xml, "alternate", new Uri(export.PublicUrl, $"stories/{row.Id}"));
        if (row.Url is not null)
            Link(xml, "via", row.Url);
        foreach (var term in row.Countries.Concat(row.Themes))
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", term);
            xml.WriteEndElement();
        }

        Element(xml, "summary", Clean(Summary(row)));
        xml.WriteEndElement();
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

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, text);

    private static void Link(XmlWriter xml, string relation, Uri address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", name);
        xml.WriteEndElement();
    }
}
