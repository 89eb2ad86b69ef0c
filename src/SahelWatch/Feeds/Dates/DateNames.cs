using SahelWatch.Language;

namespace SahelWatch.Feeds.Dates;

/// <summary>
/// Names of months and weekdays, folded. An unambiguous prefix of three letters or more also counts ("sept", "juil").
/// Arabic has three sets of month names: of Egypt and the Gulf, the Levant, and the Maghreb; Mauritania and Morocco have their own spellings.
/// </summary>
internal static class DateNames
{
    private const int MinPrefix = 3; // letters

    private static readonly FrozenDictionary<string, int> Months = WithPrefixes(
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner feber maerz april mai juni juli august sept oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago setiembre oct nov dic",
        "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april maj juni juli august september oktober november desember",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "janairu fabrairu maris afrilu mayu yuni yuli agusta satumba oktoba nuwamba disamba",
        "janairu faburairu maris afrilu mayu yuni yuli agusta satumba oktoba nuwanba disamba",
        "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        "január február március április május június július augusztus szeptember október november december",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
        "كانون_ثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_أول تشرين_ثاني كانون_أول",
        "كانون_2 شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_1 تشرين_2 كانون_1",
        "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
        "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
        "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر");

    /// <summary>Starting with Sunday.</summary>
    private static readonly FrozenDictionary<string, int> Weekdays = WithPrefixes(
        "sunday monday tuesday wednesday thursday friday saturday",
        "dimanche lundi mardi mercredi jeudi vendredi samedi",
        "sonntag montag dienstag mittwoch donnerstag freitag samstag",
        "so mo di mi do fr sa",
        "domingo lunes martes miércoles jueves viernes sábado",
        "domingo segunda terça quarta quinta sexta sábado",
        "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
        "domenica lunedì martedì mercoledì giovedì venerdì sabato",
        "pazar pazartesi salı çarşamba perşembe cuma cumartesi",
        "vasárnap hétfő kedd szerda csütörtök péntek szombat",
        "söndag måndag tisdag onsdag torsdag fredag lördag",
        "søndag mandag tirsdag onsdag torsdag fredag lørdag",
        "niedziela poniedziałek wtorek środa czwartek piątek sobota",
        "lahadi litinin talata laraba alhamis juma'a asabar",
        "jumapili jumatatu jumanne jumatano alhamisi ijumaa jumamosi",
        "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
        "воскресенье понедельник вторник среда четверг пятница суббота",
        "вс пн вт ср чт пт сб",
        "Κυριακή Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο",
        "الأحد الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
        "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
        "أحد اثنين ثلاثاء أربعاء خميس جمعة سبت");

    private static readonly FrozenSet<string> Morning = Folded("am πμ 오전 ص صباحا");
    private static readonly FrozenSet<string> Afternoon = Folded("pm μμ 오후 م مساء");
    private static readonly FrozenSet<string> Korean = Folded("년 월 일 오전 오후");
    private static readonly FrozenSet<string> Fillers =
        Folded("st nd rd th er ere º ª at on of the le la a as las de del do das um uhr h kl den der el ore alle الساعة و في يوم 年 月 日 년 월 일 klo klockan om uur г в feira ga tarehe");

    /// <summary>A word that is also a weekday's name or prefix is the weekday ("sat" is not Hausa for September), except for a few that occur as both.</summary>
    public static int? Month(string folded) =>
        Months.TryGetValue(folded, out var month) && (folded is "mar" or "mart" or "maa" || !Weekdays.ContainsKey(folded)) ? month + 1 : null;

    public static bool IsMonth(string folded) => Months.ContainsKey(folded);

    public static DayOfWeek? Weekday(string folded) => Weekdays.TryGetValue(folded, out var day) ? (DayOfWeek)day : null;

    /// <returns>Null if the word means neither am nor pm.</returns>
    public static bool? IsAfternoon(string folded) => Afternoon.Contains(folded) ? true : Morning.Contains(folded) ? false : null;

    /// <summary>Words of Korean sites, whose times are in Korean time.</summary>
    public static bool IsKorean(string folded) => Korean.Contains(folded);

    public static bool IsFiller(string folded) => Fillers.Contains(folded);

    private static FrozenSet<string> Folded(string words) => words.Split(' ').Select(FoldedText.Fold).ToFrozenSet();

    /// <summary>The number of every name, and of every prefix that has only one.</summary>
    private static FrozenDictionary<string, int> WithPrefixes(params string[] languages)
    {
        var names = languages.SelectMany(l => l.Split(' ').Select((name, i) => (Name: FoldedText.Fold(name.Replace('_', ' ')), Number: i))).ToList();
        var prefixes = names.SelectMany(
            n => Enumerable.Range(MinPrefix, Math.Max(0, n.Name.Length - MinPrefix)).Select(length => (Name: n.Name[..length], n.Number)))
            .GroupBy(c => c.Name).Where(g => g.Select(c => c.Number).Distinct().Count() == 1).Select(g => g.First());
        var all = new Dictionary<string, int>();
        foreach (var (name, number) in names.Concat(prefixes))
            all.TryAdd(name, number);
        return all.ToFrozenDictionary();
    }
}
