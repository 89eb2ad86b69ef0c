using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Figures;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Tests.Stories;

/// <summary>Feeds send anything: no mixture of names, numbers, marks, connectives, scripts and broken surrogates may stop an article from being read.</summary>
public class AnyTextTests
{
    private const int Texts = 500;

    private static readonly string[] Pieces =
    [
        " ", " ", " ", "\n", ". ", ", ", "; ", ": ", "(", ")", "\"", "«", "»", "'", "’", "-", " - ", "%", "$", "\0", "\u200f", "\u0640", "e\u0301", "œ", "\ud83d\ude00", "\ud83d",
        "\ude00", "0", "12", "1,000", "15 000 000", "2.5", "٣٤", "99999999999999999999", "twenty", "deux cents", "quatre-vingt", "مئتا", "عشرون", "and", "et", "و", "of whom", "dont", "بينهم",
        "killed", "tués", "قتل", "wounded", "blessés", "إصابة", "refugees", "réfugiés", "لاجئ", "bringing to", "portant à", "لترتفع", "not", "ne", "لا", "in every", "sur", "من كل", "said", "selon",
        "قال", "soldiers", "soldats", "جنديين", "under five", "a", "un", "ال", "وال", "town of", "rue de", "شارع", "border", "Niger State", "Chad Smith",
    ];

    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(EntrySet.Shipped.Entries.SelectMany(e => e.Names.Values.SelectMany(n => n)).ToArray()))
            .ArrayOf().Select(pieces => string.Join(pieces.Length % 2 == 0 ? " " : "", pieces));

    [Fact]
    public void No_text_stops_matching_figures_or_sketching() => Prop.ForAll(Text.ToArbitrary(), Gen.Elements("en", "fr", "ar", "other").ToArbitrary(), (text, language) =>
    {
        Matcher.Match(text, text, text, language, "Mali");
        FigureExtractor.Read(text, text, text, language).Figures.ShouldAllBe(f => f.Value >= 0 && f.Quote.Length > 0);
        new SketchReader(EntrySet.Shipped).Read(ArticleOf(text, language), new Boilerplate());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Texts));

    private static Article ArticleOf(string text, string language) => new()
    {
        Id = ArticleId.From("a"),
        Feed = FeedId.From(new Uri("https://a.example/feed")),
        Source = "A",
        Url = new Uri("https://a.example/1"),
        Title = text,
        Text = text,
        Language = language,
        FirstSeen = DateTimeOffset.UnixEpoch,
        Match = new Match { Relevant = true, Score = 1 },
    };
}
