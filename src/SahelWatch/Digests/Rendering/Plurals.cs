namespace SahelWatch.Digests.Rendering;

/// <summary>The plural form that whole numbers take (CLDR 46, cardinals).</summary>
internal static class Plurals
{
    public static string Form(string language, int n) => language switch
    {
        "fr" => n is 0 or 1 ? "one" : "other",
        "ar" => n switch
        {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ => (n % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
        },
        _ => n == 1 ? "one" : "other",
    };

    /// <summary>The forms that a counted phrase must have in a language.</summary>
    public static IReadOnlyList<string> Forms(string language) => language == "ar" ? ["zero", "one", "two", "few", "many", "other"] : ["one", "other"];
}
