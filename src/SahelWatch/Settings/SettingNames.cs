using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using SahelWatch.Language;

namespace SahelWatch.Settings;

/// <summary>Reports misspelt settings, which would otherwise be ignored silently.</summary>
internal static class SettingNames
{
    private const string Any = "*"; // the name of an entry of a map
    private const int MostSlips = 2; // in the first part: a longer way from SahelWatch is another program's setting
    private const int Farthest = 5; // beyond this, a similar setting is a wild guess

    /// <param name="sections">All sections and their options.</param>
    /// <exception cref="InputException">A setting under SahelWatch does not exist; the message names it and the most similar one.</exception>
    public static void Check(IConfiguration configuration, params (string Section, Type Options)[] sections)
    {
        List<string[]> known = [.. sections.SelectMany(s => Leaves(s.Section, s.Options)).Select(k => k.Split(':'))];
        foreach (var (name, value) in configuration.GetChildren().Where(IsOurs).SelectMany(section => section.AsEnumerable()))
        {
            var path = name.Split(':');
            if (value is null || known.Exists(k => k.Length <= path.Length && k.Zip(path).All(part => IsSame(part.First, part.Second))))
                continue;
            var meant = name.Replace('_', ':').Split(':'); // one underscore instead of two is as common a slip as a wrong letter
            var (nearest, distance) = known.Select(k => (k, Distance(k, meant))).MinBy(k => k.Item2);
            throw new InputException($"There is no setting {string.Join("__", path)}. {(distance > Farthest ? "" : $"Did you mean {Spelt(nearest, meant)}? ")}"
                + "local.settings.sample.json lists them all.");
        }
    }

    private static bool IsOurs(IConfigurationSection section) => section.Key.StartsWith($"{SahelWatchOptions.Section}_", StringComparison.Ordinal)
        || section.Key.Equals(SahelWatchOptions.Section, StringComparison.OrdinalIgnoreCase)
        || Misspelling.Distance(section.Key, SahelWatchOptions.Section) <= MostSlips;

    private static bool IsSame(string known, string part) => known == Any || part.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>As spelt in the environment and in local.settings.json.</summary>
    private static string Spelt(string[] known, string[] meant) =>
        string.Join("__", known.Select((part, i) => part == Any ? meant.ElementAtOrDefault(i) ?? "NAME" : part));

    /// <summary>The settings of a section and of those nested in it.</summary>
    private static IEnumerable<string> Leaves(string section, Type options) =>
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let path = $"{section}:{property.Name}"
        let isMap = property.PropertyType.IsAssignableTo(typeof(IDictionary))
        where property.CanWrite || IsNested(property.PropertyType) || isMap
        from leaf in isMap ? Leaves($"{path}:{Any}", property.PropertyType.GetGenericArguments()[1])
            : IsNested(property.PropertyType) ? Leaves(path, property.PropertyType) : [path]
        select leaf;

    private static bool IsNested(Type type) => type is { IsClass: true, Namespace: { } name } && name.StartsWith(nameof(SahelWatch), StringComparison.Ordinal);

    /// <summary>Compared part by part, since a typo is usually within one part.</summary>
    private static int Distance(string[] known, string[] path) => Enumerable.Range(0, Math.Max(known.Length, path.Length))
        .Sum(i => PartDistance((known.ElementAtOrDefault(i) ?? "").ToUpperInvariant(), (path.ElementAtOrDefault(i) ?? "").ToUpperInvariant()));

    /// <summary>A part of a name, such as Timeout for AttemptTimeout, is close.</summary>
    private static int PartDistance(string known, string part) =>
        known == Any ? 0 : part.Length > 0 && known != part && known.Contains(part, StringComparison.Ordinal) ? 1 : Misspelling.Distance(known, part);
}
