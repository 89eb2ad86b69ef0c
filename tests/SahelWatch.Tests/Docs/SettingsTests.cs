using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SahelWatch.Delivery;
using SahelWatch.Polling;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Docs;

/// <summary>local.settings.sample.json is the one list of settings: it names every option with its default, and nothing that is none.</summary>
public sealed partial class SettingsTests
{
    private const string Prefix = "SahelWatch__";

    private static readonly IReadOnlyList<Setting> Options =
    [
        .. Leaves("SahelWatch", new SahelWatchOptions()),
        .. Leaves(StorageOptions.Section, new StorageOptions()),
        .. Leaves(FeedOptions.Section, new FeedOptions()),
        .. Leaves("SahelWatch:Delivery", new DeliveryOptions()),
        .. Leaves(WebOptions.Section, new WebOptions()),
        .. Leaves(ScheduleOptions.Section, new ScheduleOptions()),
        // Grouping's thresholds are measured, not chosen: only how far back it looks is for an operator to say.
        .. Leaves("SahelWatch:Stories", new StoryOptions()).Where(s => s.Path == "SahelWatch:Stories:Window"),
    ];

    [Fact]
    public void The_sample_names_every_option_and_no_other() =>
        Sample().Keys.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).ShouldBe(Options.Select(o => o.Name), ignoreOrder: true);

    [Fact]
    public void The_sample_gives_every_option_its_default()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.PathOf("local.settings.sample.json"), Path.Combine(folder.Path, LocalSettings.FileName));
        var configuration = new ConfigurationBuilder().AddLocalSettings(folder.Path).Build();

        List<Setting> bound =
        [
            .. Leaves("SahelWatch", Bind<SahelWatchOptions>("SahelWatch")),
            .. Leaves(StorageOptions.Section, Bind<StorageOptions>(StorageOptions.Section)),
            .. Leaves(FeedOptions.Section, Bind<FeedOptions>(FeedOptions.Section)),
            .. Leaves("SahelWatch:Delivery", Bind<DeliveryOptions>("SahelWatch:Delivery")),
            .. Leaves(WebOptions.Section, Bind<WebOptions>(WebOptions.Section)),
            .. Leaves(ScheduleOptions.Section, Bind<ScheduleOptions>(ScheduleOptions.Section)),
            .. Leaves("SahelWatch:Stories", Bind<StoryOptions>("SahelWatch:Stories")),
        ];

        foreach (var option in Options)
            bound.Single(b => b.Path == option.Path).Value.ShouldBe(option.Value, option.Path);

        T Bind<T>(string section) => configuration.GetSection(section).Get<T>()!;
    }

    [Fact]
    public void The_table_of_settings_is_the_samples_list_with_its_defaults()
    {
        var rows = Row().Matches(File.ReadAllText(Repository.PathOf("docs/settings.md")))
            .Select(m => (Name: m.Groups["name"].Value, Default: m.Groups["default"].Value));

        rows.ShouldBe(Sample().Where(s => s.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public void A_deployment_sets_settings_that_exist_and_those_without_which_it_would_lose_things()
    {
        var set = Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep").SelectMany(f => Key().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value).Distinct().ToList();

        set.Except(Sample().Keys).ShouldBeEmpty();
        // By default things are kept in a folder and mail is written to one: a function app's disk forgets both.
        set.ShouldContain("SahelWatch__Storage__AccountUri");
        set.ShouldContain("SahelWatch__Delivery__Mailer");
        set.ShouldContain("SahelWatch__Delivery__From");
        set.ShouldContain("SahelWatch__Delivery__PublicUrl");
    }

    private static Dictionary<string, string> Sample()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("local.settings.sample.json")));
        return json.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
    }

    private static IEnumerable<Setting> Leaves(string section, object options) =>
        from property in options.GetType().GetProperties()
        where property.SetMethod is not null
        let path = $"{section}:{property.Name}"
        let value = property.GetValue(options)
        from leaf in property.PropertyType is { IsClass: true, Namespace: { } space } && space.StartsWith("SahelWatch", StringComparison.Ordinal)
            ? Leaves(path, value!)
            : [new Setting(path, Text(value))]
        select leaf;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private sealed record Setting(string Path, string Value)
    {
        public string Name => Path.Replace(":", "__", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `(?<name>SahelWatch__\w+)` \| (`(?<default>[^`]*)`)? ?\| \S", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(SahelWatch__\w+):")]
    private static partial Regex Key();
}
