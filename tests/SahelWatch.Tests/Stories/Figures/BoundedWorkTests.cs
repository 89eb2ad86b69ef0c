using System.Collections;
using SahelWatch.Stories.Figures;
using SahelWatch.Stories.Figures.Claims;
using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Tests.Stories.Figures;

/// <summary>A feed may send 200 kB without a full stop: the work grows with the text and no faster, up to what is read at all.</summary>
public class BoundedWorkTests
{
    private const int Words = 60;
    private const double Linear = 2.3; // twice the text, at most so much more work

    public static TheoryData<string, string> Constructs => new()
    {
        { "en", "the army said 12 soldiers killed and " },
        { "en", "killed 12, 13 dead, " },
        { "en", "Mali 5 soldiers killed " },
        { "en", "12, 13, 14 and 15 " },
        { "en", "(12 people " },
        { "en", "killed killed " },
        { "en", "not 5 denied 6 - " },
        { "en", "a driver, a mayor and " },
        { "fr", "selon l'armée 12 soldats tués et " },
        { "fr", "dont deux autres, de 3 à 4 " },
        { "ar", "قال الجيش إن 12 جنديا قتلوا و" },
        { "ar", "مقتل جنديين وسائق و3 " },
    };

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Twice_as_long_a_sentence_takes_twice_the_steps(string language, string construct)
    {
        var steps = new[] { 1, 2, 4 }.Select(times => StepsOf(construct, Words * times, language)).ToList();

        ((double)steps[1] / steps[0]).ShouldBeLessThan(Linear);
        ((double)steps[2] / steps[1]).ShouldBeLessThan(Linear);
    }

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_text_without_a_full_stop_is_cut_and_read_no_further_than_is_read_of_any(string language, string construct)
    {
        var sentences = FigureSentence.Of(Repeated(construct, 200_000), language).ToList();

        sentences.ShouldAllBe(s => s.Items.Count <= FigureSentence.MostItems);
        sentences.Sum(s => s.Items.Count).ShouldBeLessThanOrEqualTo(FigureSentence.TextRead);
    }

    [Theory]
    [InlineData("99999999999999999999 people killed")]
    [InlineData("999999999 billion people killed")]
    [InlineData("999,999,999,999 people killed")]
    [InlineData("9.99999999 billion people killed, 3 billion injured")]
    [InlineData("One billion billion billion people died")]
    public void No_number_is_too_large_to_be_read_as_no_toll(string sentence) => FigureExtractor.Extract(sentence, "", "", "en").ShouldBeEmpty();

    [Theory]
    [InlineData("ar", "قتلى فندق الـ22")]
    [InlineData("ar", "ال")]
    [InlineData("ar", "و و ال 5 قتلى")]
    [InlineData("en", ") 5 ( killed - - ,")]
    [InlineData("fr", "l' d' 5 tués d'")]
    public void Odd_text_is_read_without_harm(string language, string sentence) =>
        Should.NotThrow(() => FigureExtractor.Extract(sentence, sentence, sentence, language));

    private static long StepsOf(string construct, int words, string language)
    {
        var text = Repeated(construct, words * 12);
        var items = new CountingItems(ItemReader.Read(text, language).Take(words).ToList());
        _ = ClaimReader.Read(new FigureSentence(text, items), 0, language, default).ToList();
        return items.Steps;
    }

    private static string Repeated(string text, int length) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];

    /// <summary>Counts how often an item is looked at.</summary>
    private sealed class CountingItems(List<Item> items) : IReadOnlyList<Item>
    {
        public long Steps { get; private set; }

        public int Count => items.Count;

        public Item this[int index]
        {
            get
            {
                Steps++;
                return items[index];
            }
        }

        public IEnumerator<Item> GetEnumerator()
        {
            foreach (var item in items)
            {
                Steps++;
                yield return item;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
