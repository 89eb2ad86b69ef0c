using SahelWatch.Language;
using SahelWatch.Stories.Figures.Words;

namespace SahelWatch.Stories.Figures.Claims;

/// <summary>
/// A sentence as items. One that is far longer than any in the press is cut into pieces, so that the work for a text grows only linearly with its length.
/// </summary>
internal sealed class FigureSentence
{
    /// <summary>Characters of an article that are searched for figures: a long agency report has six thousand.</summary>
    public const int TextRead = 12_000;

    /// <summary>Characters; anything longer than a paragraph is not a headline.</summary>
    private const int TitleRead = 1_000;

    /// <summary>Items of a sentence: about 30 are usual in the press, 150 in communiqués.</summary>
    public const int MostItems = 300;

    public FigureSentence(string text, IReadOnlyList<Item> items)
    {
        (Text, Items) = (text, items);
        HasPredicate = items.Any(i => i.Has(Cues.Survives) || Array.Exists(i.Term.Places, p => p != Places.None));
    }

    public string Text { get; }

    public IReadOnlyList<Item> Items { get; }

    /// <summary>Whether a word says that people were killed, injured, displaced…, with or without a number.</summary>
    public bool HasPredicate { get; }

    public bool IsOfIncident => Items.Any(i => i.Has(Cues.Incident));

    public bool IsOfDeath => Items.Any(i => (i.Term.Places[0] & (Places.Counted | Places.Undergone)) != 0);

    public bool IsOfDisease => Items.Any(i => i.Has(Cues.Disease));

    public bool IsLasting => Items.Any(i => i.Has(Cues.Lasting));

    /// <summary>Whether the whole sentence looks back at an earlier event: a trial, an anniversary.</summary>
    public bool LooksBack => Items.Any(i => i.Has(Cues.Old)) && !Items.Any(i => i.IsStop);

    public static IEnumerable<FigureSentence> OfTitle(string title, string language) => Of(title[..Math.Min(title.Length, TitleRead)], language);

    public static IEnumerable<FigureSentence> Of(string text, string language)
    {
        foreach (var sentence in Sentences.Of(text[..Math.Min(text.Length, TextRead)]))
        {
            foreach (var items in ItemReader.Read(sentence.Text, language).Chunk(MostItems))
                yield return new(sentence.Text, items);
        }
    }
}
