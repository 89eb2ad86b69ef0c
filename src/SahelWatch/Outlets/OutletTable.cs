using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Outlets;

/// <summary>The table <c>outlets.yaml</c>: which outlet an address belongs to, and who owns it. Immutable.</summary>
public sealed class OutletTable
{
    /// <summary>Second-level labels that are part of a public suffix (co.uk), so that an outlet's domain has three labels.</summary>
    private static readonly HashSet<string> Registries = ["co", "com", "org", "net", "gov", "gouv", "ac", "edu", "info"];

    /// <summary>Hosts with pages of many outlets, which are identified by their names instead.</summary>
    private static readonly HashSet<string> Platforms =
        ["google.com", "feedburner.com", "blogspot.com", "wordpress.com", "facebook.com", "youtube.com", "medium.com", "substack.com", "allafrica.com",
            "msn.com", "yahoo.com", "reliefweb.int", "github.io"];

    private static readonly Lazy<OutletTable> LazyShipped = new(() => new((YamlSequenceNode)ShippedYaml.Read("Outlets.outlets.yaml")["outlets"]));

    private readonly Dictionary<string, Outlet> _byHost = new(StringComparer.OrdinalIgnoreCase);

    private OutletTable(YamlSequenceNode rows)
    {
        foreach (var row in rows.Cast<YamlMappingNode>())
        {
            var outlet = OutletOf(row);
            _byHost.Add(outlet.Id, outlet);
            foreach (var host in row.Children.TryGetValue("hosts", out var more) ? (YamlSequenceNode)more : [])
                _byHost.Add(host.ToString(), outlet);
        }
    }

    public static OutletTable Shipped => LazyShipped.Value;

    public IEnumerable<Outlet> Outlets => _byHost.Values.Distinct();

    /// <summary>The outlet of an address.</summary>
    /// <param name="name">The outlet's name if it is not in the table.</param>
    public Outlet Of(Uri address, string name) =>
        Find(address.Host) ?? new Outlet { Id = DomainOf(address.Host) is var domain && Platforms.Contains(domain) ? name : domain, Name = name };

    /// <summary>The owner behind an address: all outlets of one owner count as one source, whatever they call themselves.</summary>
    /// <param name="name">See <see cref="Of"/>.</param>
    public string OwnerOf(Uri address, string name) =>
        Platforms.Contains(DomainOf(address.Host)) ? name : Of(address, name) is var outlet && outlet.Owner is { } owner ? owner : outlet.Id;

    private static Outlet OutletOf(YamlMappingNode row)
    {
        return new()
        {
            Id = row["id"].ToString(),
            Name = row["name"].ToString(),
            Country = Value("country"),
            Owner = Value("owner"),
            State = Value("state"),
            Paywall = Value("paywall") is { } paywall ? Enum.Parse<Paywall>(paywall, ignoreCase: true) : Paywall.None,
        };

        string? Value(string name) => row.Children.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The outlet of a host or of one of its parent domains.</summary>
    private Outlet? Find(string host)
    {
        for (var start = 0; start >= 0; start = host.IndexOf('.', start) is >= 0 and var dot ? dot + 1 : -1)
        {
            if (_byHost.TryGetValue(host[start..], out var outlet))
                return outlet;
        }

        return null;
    }

    /// <summary>The registrable domain of a host; <see cref="Registries"/> stands in for the Public Suffix List.</summary>
    private static string DomainOf(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        var kept = labels.Length >= 3 && Registries.Contains(labels[^2]) ? 3 : 2;
        return labels.Length <= kept ? string.Join('.', labels) : string.Join('.', labels[^kept..]);
    }
}
