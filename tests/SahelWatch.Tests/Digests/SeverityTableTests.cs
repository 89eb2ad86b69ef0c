using SahelWatch.Digests.Composing.Severities;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Digests;

public class SeverityTableTests
{
    [Theory]
    [InlineData("Fire destroys a hundred stalls at the market of Zinder", "fire")]
    [InlineData("Blaze at Mopti fuel depot put out after five hours", "fire")]
    [InlineData("Fire breaks out at a school near Kaya", "fire")]
    [InlineData("Bush fires near Kita reach three hamlets", "fire")]
    [InlineData("Aid helicopter comes under fire over Djibo", null)]
    [InlineData("Police open fire on crowd in Moundou", null)]
    [InlineData("Convoy hit by small-arms fire on the road to Ayorou", null)]
    [InlineData("Border guards exchange fire for two hours", null)]
    [InlineData("Patrol returned fire, governor says", null)]
    [InlineData("Two farmers hurt in cross-fire at Bankass", null)]
    [InlineData("Guards fire on bus at roadblock", null)]
    public void Gunfire_is_no_fire(string headline, string? happened) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday)), []).Event.ShouldBe(happened);

    [Fact]
    public void What_burns_after_the_shooting_is_told_as_the_attack_that_it_was() =>
        SeverityTable.Shipped.Of(Of(Report("a", "Gunmen open fire in Tera and set the market ablaze", Monday)), []).Event.ShouldBe("attack");

    [Theory]
    [InlineData("fr", "Le gouvernement nigérien dément toute tentative de coup d’État", null)]
    [InlineData("fr", "La rumeur d’un coup d’État enfle à Niamey", null)]
    [InlineData("fr", "Coup d’envoi de la saison agricole à Dosso", null)]
    [InlineData("fr", "Coup d’État à Bamako : les militaires annoncent la dissolution du gouvernement", "coup")]
    [InlineData("en", "Junta denies rumours of a mutiny in Kati", null)]
    [InlineData("en", "Shipwreck trial: boat owner sentenced in Nouadhibou", null)]
    [InlineData("en", "Soldiers announce coup on Niger state television", "coup")]
    [InlineData("ar", "انقلاب قارب قبالة نواذيبو وفقدان تسعة", "shipwreck")]
    [InlineData("ar", "الحكومة تنفي شائعات عن انقلاب في نيامي", null)]
    [InlineData("ar", "انقلاب في بوركينا فاسو والجيش يعلن حل البرلمان", "coup")]
    public void What_is_denied_or_judged_or_means_something_else_in_its_language_did_not_happen(string language, string headline, string? happened) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday) with { Language = language }), []).Event.ShouldBe(happened);
}
