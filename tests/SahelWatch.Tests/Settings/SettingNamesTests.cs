using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Settings;

/// <summary>A setting that nothing reads stops every program, whichever of them would have read it.</summary>
public class SettingNamesTests
{
    [Theory]
    [InlineData("SahelWatch:Retentoin", "no setting SahelWatch__Retentoin. Did you mean SahelWatch__Retention?")]
    [InlineData("SahelWatch:Delivery:Smtp:Pasword", "Did you mean SahelWatch__Delivery__Smtp__Password?")]
    [InlineData("SahelWatch:Web:OperatorKye", "Did you mean SahelWatch__Web__OperatorKey?")]
    [InlineData("SahelWatch:Schedules:PolFeeds", "Did you mean SahelWatch__Schedules__PollFeeds?")]
    [InlineData("SahelWatch:Delivery:Channels:duty:Ulr", "Did you mean SahelWatch__Delivery__Channels__duty__Url?")]
    [InlineData("SahelWatch:Delivery:Chanels:duty:Url", "Did you mean SahelWatch__Delivery__Channels__duty__Url?")]
    [InlineData("SahelWatch:Feeds:Timeout", "Did you mean SahelWatch__Feeds__ConnectTimeout?")]
    [InlineData("SahelWach:Shards", "no setting SahelWach__Shards. Did you mean SahelWatch__Shards?")]
    [InlineData("SahelWatch_Shards", "Did you mean SahelWatch__Shards?")]
    [InlineData("SahelWatch_Feeds:ContactUrl", "Did you mean SahelWatch__Feeds__ContactUrl?")]
    [InlineData("SahelWatch:Colour:Of:Links", "no setting SahelWatch__Colour__Of__Links. local.settings.sample.json lists them all.")]
    public void A_misspelt_setting_is_named_with_what_was_meant(string name, string says) =>
        Should.Throw<InputException>(() => Add(name, "1")).Message.ShouldContain(says);

    [Theory]
    [InlineData("SahelWatch:Delivery:Channels:duty:Kind", "Jsn")]
    [InlineData("SahelWatch:Delivery:Mailer", "Smpt")]
    [InlineData("SahelWatch:Retention", "a year")]
    public void A_value_of_the_wrong_type_is_named_with_its_setting(string name, string value)
    {
        var message = Should.Throw<InputException>(() => Add(name, value)).Message;

        message.ShouldContain(name);
        message.ShouldContain(value);
    }

    [Theory]
    [InlineData("SAHELWATCH:SHARDS", "2")]
    [InlineData("SahelWatch:Delivery:Channels:duty:Kind", "json")]
    [InlineData("SahelWatch:Schedules:Prune", "0 0 1 * * *")]
    [InlineData("SAHELWATCH_OPERATOR_EMAIL", "azd's")]
    [InlineData("Saharawi:Shards", "another program's")]
    public void What_is_a_setting_in_any_case_or_none_of_ours_is_let_through(string name, string value) => Should.NotThrow(() => Add(name, value));

    private static void Add(string name, string value) => new ServiceCollection().AddSahelWatch(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build(), new TestClock());
}
