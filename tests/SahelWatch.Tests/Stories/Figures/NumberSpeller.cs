namespace SahelWatch.Tests.Stories.Figures;

/// <summary>Spells numbers below 10,000 as the press writes them, to be read back.</summary>
internal static class NumberSpeller
{
    private static readonly string[] English =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(' ');

    private static readonly string[] EnglishTens = "- - twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    private static readonly string[] French =
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".Split(' ');

    private static readonly string[] FrenchTens = "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".Split(' ');

    private static readonly string[] Arabic = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".Split(' ');

    private static readonly string[] ArabicTens = "- - عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".Split(' ');

    private static readonly string[] ArabicHundreds = "- مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".Split(' ');

    public static string InEnglish(int n) => n switch
    {
        < 20 => English[n],
        < 100 => EnglishTens[n / 10] + (n % 10 > 0 ? "-" + English[n % 10] : ""),
        < 1000 => $"{English[n / 100]} hundred" + (n % 100 > 0 ? $" and {InEnglish(n % 100)}" : ""),
        _ => $"{InEnglish(n / 1000)} thousand" + (n % 1000 == 0 ? "" : n % 1000 < 100 ? $" and {InEnglish(n % 1000)}" : $" {InEnglish(n % 1000)}"),
    };

    public static string InFrench(int n) => n switch
    {
        < 20 => French[n],
        80 => "quatre-vingts",
        < 100 => FrenchTens[n / 10] + FrenchUnits(n),
        < 1000 => (n / 100 > 1 ? French[n / 100] + (n % 100 == 0 ? " cents" : " cent") : "cent") + (n % 100 > 0 ? " " + InFrench(n % 100) : ""),
        _ => (n / 1000 > 1 ? InFrench(n / 1000) + " mille" : "mille") + (n % 1000 > 0 ? " " + InFrench(n % 1000) : ""),
    };

    public static string InArabic(int n) => n switch
    {
        <= 10 => Arabic[n],
        11 => "أحد عشر",
        12 => "اثنا عشر",
        < 20 => $"{Arabic[n % 10]} عشر",
        < 100 => (n % 10 > 0 ? $"{Arabic[n % 10]} و" : "") + ArabicTens[n / 10],
        < 1000 => ArabicHundreds[n / 100] + (n % 100 > 0 ? $" و{InArabic(n % 100)}" : ""),
        _ => (n / 1000) switch { 1 => "ألف", 2 => "ألفان", var thousands => $"{Arabic[thousands]} آلاف" } + (n % 1000 > 0 ? $" و{InArabic(n % 1000)}" : ""),
    };

    /// <summary>Soixante and quatre-vingt count on to nineteen; "et" stands before un and onze, but not after quatre-vingt.</summary>
    private static string FrenchUnits(int n)
    {
        var units = n is >= 70 and < 80 or >= 90 ? n % 10 + 10 : n % 10;
        return units switch
        {
            0 => "",
            1 or 11 when n < 80 => $" et {French[units]}",
            _ => $"-{French[units]}",
        };
    }
}
