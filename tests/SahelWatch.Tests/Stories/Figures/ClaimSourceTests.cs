using SahelWatch.Stories.Figures;

namespace SahelWatch.Tests.Stories.Figures;

/// <summary>Who says a number decides whether another number revises or contradicts it.</summary>
public sealed class ClaimSourceTests
{
    [Theory]
    [InlineData("en", "Al Qaeda affiliate claims attack on Malian army camp, says 40 soldiers killed", "group")]
    [InlineData("en", "The army said 14 men were killed when its base was attacked", "army")]
    [InlineData("en", "Nine civilians died in the army airstrike, residents said", "witnesses")]
    [InlineData("en", "JNIM put the dead at 50, several times the army's figure of nine", "group")]
    [InlineData("fr", "L'armée malienne a revu vendredi à la hausse le bilan : quatorze militaires ont péri", "army")]
    [InlineData("fr", "Quatorze militaires ont péri, a déclaré le directeur de la communication des armées", "army")]
    [InlineData("fr", "Le GSIM revendique l'attaque du camp de l'armée et affirme avoir tué 40 soldats", "group")]
    [InlineData("ar", "تنظيم القاعدة يعلن مقتل 40 جنديا في هجوم على معسكر الجيش", "group")]
    public void A_number_is_that_of_whoever_says_it_and_not_of_whoever_was_attacked(string language, string text, string source) =>
        FigureExtractor.Extract(text, "", "", language).First(f => f.Kind == "killed").Source.ShouldBe(source);
}
