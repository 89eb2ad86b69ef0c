using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace SahelWatch.Settings;

/// <summary>Reports misspelt settings, which would otherwise be ignored silently.</summary>
internal static class SettingNames
{
    /// <summary>Sections that only some of the programs read, although all share one settings file.</summary>
    private static readonly string[] OfPrograms = ["SahelWatch:Schedules", "SahelWatch:Web"];

    /// <param name="sections">The known sections and their options.</param>
    /// <exception cref="InputException">A setting under SahelWatch does not exist; the message names it and the most similar one.</exception>
    public static void Check(IConfiguration configuration, params (string Section, Type Options)[] sections)
    {
        List<string> known = [.. sections.SelectMany(s => Leaves(s.Section, s.Options)), .. OfPrograms];
        foreach (var (path, value) in configuration.GetSection(SahelWatchOptions.Section).AsEnumerable())
        {
            if (value is null
                || known.Exists(k => path.Equals(k, StringComparison.OrdinalIgnoreCase) || path.StartsWith(k + ":", StringComparison.OrdinalIgnoreCase)))
                continue;
            var nearest = known.Except(OfPrograms).MinBy(k => Distance(path.ToUpperInvariant().Split(':'), k.ToUpperInvariant().Split(':')))!;
            throw new InputException($"There is no setting {Spelt(path)}. Did you mean {Spelt(nearest)}? local.settings.sample.json lists them all.");
        }
    }

    /// <summary>As spelt in the environment and in local.settings.json.</summary>
    private static string Spelt(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>The settings of a section and of those nested in it; a list or a map counts as one setting.</summary>
    private static IEnumerable<string> Leaves(string section, Type options) =>
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite || IsNested(property.PropertyType) || property.PropertyType.IsAssignableTo(typeof(IDictionary))
        from leaf in IsNested(property.PropertyType) ? Leaves($"{section}:{property.Name}", property.PropertyType) : [$"{section}:{property.Name}"]
        select leaf;

    private static bool IsNested(Type type) => type is { IsClass: true, Namespace: { } name } && name.StartsWith(nameof(SahelWatch), StringComparison.Ordinal);

    /// <summary>Compared part by part, since a typo is usually within one part.</summary>
    private static int Distance(string[] a, string[] b) =>
        Enumerable.Range(0, Math.Max(a.Length, b.Length)).Sum(i => Misspelling.Distance(a.ElementAtOrDefault(i) ?? "", b.ElementAtOrDefault(i) ?? ""));
}
