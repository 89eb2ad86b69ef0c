using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Feeds.Addresses;

/// <summary>Query parameters that say where a visitor came from, not which page is meant.</summary>
internal static class TrackingParameters
{
    private static readonly FrozenSet<string> Names = Words("tracking"), Sources = Words("sources"), Channels = Words("channels");
    private static readonly string[] Families = AddressTable.Words("families");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Name = Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Source = Sources.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Channel = Channels.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="parameter">As in the query: name, or name=value.</param>
    public static bool Contains(ReadOnlySpan<char> parameter)
    {
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        var value = equals < 0 ? default : parameter[(equals + 1)..];
        return IsOfFamily(name) || Name.Contains(name) || (Source.Contains(name) && Channel.Contains(value));
    }

    private static bool IsOfFamily(ReadOnlySpan<char> name)
    {
        foreach (var family in Families)
        {
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static FrozenSet<string> Words(string key) => AddressTable.Words(key).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The lists of <c>Data/addresses.yaml</c>.</summary>
internal static class AddressTable
{
    private static readonly YamlMappingNode Table = ShippedYaml.Read("Feeds.Data.addresses.yaml");

    public static string[] Words(string key) => Table[key].ToString().Split(' ');
}
