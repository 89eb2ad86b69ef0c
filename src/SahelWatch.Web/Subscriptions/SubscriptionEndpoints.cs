using System.Text.Json;
using SahelWatch.Alerts;
using SahelWatch.Digests.Editions;
using SahelWatch.Readers;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Subscriptions;

/// <summary>
/// The subscription pages: request, confirm, unsubscribe, manage. No cookies and no scripts; a link authorises its holder. A GET changes nothing, since mail
/// scanners follow links; a POST to the unsubscribe link is the one-click unsubscription of RFC 8058 and responds without a redirect.
/// </summary>
internal static class SubscriptionEndpoints
{
    private const string Root = "/subscriptions";

    /// <summary>Maps the pages below "/subscriptions" of the application or group.</summary>
    public static void MapSubscriptions(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup(Root).AddEndpointFilter((context, next) =>
        {
            // Never cached, never framed, and without a referrer, since the address contains the link's secret.
            var response = context.HttpContext.Response;
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Robots-Tag"] = "noindex";
            PageHeaders.Guard(response);
            return next(context);
        });
        pages.MapMethods("", PageHeaders.Reading, (Visit visit) => AskPage(visit, []));
        pages.MapPost("", AskAsync);
        pages.MapMethods("confirm", PageHeaders.Reading, (string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
            ActPageAsync(t, TokenPurpose.Confirm, visit, readers, stop));
        pages.MapPost("confirm", ConfirmAsync);
        pages.MapMethods("unsubscribe", PageHeaders.Reading, (string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
            ActPageAsync(t, TokenPurpose.Unsubscribe, visit, readers, stop));
        pages.MapPost("unsubscribe", UnsubscribeAsync);
        pages.MapMethods("manage", PageHeaders.Reading, (string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
            ManagePageAsync(t, visit, readers, null, stop));
        pages.MapPost("manage", ManageAsync);
        pages.MapGet("manage/export", ExportAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext http, Visit visit, AskLimiter asks, ReaderRegister readers, CancellationToken stop)
    {
        var texts = visit.Frame;
        if (await SmallForm.ReadAsync(http) is not { } form)
            return AskPage(visit, [], texts["bad.address"], StatusCodes.Status400BadRequest);
        var editions = Offered(visit).Where(e => form["edition"].Contains(e.Id)).ToList();
        if (!EmailAddress.TryParse(form["address"], out var address))
            return AskPage(visit, editions, texts["bad.address"], StatusCodes.Status400BadRequest, form["address"]);
        var isReader = form["do"] == "manage";
        if (editions.Count == 0 && !isReader)
            return AskPage(visit, editions, texts["no.edition"], StatusCodes.Status400BadRequest, address.Value);
        return asks.Allows(http) && await readers.AskAsync(address, isReader ? [] : editions, texts.Language, stop)
            ? Message(visit, texts["asked.title"], texts["asked.text"])
            : AskPage(visit, editions, texts["too.many"], StatusCodes.Status429TooManyRequests, address.Value);
    }

    private static async Task<IResult> ConfirmAsync(string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
        await readers.ConfirmAsync(t, stop) is not null
            ? Message(visit, visit.Frame["confirmed.title"], visit.Frame["confirmed.text"])
            : BadLink(visit);

    /// <summary>The body is not read: the link contains everything, and a forwarding host may lose a chunked body.</summary>
    private static async Task<IResult> UnsubscribeAsync(string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
        await readers.UnsubscribeAsync(t, stop) ? Message(visit, visit.Frame["unsubscribed.title"], visit.Frame["unsubscribed.text"]) : BadLink(visit);

    private static async Task<IResult> ManageAsync(HttpContext http, string? t, Visit visit, ReaderRegister readers, CancellationToken stop)
    {
        var (texts, form) = (visit.Frame, await SmallForm.ReadAsync(http));
        var what = form?["do"].ToString();
        if (what == "erase")
            return await readers.EraseAsync(t, stop) ? Message(visit, texts["erased.title"], texts["erased.text"]) : BadLink(visit);
        if (what == "save")
            await readers.ChooseAsync(t, [.. Offered(visit).Select(e => e.Id).Where(id => form!["edition"].Contains(id))], stop);
        return await ManagePageAsync(t, visit, readers, what == "save" ? texts["saved.text"] : null, stop);
    }

    private static async Task<IResult> ExportAsync(string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
        await readers.OpenAsync(t, stop) is { } reader
            ? Results.Json(reader, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true })
            : BadLink(visit);

    private static async Task<IResult> ActPageAsync(string? link, TokenPurpose purpose, Visit visit, ReaderRegister readers, CancellationToken stop)
    {
        if (await readers.LookAsync(link, purpose, stop) is not { } editions)
            return BadLink(visit);
        var (texts, inputs) = (visit.Frame, visit.Inputs);
        var titles = editions.Select(id => inputs.Editions.FirstOrDefault(e => e.Id == id)?.Title
            ?? inputs.Alerts.FirstOrDefault(rule => Alert.ListOf(rule.Id) == id)?.Title ?? id).ToList();
        var (title, text, button) = purpose == TokenPurpose.Confirm ? (texts["confirm.button"], texts["confirm.intro"], texts["confirm.button"])
            : (texts["unsubscribe.title"], texts["unsubscribe.text"], texts["unsubscribe.button"]);
        return new Html<ActPage, ActView>(visit, new(title, text, titles, button));
    }

    private static async Task<IResult> ManagePageAsync(string? link, Visit visit, ReaderRegister readers, string? note, CancellationToken stop) =>
        await readers.OpenAsync(link, stop) is { Erased: false } reader
            ? new Html<ManagePage, ManageView>(visit, new(reader, Offered(visit), $"manage/export?t={link}", note))
            : BadLink(visit);

    internal static IResult AskPage(
        Visit visit, IReadOnlyList<Edition> chosen, string? problem = null, int status = StatusCodes.Status200OK, string? address = null) =>
        new Html<AskPage, AskView>(visit, new(Offered(visit), chosen, problem, address), status);

    /// <param name="next">The target of the link to the sign-up form; null for none.</param>
    internal static IResult Message(Visit visit, string title, string text, int status = StatusCodes.Status200OK, string? next = null) =>
        new Html<MessagePage, MessageView>(visit, new(title, text, next), status);

    private static IResult BadLink(Visit visit) =>
        Message(visit, visit.Frame["bad.link.title"], visit.Frame["bad.link.text"], StatusCodes.Status400BadRequest, visit.To("subscriptions"));

    private static IReadOnlyList<Edition> Offered(Visit visit) => [.. visit.Inputs.Editions.Where(e => e.Subscribers)];
}

/// <param name="Problem">The error of the previous attempt; null if there was none.</param>
public sealed record AskView(IReadOnlyList<Edition> Offered, IReadOnlyList<Edition> Chosen, string? Problem, string? Address);

/// <param name="Export">The address of the reader's data.</param>
public sealed record ManageView(Reader Reader, IReadOnlyList<Edition> Offered, string Export, string? Note);

public sealed record ActView(string Title, string Text, IReadOnlyList<string> Items, string Button);

public sealed record MessageView(string Title, string Text, string? Next);
