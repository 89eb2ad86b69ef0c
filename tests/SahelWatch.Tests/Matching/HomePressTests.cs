using SahelWatch.Matching;

namespace SahelWatch.Tests.Matching;

/// <summary>The country that a feed covers is evidence, since the press of a country seldom names it.</summary>
public class HomePressTests
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    [Theory]
    [InlineData("Mali", "fr", "Le gouvernement promet de payer les arriérés de salaire des enseignants", "ML")]
    [InlineData("Mali", "fr", "Deux soldats blessés dans une embuscade", "ML")]
    [InlineData("Chad", "fr", "La campagne de vaccination contre la rougeole commence", "TD")]
    [InlineData("Burkina Faso", "fr", "Conseil des ministres : un décret sur les mines", "BF")]
    [InlineData("Mauritania", "ar", "الحكومة تعلن نتائج الانتخابات البلدية", "MR")]
    [InlineData("Niger", "en", "Cholera outbreak: government opens two hospitals", "NE")]
    public void News_of_public_affairs_is_about_the_country_of_its_press(string country, string language, string title, string code)
    {
        var match = Matcher.Match(title, "", "", language, country);
        match.Relevant.ShouldBeTrue();
        match.Countries.ShouldBe([code]);
        match.Why.ShouldNotBeEmpty();
        Matcher.Match(title, "", "", language).Relevant.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Mali", "fr", "Ligue des champions : le Real s'impose face au Bayern")]
    [InlineData("Mali", "fr", "Ukraine : le gouvernement limoge son ministre de la Défense")]
    [InlineData("Mali", "fr", "Bonne fête à toutes les mamans")]
    [InlineData("Mali", "en", "Gao Wenshan wins marathon in Dalian")]
    [InlineData("Nigeria/Lake Chad", "en", "Governor sacks commissioners over budget")]
    [InlineData("Africa", "fr", "Le gouvernement promet de payer les salaires des enseignants")]
    [InlineData("World", "en", "Army kills rebels in dawn raid, minister says")]
    public void News_about_elsewhere_or_without_content_is_dropped_wherever_the_outlet_is(string country, string language, string title) =>
        Matcher.Match(title, "", "", language, country).Relevant.ShouldBeFalse();

    [Fact]
    public void An_ambiguous_town_is_the_one_in_the_outlets_country()
    {
        Matcher.Match("Pala accueille ses nouveaux étudiants", "", "", "fr", "Chad").Relevant.ShouldBeTrue();
        Matcher.Match("Pala accueille ses nouveaux étudiants", "", "", "fr").Relevant.ShouldBeFalse();
    }
}
