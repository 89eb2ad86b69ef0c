using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>Grouping now and then takes two events for one; readers are told of each all the same, and of one event once.</summary>
public class TwoEventsInOneStoryTests
{
    private readonly RuleHarness _desk = new(RuleHarness.Grave);

    private static Report Attack(string id, int killed, int minutes = 0) => Said(id, $"Gunmen kill {killed} near Djibo", killed, minutes / 60.0);

    private static Report Said(string id, string title, int? killed, double hours, string language = "en") =>
        Report(id, title, Monday.AddHours(hours), language, figures: killed is { } count ? [Killed(count)] : []);

    [Theory]
    [InlineData("en", "Gunmen kill 22 near Ménaka", 22, "Bus overturns near Ménaka, 13 dead", 13, 20)]
    [InlineData("en", "Six on trial over Kidal blast", null, "Ambush near Kidal: 16 soldiers dead", 16, 5)]
    [InlineData("en", "Millet price watch for Kaya", null, "River bursts its banks in Kaya, floods kill 17", 17, 9)]
    [InlineData("en", "Army denies losing 12 men at Tessit", null, "Attack on Tessit: 31 soldiers killed, army admits", 31, 30)]
    [InlineData("en", "Ambush kills 40 soldiers near Tessit", 40, "Gunmen kill 11 soldiers near Tessit", 11, 70)]
    [InlineData("fr", "Un an après, Solhan se souvient", null, "Attaque près de Solhan : 19 villageois tués", 19, 3)]
    [InlineData("fr", "Attaque de Diapaga : 24 tués", 24, "Crues à Diapaga : 10 morts", 10, 40)]
    [InlineData("ar", "مقتل 25 شخصا في هجوم قرب تساليت", 25, "انقلاب حافلة قرب تساليت يودي بحياة 14", 14, 20)]
    [InlineData("ar", "بدء محاكمة المتهمين في هجوم كيدال", null, "كمين قرب كيدال: مقتل 18 جنديا", 18, 20)]
    public void The_second_event_is_told_as_new(string language, string first, int? toll, string second, int killed, double hours)
    {
        Report[] before = [Said("a", first, toll, 0, language), Said("b", first, toll, 0.1, language)];
        _desk.At(Monday.AddMinutes(10), Of(before)).Count.ShouldBe(toll is null ? 0 : 1);
        var mixed = Of([.. before, Said("c", second, killed, hours, language), Said("d", second, killed, hours, language)]);

        var item = _desk.At(Monday.AddHours(hours + 0.2), mixed).ShouldHaveSingleItem().Items[0];

        (item.Kind, item.Story.Standing("killed")!.Value, item.Story.Reports.Count).ShouldBe((AlertKind.New, killed, 2));
        _desk.At(Monday.AddHours(hours + 2), mixed).ShouldBeEmpty();
    }

    [Fact]
    public void The_link_of_the_second_leads_to_the_story_that_is_stored()
    {
        var mixed = Of(Attack("a", 22), Attack("b", 22), Said("c", "Bus overturns near Djibo, 13 dead", 13, 1), Said("d", "Bus overturns near Djibo, 13 dead", 13, 1));
        var messages = _desk.At(Monday.AddHours(1.2), mixed);

        var alerts = messages.Select(m => new AlertComposer(new DigestComposer(EntrySet.Shipped, SeverityTable.Shipped), null).Compose(RuleHarness.Grave, m, Monday.AddHours(1.2)));

        alerts.SelectMany(a => a.Items).Select(i => (i.Story.Figures[0].Claim.Value, i.Stored)).ShouldBe([(22, mixed.Id), (13, mixed.Id)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Gunmen kill 14 near Djibo", 14, "Six soldiers among the 14 dead of Djibo", 6, 30)]
    [InlineData("Gunmen kill 14 near Djibo", 14, "Toll of Djibo attack rises to 19", 19, 40)]
    [InlineData("Mine blast near Boni kills 12", 12, "Bus accident near Boni: 20 dead", 20, 5)]
    [InlineData("A year on, Solhan remembers its 132 dead", 132, "Attack on Solhan: where the 132 dead lie", 132, 5)]
    [InlineData("Ambush near Tillabéri kills 15", 15, "Flood-hit Tillabéri shelters widows of ambush", null, 40)]
    public void What_is_reported_later_of_the_same_event_is_not_told(string first, int toll, string second, int? killed, double hours)
    {
        Report[] before = [Said("a", first, toll, 0), Said("b", first, toll, 0.1), Said("e", first, toll, 0.1)];
        _desk.At(Monday.AddMinutes(10), Of(before));

        _desk.At(Monday.AddHours(hours + 1), Of([.. before, Said("c", second, killed, hours), Said("d", second, killed, hours)])).ShouldBeEmpty();
    }

    [Fact]
    public void Two_abductions_of_as_many_people_in_two_countries_are_two()
    {
        Report Taken(string id, string town, double hours) =>
            Report(id, $"Three aid workers abducted near {town}", Monday.AddHours(hours), figures: new Figure("abducted", 3, "exactly", null, null, ""));
        _desk.At(Monday.AddMinutes(10), Of(Taken("a", "Bassikounou", 0), Taken("b", "Bassikounou", 0))).ShouldHaveSingleItem();
        var mixed = Of(Taken("a", "Bassikounou", 0), Taken("b", "Bassikounou", 0), Taken("c", "Kidal", 20), Taken("d", "Kidal", 20));

        _desk.At(Monday.AddHours(21), mixed).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.New);
    }

    [Fact]
    public void Both_are_held_in_quiet_hours_and_each_is_told_in_the_morning()
    {
        var desk = new RuleHarness(RuleHarness.Grave with { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)) });
        Report Night(string id, string title, int killed, double hours) => Said(id, title, killed, 17 + hours);
        Report[] attack = [Night("a", "Gunmen kill 22 near Ménaka", 22, 0), Night("b", "Gunmen kill 22 near Ménaka", 22, 0)];
        Report[] crash = [Night("c", "Bus overturns near Ménaka, 13 dead", 13, 2), Night("d", "Bus overturns near Ménaka, 13 dead", 13, 2)];
        desk.At(Monday.AddHours(17.5), Of(attack)).ShouldBeEmpty();
        desk.At(Monday.AddHours(19.5), Of([.. attack, .. crash])).ShouldBeEmpty();

        var items = desk.At(Monday.AddDays(1)).ShouldHaveSingleItem().Items;

        items.Select(i => (i.Kind, i.Story.Standing("killed")!.Value)).ShouldBe([(AlertKind.New, 22), (AlertKind.New, 13)], ignoreOrder: true);
        desk.At(Monday.AddDays(1).AddHours(1), Of([.. attack, .. crash])).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_told_by_day_is_not_told_again_with_the_other_event_that_is_held_by_night()
    {
        var desk = new RuleHarness(RuleHarness.Grave with { Quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 0)) });
        Report[] attack = [Attack("a", 22), Attack("b", 22)];
        Report[] crash = [Said("c", "Bus overturns near Djibo, 13 dead", 13, 17), Said("d", "Bus overturns near Djibo, 13 dead", 13, 17)];
        desk.At(Monday.AddMinutes(10), Of(attack)).ShouldHaveSingleItem();
        desk.At(Monday.AddHours(17.5), Of([.. attack, .. crash])).ShouldBeEmpty();

        var item = desk.At(Monday.AddDays(1)).ShouldHaveSingleItem().Items.ShouldHaveSingleItem();

        (item.Story.Reports.Count, item.Story.Standing("killed")!.Value).ShouldBe((2, 13));
    }
}
