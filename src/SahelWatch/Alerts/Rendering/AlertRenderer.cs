using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Alerts.Rendering;

/// <summary>Renders an alert as a mail and a message for channels. The same alert always gives the same bytes.</summary>
public sealed class AlertRenderer
{
    private readonly RazorHtml _html = new();

    public async Task<Rendered> RenderAsync(Alert alert, CancellationToken cancellationToken)
    {
        var html = await _html.RenderAsync<AlertMail>(new() { [nameof(AlertMail.Alert)] = alert }, cancellationToken);
        var words = new AlertPhrases(alert);
        return new(words.Subject(), html, Text(alert, words), Message(alert, words));
    }

    private static string Text(Alert alert, AlertPhrases words)
    {
        var (frame, lines) = (words.Frame, new TextLines());
        lines.Title(alert.Title, '=').Paragraph(words.Moment(alert.At));
        if (alert.Late)
            lines.Paragraph("! " + words.Late());
        foreach (var item in alert.Items)
        {
            var story = item.Story;
            lines.Blank().Paragraph($"* {words.Mark(item)}").Paragraph(story.Gist ?? words.Where(story));
            if (item.Kind == AlertKind.Correction)
                lines.Paragraph(frame["alert.withdrawn"]);
            lines.Paragraph(words.Quoted(story.Headline)).Link(story.Headline.Url);
            foreach (var (count, says) in words.Figures(story))
                lines.Item($"{count} {says}");
            lines.Paragraph(words.ReportedBy(story)).Paragraph(words.Reported(story));
            if (item.Page is { } page)
                lines.Paragraph(frame["alert.story"] + frame["colon"]).Link(page);
        }

        lines.Blank().Line("-- ").Paragraph(frame["note"]);
        lines.Paragraph($"{frame.Say("why.you", frame.Name(alert.Title))} {frame["unsubscribe"]}{frame["colon"]}").Line(DigestRenderer.UnsubscribeUrl);
        return lines.ToString();
    }

    private static ChannelMessage Message(Alert alert, AlertPhrases words) => new()
    {
        Id = $"{Alert.ListOf(alert.Rule)}/{alert.Key}",
        At = alert.At,
        Title = words.Subject(),
        Lines =
        [
            .. alert.Late ? [new(words.Late())] : Array.Empty<MessageLine>(),
            .. alert.Items is [var only] ? Whole(only, words)
                : alert.Items.Select(i => new MessageLine($"{words.Line(i.Story)} ({words.Mark(i)})", i.Page ?? i.Story.Headline.Url)),
        ],
        Link = alert.Items is [{ Page: { } page }] ? page : null,
        Language = alert.Language,
        Urgent = !alert.Late,
    };

    private static IEnumerable<MessageLine> Whole(AlertItem item, AlertPhrases words)
    {
        if (item.Kind == AlertKind.Correction)
            yield return new(words.Frame["alert.withdrawn"]);
        if (item.OneSource)
            yield return new(words.Mark(item));
        if ((item.Story.Gist ?? words.Where(item.Story)) is { Length: > 0 } what)
            yield return new(what);
        yield return new(words.Quoted(item.Story.Headline), item.Story.Headline.Url);
        foreach (var (count, says) in words.Figures(item.Story))
            yield return new($"{count} {says}");
        yield return new(words.ReportedBy(item.Story));
    }
}
