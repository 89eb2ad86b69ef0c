using System.Globalization;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Benchmarks.Alerts;

/// <summary>
/// An invented year of the press in three languages: grave events with copies and raised tolls, small ones, and all that must not be alerted (bulletins,
/// anniversaries, trials, drills, denials, events elsewhere). Ids begin with grave, small or quiet. The same seed invents the same year.
/// </summary>
internal static class GeneratedYear
{
    private const int Days = 365, PerDay = 2;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Codes = ["ML", "BF", "NE", "TD", "MR"];

    /// <summary>The towns of the gazetteer that have a name in Arabic and mean nothing else.</summary>
    private static readonly Place[] Places =
    [
        .. from entry in EntrySet.Shipped.Entries
           where entry.Kind is EntryKind.Town && entry.Ambiguous.Count == 0 && entry.Names.ContainsKey("ar")
           let country = Array.IndexOf(Codes, EntrySet.Shipped.IsoOf(entry).ElementAtOrDefault(0))
           where country >= 0
           orderby entry.Id
           select new Place(EntrySet.Shipped.Name(entry.Id, "fr"), EntrySet.Shipped.Name(entry.Id, "en"), EntrySet.Shipped.Name(entry.Id, "ar"), country),
    ];

    private static readonly string[] French = ["Mali", "Burkina Faso", "Niger", "Tchad", "Mauritanie"], English = ["Mali", "Burkina Faso", "Niger", "Chad", "Mauritania"],
        Arabic = ["مالي", "بوركينا فاسو", "النيجر", "تشاد", "موريتانيا"];

    /// <summary>What a reporter adds: an event has two of its own, so that two events of a kind share no more than their kind. {0} a number.</summary>
    private static readonly string[][] Details =
    [
        ["The attackers left towards the river after {0} minutes.", "A teacher counted {0} houses with broken doors.", "Telephone lines had been down for {0} hours.", "The nearest clinic lies {0} kilometres away on a sandy track.",
            "Traders had arrived the evening before with {0} donkeys.", "Elders met under the mango trees for {0} hours.", "A delegation of the governor is expected in {0} days.", "Rain had cut the southern road for {0} days.",
            "The weekly market was moved to a school with {0} pupils.", "A relief agency sent {0} tents and blankets.", "Shepherds from the hills lost {0} cattle.", "The mayor spoke for {0} minutes on local radio.",
            "Two lorries of sugar were parked {0} metres from there.", "A wedding with {0} guests had been held nearby.", "The old bridge was closed {0} weeks ago.", "Water sellers walked {0} kilometres to the well."],
        ["Les assaillants sont repartis vers le fleuve après {0} minutes.", "Un instituteur a compté {0} maisons aux portes brisées.", "Le téléphone était coupé depuis {0} heures.", "Le centre de santé le plus proche est à {0} kilomètres de piste.",
            "Des commerçants étaient venus la veille avec {0} ânes.", "Les anciens se sont réunis {0} heures sous les manguiers.", "Une délégation du gouverneur est attendue dans {0} jours.", "La pluie avait coupé la route du sud pendant {0} jours.",
            "Le marché a été déplacé dans une école de {0} élèves.", "Une organisation a envoyé {0} tentes et des couvertures.", "Des bergers des collines ont perdu {0} bœufs.", "Le maire a parlé {0} minutes à la radio locale.",
            "Deux camions de sucre stationnaient à {0} mètres.", "Un mariage de {0} invités avait eu lieu tout près.", "Le vieux pont est fermé depuis {0} semaines.", "Les vendeurs d'eau marchent {0} kilomètres jusqu'au puits."],
        ["غادر المهاجمون نحو النهر بعد {0} دقيقة.", "أحصى معلم {0} منزلا كسرت أبوابها.", "كانت خطوط الهاتف مقطوعة منذ {0} ساعة.", "يبعد أقرب مركز صحي {0} كيلومترا على طريق رملي.",
            "كان تجار قد وصلوا مساء مع {0} حمارا.", "اجتمع الشيوخ {0} ساعات تحت الأشجار.", "ينتظر وصول وفد من الوالي بعد {0} أيام.", "قطعت الأمطار الطريق الجنوبي {0} يوما.",
            "نقل السوق إلى مدرسة فيها {0} تلميذا.", "أرسلت منظمة {0} خيمة وبطانيات.", "فقد رعاة من التلال {0} بقرة.", "تحدث العمدة {0} دقيقة في الإذاعة المحلية.",
            "كانت شاحنتا سكر متوقفتين على بعد {0} متر.", "أقيم عرس حضره {0} ضيفا في الجوار.", "أغلق الجسر القديم قبل {0} أسابيع.", "يمشي باعة الماء {0} كيلومترا إلى البئر."],
    ];

    /// <summary>{0} the place, {1} the country, {2} a toll. A title and a text in each language.</summary>
    private static readonly Kind[] Kinds =
    [
        new("grave", true,
            new("Gunmen kill {2} villagers near {0}", "Gunmen on motorcycles killed {2} villagers near {0} in {1} at dawn, residents and a hospital source said. Homes and granaries were burnt."),
            new("{1} : {2} villageois tués dans une attaque près de {0}", "Des hommes armés à moto ont tué {2} villageois près de {0}, au {1}, selon des habitants et une source hospitalière. Des greniers ont été incendiés."),
            new("{1}: مقتل {2} قرويا في هجوم قرب {0}", "قتل {2} قرويا في هجوم شنه مسلحون على دراجات نارية قرب {0} في {1} فجرا، حسب سكان ومصدر طبي. وأحرقت مخازن الحبوب.")),
        new("grave", true,
            new("Bus and truck collide on {0} road, {2} dead", "A passenger bus and a truck collided on the road to {0} in {1}, killing {2} people, the transport ministry said. The driver had fallen asleep."),
            new("{0} : {2} morts dans la collision d'un bus et d'un camion", "Un bus et un camion sont entrés en collision sur la route de {0}, au {1}. L'accident a fait {2} morts, indique le ministère des Transports."),
            new("{1}: مصرع {2} شخصا في تصادم حافلة وشاحنة قرب {0}", "لقي {2} شخصا مصرعهم في تصادم حافلة ركاب وشاحنة على طريق {0} في {1}، وفق وزارة النقل.")),
        new("grave", true,
            new("Gold pit collapses near {0}, {2} miners killed", "An artisanal gold pit collapsed near {0} in {1} and killed {2} miners, local officials said. Rescuers dug by hand."),
            new("Éboulement d'une mine d'or à {0} : {2} morts", "Un puits d'orpaillage s'est effondré près de {0}, au {1}, et {2} orpailleurs ont été tués, selon les autorités locales."),
            new("{1}: مقتل {2} منقبا في انهيار منجم ذهب قرب {0}", "قتل {2} منقبا عن الذهب في انهيار منجم تقليدي قرب {0} في {1}، حسب السلطات المحلية.")),
        new("grave", false,
            new("Three aid workers abducted near {0}", "Armed men stopped a vehicle of a medical charity near {0} in {1} and abducted three aid workers, the organisation said. Their whereabouts are unknown."),
            new("{1} : trois humanitaires enlevés près de {0}", "Des hommes armés ont arrêté un véhicule d'une organisation médicale près de {0}, au {1}, et enlevé trois humanitaires, a annoncé l'organisation."),
            new("{1}: اختطاف ثلاثة من عمال الإغاثة قرب {0}", "أوقف مسلحون سيارة منظمة طبية قرب {0} في {1} واختطفوا ثلاثة من عمال الإغاثة، حسب المنظمة.")),
        new("small", true,
            new("Roadside bomb near {0} wounds two soldiers", "A roadside bomb wounded two soldiers of an escort near {0} in {1}, the army said."),
            new("{0} : une mine blesse deux soldats", "Une mine a blessé deux soldats d'une escorte près de {0}, au {1}, selon l'armée."),
            new("{1}: إصابة جنديين في انفجار لغم قرب {0}", "أصيب جنديان في انفجار لغم قرب {0} في {1}، حسب الجيش.")),
        new("quiet", false,
            new("{0} market bulletin: millet steady, sorghum dearer", "Weekly market bulletin for {0} in {1}: a bag of millet is sold at 21,000 francs, sorghum rose by {2} per cent, says the observatory of markets."),
            new("Bulletin des prix de {0} : le mil stable, le sorgho en hausse", "Bulletin hebdomadaire de {0}, au {1} : le sac de mil se vend 21 000 francs, le sorgho a augmenté de {2} pour cent, selon l'observatoire."),
            new("نشرة أسعار {0}: الدخن مستقر والذرة ترتفع", "النشرة الأسبوعية لأسعار {0} في {1}: استقر سعر الدخن وارتفعت الذرة بنسبة {2} في المئة.")),
        new("quiet", false,
            new("A year on, {0} remembers the {2} dead of the market attack", "Families gathered in {0} in {1} to remember the {2} people killed a year ago in the attack on the market."),
            new("Un an après, {0} se souvient des {2} victimes du marché", "Des familles se sont réunies à {0}, au {1}, en mémoire des {2} personnes tuées il y a un an dans l'attaque du marché."),
            new("{0} تحيي ذكرى ضحايا هجوم السوق الـ{2}", "تجمعت عائلات في {0} في {1} لإحياء ذكرى ضحايا هجوم السوق قبل عام.")),
        new("quiet", false,
            new("Trial opens over attack that killed {2} in {0}", "The trial of four men accused of the attack in {0} that killed {2} people three years ago opened before a court in {1}."),
            new("Ouverture du procès de l'attaque de {0} qui avait fait {2} morts", "Le procès de quatre hommes accusés de l'attaque de {0}, qui avait fait {2} morts il y a trois ans, s'est ouvert devant un tribunal au {1}."),
            new("بدء محاكمة المتهمين في هجوم {0}", "بدأت في {1} محاكمة أربعة متهمين في هجوم {0} الذي خلف {2} قتيلا قبل ثلاث سنوات.")),
        new("quiet", false,
            new("Drill in {0}: mock attack leaves {2} pretend victims", "Rescue services in {0}, {1}, held a drill with a mock attack and {2} pretend victims. Nobody was hurt."),
            new("{0} : un exercice de simulation avec {2} fausses victimes", "Les secours de {0}, au {1}, ont organisé un exercice de simulation d'attentat avec {2} fausses victimes. Personne n'a été blessé."),
            new("{0}: تمرين يحاكي هجوما", "نظمت فرق الإنقاذ في {0} في {1} تمرينا يحاكي هجوما بمشاركة {2} متطوعا.")),
        new("quiet", false,
            new("Army denies that {2} soldiers died near {0}", "The army of {1} denied rumours on social media that {2} soldiers were killed near {0}. There was no attack, it said."),
            new("L'armée dément la mort de {2} soldats près de {0}", "L'armée du {1} dément les rumeurs selon lesquelles {2} soldats auraient été tués près de {0}. Aucune attaque n'a eu lieu."),
            new("الجيش ينفي مقتل {2} جنديا قرب {0}", "نفى الجيش في {1} شائعات عن مقتل {2} جنديا قرب {0}، وقال إنه لم يقع أي هجوم.")),
        new("quiet", false,
            new("Sudan: {2} killed in shelling of Nyala market", "Shells hit a market in Nyala in Sudan's Darfur and killed {2} people, doctors said."),
            new("Nigeria : {2} morts dans une attaque dans l'État de Zamfara", "Des bandits ont tué {2} personnes dans un village de l'État de Zamfara, au Nigeria, selon la police."),
            new("نيجيريا: مقتل {2} شخصا في هجوم بولاية النيجر", "قتل {2} شخصا في هجوم على قرية في ولاية النيجر وسط نيجيريا، حسب الشرطة.")),
    ];

    public static IReadOnlyList<LabelledArticle> Of(int seed)
    {
        var random = new Random(seed);
        var articles = new List<LabelledArticle>();
        for (var n = 0; n < Days * PerDay; n++)
            articles.AddRange(Event(n, Start.AddDays((double)n / PerDay).AddMinutes(random.Next(120)), random));
        return [.. articles.OrderBy(a => a.Published)];
    }

    /// <summary>One to six reports over some hours, the copies in one language after the text that they reprint; a raised toll on the next day now and then.</summary>
    private static IEnumerable<LabelledArticle> Event(int n, DateTimeOffset at, Random random)
    {
        var (kind, place) = (Kinds[random.Next(Kinds.Length)], Places[random.Next(Places.Length)]);
        var toll = random.Next(10, 60);
        var reports = random.Next(1, 7);
        for (var i = 0; i < reports; i++)
            yield return Report(n, i, kind, place, toll, at.AddMinutes(i * random.Next(5, 90)), random);
        if (kind.IsCounted && random.Next(4) == 0)
            yield return Report(n, reports, kind, place, toll + random.Next(1, 6), at.AddDays(1), random);
    }

    private static LabelledArticle Report(int n, int i, Kind kind, Place place, int toll, DateTimeOffset at, Random random)
    {
        var language = random.Next(3);
        var outlet = random.Next(60);
        var (title, text) = (kind.Texts[language].Title, kind.Texts[language].Text);
        var (name, country) = language switch { 0 => (place.En, English[place.Country]), 1 => (place.Fr, French[place.Country]), _ => (place.Ar, Arabic[place.Country]) };
        var own = new Random(n); // the event's own details, the same in every report of it
        var (first, second) = (Details[language][own.Next(Details[0].Length)], Details[language][own.Next(Details[0].Length)]);
        string Detail(string pattern) => string.Format(CultureInfo.InvariantCulture, pattern, own.Next(61, 400));
        text = $"{text} {Detail(first)} {Detail(second)}";
        string Filled(string pattern) => string.Format(CultureInfo.InvariantCulture, pattern, name, country, toll);
        return new LabelledArticle($"{kind.Id}-{n}-{i}", $"{kind.Id}-{n}", language switch { 0 => "en", 1 => "fr", _ => "ar" }, $"Outlet {outlet}",
            new Uri($"https://outlet{outlet}.example/{n}-{i}"), at, Filled(title), Filled(text), Relevant: true, null);
    }

    private sealed record Place(string Fr, string En, string Ar, int Country);

    private sealed record Kind(string Id, bool IsCounted, params Told[] Texts);

    private sealed record Told(string Title, string Text);
}
