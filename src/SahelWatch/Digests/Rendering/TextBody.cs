using SahelWatch.Digests.Composing;

namespace SahelWatch.Digests.Rendering;

/// <summary>Writes a digest as plain text: everything that the HTML says, wrapped for terminals and phones.</summary>
internal sealed class TextBody(Digest digest, Layout layout)
{
    private readonly Phrases _words = new(digest);
    private readonly TextLines _lines = new();

    private Frame Frame => _words.Frame;

    public string Write()
    {
        _lines.Title(digest.Title, '=');
        _lines.Paragraph(digest.Stories.Count > 0 ? Frame.Date(digest.Date) + Phrases.Dot + _words.Contents() : Frame.Date(digest.Date));
        _lines.Paragraph(_words.Window());
        if (digest.Late)
            _lines.Paragraph("! " + _words.Late());
        WriteCoverage();
        WriteCorrections();
        foreach (var section in Sections.Of(digest))
            WriteSection(section);
        var left = digest.Stories.Count - layout.InFull - layout.InBrief;
        if (left > 0)
            _lines.Blank().Paragraph(Frame.Count("more", left));
        WriteActivity();
        WriteTroubles("silent", [.. digest.Feeds.Troubles.Where(t => t.Condition == FeedCondition.Silent)]);
        WriteTroubles("failing", [.. digest.Feeds.Troubles.Where(t => t.Condition != FeedCondition.Silent)]);
        WriteFoot();
        return _lines.ToString();
    }

    private void WriteCoverage()
    {
        if (digest.Coverage == Coverage.None)
            _lines.Heading(Frame["blind.title"], '!').Paragraph($"{Frame[digest.Stories.Count > 0 ? "blind.some" : "blind"]} {_words.FeedsRead()}");
        else if (digest.IsQuiet)
            _lines.Heading(Frame["quiet.title"], '-').Paragraph($"{Frame["quiet"]} {_words.FeedsRead()}");
        else if (digest.Coverage == Coverage.Partial)
            _lines.Paragraph(_words.FeedsRead());
    }

    private void WriteCorrections()
    {
        if (digest.CorrectedHeadlines.Count + digest.CorrectedFigures.Count > 0)
            _lines.Heading(Frame["corrections"], '-');
        foreach (var c in digest.CorrectedHeadlines)
        {
            _lines.Paragraph($"{Frame.Say("correction.headline", Frame.Day(c.On))} {Frame.Name(c.Source)}");
            _lines.Item(Frame["correction.was"] + Frame["colon"] + _words.Quoted(c.Was));
            _lines.Item(Frame["correction.now"] + Frame["colon"] + _words.Quoted(c.Now)).Link(c.Now.Url);
        }

        foreach (var c in digest.CorrectedFigures)
        {
            _lines.Paragraph($"{Frame.Say("correction.figure", Frame.Day(c.Was.On))} {Frame.Name(c.Source)}");
            _lines.Item(_words.Quoted(c.Headline)).Link(c.Headline.Url).Item(_words.Corrected(c));
        }
    }

    private void WriteSection(Section section)
    {
        var shown = section.Stories.Where(s => s.Rank < layout.InFull + layout.InBrief).ToList();
        if (shown.Count > 0)
            _lines.Heading(section.Title, '-');
        foreach (var (story, _) in shown.Where(s => s.Rank < layout.InFull))
            WriteStory(story);
        foreach (var (story, _) in shown.Where(s => s.Rank >= layout.InFull))
            _lines.Item(_words.What(story)).Link(_words.PageOf(story) ?? story.Headline.Url);
    }

    private void WriteStory(DigestStory story)
    {
        _lines.Blank().Paragraph("* " + _words.What(story));
        if (story.Gist is not null)
            _lines.Paragraph(_words.Quoted(story.Headline));
        _lines.Paragraph((story.IsNew ? Frame["standing.new"] + Phrases.Dot : "") + _words.Standing(story));
        _lines.Paragraph(
            string.Join(Phrases.Dot, new[] { _words.Where(story), _words.Themes(story), _words.Reported(story) }.Where(p => !string.IsNullOrEmpty(p))));
        foreach (var excerpt in story.Excerpts)
            _lines.Paragraph($"{Frame.Name(excerpt.Text)} — {Frame.Name(excerpt.Source)}");
        foreach (var figure in story.Figures)
            _lines.Item($"{_words.Count(figure)} {_words.Says(figure)}");
        _lines.Paragraph(_words.Copies(story.Lineage) is { } copies ? _words.Reports(story.Lineage) + Phrases.Dot + copies : _words.Reports(story.Lineage));
        foreach (var source in story.Sources.Take(layout.Sources))
            _lines.Item(Frame.Name(source.Name)).Link(source.Url);
        if (story.Lineage.Outlets - Math.Min(layout.Sources, story.Sources.Count) is > 0 and var more)
            _lines.Item(Frame.Count("more.outlets", more));
        WriteRelated(story);
        if (_words.PageOf(story) is { } page)
            _lines.Item(Frame["story.page"]).Link(page);
    }

    private void WriteRelated(DigestStory story)
    {
        if (story.Related.Count > 0)
            _lines.Paragraph(Frame["related"] + Frame["colon"] + Frame.List(story.Related.Select(r => Frame.Name(r.Name))));
    }

    private void WriteActivity()
    {
        if (digest.Activity.Count == 0)
            return;
        _lines.Heading(Frame["activity"], '-').Paragraph(Frame["activity.note"]);
        foreach (var country in digest.Activity)
            _lines.Line(
                $"{Bars.Text(country, digest.Activity)} {country.Country.Name}{Frame["colon"]}{Frame.Number(country.Articles)} ({_words.Mean(country)})");
    }

    private void WriteTroubles(string title, IReadOnlyList<FeedTrouble> troubles)
    {
        if (troubles.Count > 0)
            _lines.Heading(Frame[title], '-');
        foreach (var trouble in troubles.Take(Phrases.MostTroubles))
            _lines.Item(Frame.Name(trouble.Source) + Frame["colon"] + _words.Trouble(trouble));
        if (troubles.Count > Phrases.MostTroubles)
            _lines.Item($"+{Frame.Number(troubles.Count - Phrases.MostTroubles)}");
    }

    private void WriteFoot()
    {
        _lines.Blank().Line("-- ").Paragraph(Frame["note"]);
        if (digest.Page is { } page)
            _lines.Paragraph(Frame["more.page"] + Frame["colon"]).Link(page);
        if (layout.IsMail)
            _lines.Paragraph($"{Frame.Say("why.you", Frame.Name(digest.Title))} {Frame["unsubscribe"]}{Frame["colon"]}").Line(DigestRenderer.UnsubscribeUrl);
    }
}
