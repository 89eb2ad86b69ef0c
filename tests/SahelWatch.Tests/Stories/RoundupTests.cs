using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Tests.Stories;

/// <summary>An article about several events lends its figures and words to none of them.</summary>
public sealed class RoundupTests
{
    [Theory]
    [InlineData("en", "Sahel security log", "Gunmen killed four at Djibo. A mine killed two near Gao. Three were abducted at Diffa.")]
    [InlineData("en", "Seven days in the Sahel", "Mali: six soldiers die near Sévaré (2 May); drivers freed at Kati. Niger: nine dead at Diffa. Chad: 40 inmates flee Mao prison.")]
    [InlineData("en", "What we are following", "- Djibo (Burkina Faso): 12 dead in an ambush.\n- Gao (Mali): the airport reopens.\n- Diffa (Niger): floods displace 300.")]
    [InlineData("fr", "Revue de presse : l'or et la pirogue à la une", "À N'Djaména, on pleure huit soldats. À Bamako, dix morts sur un site d'or. À Nouakchott, un naufrage.")]
    [InlineData("fr", "L'essentiel de mardi", "Koulikoro : quatre morts. Santé : la grève continue. Diplomatie : un émissaire attendu à Niamey.")]
    [InlineData("fr", "Sahel, du 3 au 9 mai", "Mali : six militaires tués près de Sévaré. Burkina Faso : un convoi attaqué à Sebba. Tchad : 18 morts à Sarh ; Niger : neuf otages libérés.")]
    [InlineData("ar", "الساحل في أيام", "مالي: مقتل ستة جنود قرب سيفاري. النيجر: الإفراج عن تسعة رهائن. تشاد: 18 قتيلا في سار.")]
    public void What_lists_the_events_of_several_places_is_a_roundup(string language, string title, string text) =>
        Read(language, title, text).IsRoundup.ShouldBeTrue();

    [Theory]
    [InlineData("en", "Niger and Mali agree on border posts", "The ministers met in Niamey. Posts open at Labbezanga, Ayorou and Ménaka: trucks may pass by day.")]
    [InlineData("en", "Millet dearer across the Sahel", "Prices per bag rose in April. Needs: cash, seed and fodder. Sources: national market offices of Mali and Niger.")]
    [InlineData("fr", "Prix des céréales", "Le sac de mil, en francs. Gao : 24 000. Mopti : 22 500. Ségou : 21 000. Kayes : 25 000.")]
    [InlineData("fr", "Deux soldats tués à Tessit", "Bilan : deux morts et trois blessés. Réaction : l'armée promet de poursuivre les assaillants. Contexte : Tessit est près du Burkina Faso.")]
    [InlineData("ar", "مقتل ستة جنود قرب سيفاري", "قال الجيش: قتل ستة جنود في كمين قرب سيفاري في مالي، ونقل الجرحى إلى موبتي.")]
    public void What_tells_one_event_under_headings_is_not(string language, string title, string text) =>
        Read(language, title, text).IsRoundup.ShouldBeFalse();

    private static IndexedArticle Read(string language, string title, string text) => new SketchReader(EntrySet.Shipped).Read(
        Texts.Article("a", text, title, language: language) with { Match = new ArticleMatcher(Watchlist.Shipped).Match(title, "", text, () => language) },
        new Boilerplate());
}
