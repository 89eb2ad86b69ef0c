using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
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
    [InlineData("Automatic fire heard in Zinder before dawn", null)]
    [InlineData("Heavy gunfire near the barracks of Kaya", "gunfire")]
    public void Gunfire_is_no_fire(string headline, string? happened) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday)), []).Event.ShouldBe(happened);

    [Theory]
    [InlineData("fr", "Tirs nourris dans un camp de Zinder", "gunfire")]
    [InlineData("fr", "Le Mali qualifié aux tirs au but", null)]
    [InlineData("ar", "إطلاق نار كثيف داخل ثكنة في زندر", "gunfire")]
    [InlineData("ar", "اتفاق على وقف إطلاق النار في كيدال", "agreement")]
    public void Shots_are_told_as_shots_in_every_language(string language, string headline, string? happened) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday) with { Language = language }), []).Event.ShouldBe(happened);

    [Theory]
    [InlineData("ar", "سقوط صاروخ على مطار تمبكتو", "shelling")]
    [InlineData("ar", "سقوط مدينة ليري في يد مسلحين", "fall")]
    [InlineData("ar", "سقوط قتلى في مواجهات قرب باندياغارا", "clash")]
    [InlineData("en", "Rockets land beside the runway of Gao", "shelling")]
    [InlineData("fr", "La crue du Logone emporte deux villages, quatre enfants noyés", "flood")]
    [InlineData("fr", "Fleuve Sénégal : Kaédi passe en alerte rouge", "floodalert")]
    [InlineData("en", "Flood warning for the Bani raised to orange at Douna", "floodalert")]
    [InlineData("fr", "Deux enfants noyés dans une mare à Kaya", "drowning")]
    [InlineData("fr", "Criquets : 800 hectares traités au Trarza", "locusts")]
    [InlineData("fr", "Le Tchad signe un traité de paix avec les rebelles", "agreement")]
    [InlineData("ar", "إضراب المعلمين في سيغو احتجاجا على تأخر الرواتب", "strike")]
    [InlineData("en", "Militants kill nine herders near Tillia", "attack")]
    [InlineData("fr", "Six bergers abattus près de Tillia", "attack")]
    [InlineData("en", "Aguelhok enters second month without running water", "shortage")]
    [InlineData("en", "Three get life for 2023 attack on Niamey depot", null)]
    [InlineData("en", "Gunmen attack school near Ayorou", "attack")]
    [InlineData("fr", "Tchintabaraden : onze écoles rouvrent", "school")]
    [InlineData("fr", "Bankass : le bus heurte une charrette, deux blessés", "crash")]
    [InlineData("fr", "Heurts à Kélo après un vol de bétail", "clash")]
    [InlineData("fr", "Cinq employés de l’ONG enlevés à Gao ont été libérés", "release")]
    [InlineData("en", "Kidnapped nurse freed near Ansongo", "release")]
    [InlineData("ar", "إطلاق سراح رهينة ألماني في النيجر", "release")]
    [InlineData("en", "Abducted traders still held, families say", "abduction")]
    [InlineData("fr", "Les familles réclament la libération des otages de Ménaka", "abduction")]
    [InlineData("fr", "Santé : la grève suspendue après un accord au Niger", "resumed")]
    [InlineData("en", "Fire sweeps refugee camp near Adré", "fire")]
    [InlineData("fr", "Le poste frontière de Koutougou rouvert après un mois", "opened")]
    [InlineData("en", "Mauritania closes border with Mali", "border")]
    [InlineData("ar", "تشاد تغلق حدودها مع السودان", "border")]
    [InlineData("ar", "إعادة فتح معبر حدودي بين النيجر والجزائر", "opened")]
    [InlineData("en", "Inmates riot at Koro Toro prison", "prison")]
    [InlineData("fr", "Dengue : cinq décès à Banfora", "epidemic")]
    [InlineData("fr", "Un pont dynamité près de Koro", "bomb")]
    [InlineData("en", "Inquiry sought into strike that killed ten wedding guests", null)]
    [InlineData("en", "Teachers’ strike enters third week in Abéché", "strike")]
    [InlineData("fr", "Tirs près du palais présidentiel à Bamako", "power")]
    public void An_event_is_told_by_what_happened_and_not_by_a_word_beside_it(string language, string headline, string? happened) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday) with { Language = language }), []).Event.ShouldBe(happened);

    [Theory]
    [InlineData("en", "Grain watch: millet eases in Maradi")]
    [InlineData("fr", "Marchés : le sac de riz à 24 000 F à Gao")]
    [InlineData("ar", "أسعار الحبوب في أسواق زندر")]
    public void What_is_told_on_every_market_day_is_routine(string language, string headline) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday) with { Language = language }), []).Level.ShouldBe(SeverityTable.Routine);

    [Fact]
    public void What_a_first_sentence_says_was_a_drill_did_not_happen() =>
        SeverityTable.Shipped.Of(Of(Report("a", "Smoke and sirens at Niamey airport", Monday, lead: "A plane crash was simulated on Tuesday in an exercise.")), [])
            .Event.ShouldBeNull();

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
    [InlineData("en", "Inmates seize guns in mutiny at Chad jail", "prison")]
    [InlineData("fr", "Moundou : une mutinerie à la maison d’arrêt fait quatre morts", "prison")]
    [InlineData("ar", "تمرد بسجن موندو وفرار سجناء", "prison")]
    public void What_is_denied_or_judged_or_means_something_else_in_its_language_did_not_happen(string language, string headline, string? happened) =>
        SeverityTable.Shipped.Of(Of(Report("a", headline, Monday) with { Language = language }), []).Event.ShouldBe(happened);

    [Theory]
    [InlineData("tolls: { killed: { 10: 6 } }", "10: a level is a whole number from 0 (routine) to 5 (grave)")]
    [InlineData("tolls: { killed: { few: 5 } }", "few: not a number of people above 0")]
    [InlineData("tolls: { eaten: { 1: 5 } }", "eaten: none of killed,")]
    [InlineData("events: [{ id: coup, level: 5, name: { en: coup, fr: putsch, ar: انقلاب } }]", "\"words:\" is missing")]
    [InlineData("events: [{ id: coup, level: 5, name: { en: coup }, words: { en: coup } }]", "name: not said in fr")]
    [InlineData("events: [{ id: coup, level: 5, name: { en: coup, fr: putsch, ar: انقلاب }, words: { en: \"c*\" } }]", "\"c*\": a word of two letters or more")]
    [InlineData("events: [{ id: release, ends: abducton, level: 4, name: { en: r, fr: r, ar: r }, words: { en: freed } }]", "ends: \"abducton\" is no event")]
    [InlineData("themes: { sport: low }", "\"low\" is not a number")]
    [InlineData("severities: {}", "severities")]
    [InlineData("tolls: }", "not readable as YAML")]
    public void A_table_that_cannot_be_used_is_refused_with_its_line_and_the_reason(string yaml, string problem) =>
        Should.Throw<InputException>(() => SeverityTable.Parse(yaml, "severity.yaml")).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith("severity.yaml, line 1: "), message => message.ShouldContain(problem));

    [Fact]
    public void A_table_of_ones_own_ranks_by_its_own_words()
    {
        var own = SeverityTable.Parse(
            "events: [{ id: locusts, level: 4, name: { en: locusts, fr: criquets, ar: جراد }, words: { en: \"locust*\" } }]", "severity.yaml");

        var severity = own.Of(Of(Report("a", "Locusts reach the fields of Tahoua", Monday)), []);

        severity.ShouldBe(new Severity(4, "locusts"));
        own.NameOf("locusts", "fr").ShouldBe("criquets");
        SeverityTable.Shipped.Of(Of(Report("a", "Locusts reach the fields of Tahoua", Monday)), []).Level.ShouldBe(SeverityTable.Ordinary);
    }
}
