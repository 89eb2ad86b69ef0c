using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Feeds.Addresses;

/// <summary>Query parameters that say where a visitor came from, not which page is meant.</summary>
internal static class TrackingParameters
{
    private static readonly FrozenSet<string> Names = Words("tracking"), Sources = Words("sources"), Channels = Words("channels");
    private static readonly string[] Families = AddressTable.Words("families");

    /// <param name="parameter">As in the query: name, or name=value.</param>
    public static bool Contains(string parameter) => parameter.Split('=', 2) is [var name, .. var value]
        && (Families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)) || Names.Contains(name)
            || (Sources.Contains(name) && value.Any(Channels.Contains)));

    private static FrozenSet<string> Words(string key) => AddressTable.Words(key).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The lists of <c>Data/addresses.yaml</c>.</summary>
internal static class AddressTable
{
    private static readonly YamlMappingNode Table = ShippedYaml.Read("Feeds.Data.addresses.yaml");

    public static string[] Words(string key) => Table[key].ToString().Split(' ');
}
