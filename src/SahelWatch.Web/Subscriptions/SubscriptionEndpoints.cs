using System.Text.Json;
using SahelWatch.Alerts;
using SahelWatch.Digests.Editions;
using SahelWatch.Inputs;
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
        var pages = endpoints.MapGroup(Root);
        pages.MapMethods("", PageHeaders.Reading, async (Visit visit, CurrentInputs current, CancellationToken stop) =>
            AskPage(visit, await current.GetAsync(stop), []));
        pages.MapPost("", AskAsync);
        pages.MapMethods("confirm", PageHeaders.Reading, (string? t, Visit visit, ReaderRegister readers, CurrentInputs current, CancellationToken stop) =>
            ActPageAsync(t, TokenPurpose.Confirm, visit, readers, current, stop));
        pages.MapPost("confirm", ConfirmAsync);
        pages.MapMethods("unsubscribe", PageHeaders.Reading, (string? t, Visit visit, ReaderRegister readers, CurrentInputs current, CancellationToken stop) =>
            ActPageAsync(t, TokenPurpose.Unsubscribe, visit, readers, current, stop));
        pages.MapPost("unsubscribe", UnsubscribeAsync);
        pages.MapMethods("manage", PageHeaders.Reading, async (string? t, Visit visit, ReaderRegister readers, CurrentInputs current, CancellationToken stop) =>
            await ManagePageAsync(t, visit, readers, await current.GetAsync(stop), null, stop));
        pages.MapPost("manage", ManageAsync);
        pages.MapGet("manage/export", ExportAsync);
    }

    private static async Task<IResult> AskAsync(
        HttpContext http, Visit visit, AskLimiter asks, ReaderRegister readers, CurrentInputs current, CancellationToken stop)
    {
        var (texts, inputs) = (visit.Frame, await current.GetAsync(stop));
        if (await SmallForm.ReadAsync(http) is not { } form)
            return AskPage(visit, inputs, [], texts["bad.address"], StatusCodes.Status400BadRequest);
        var editions = Offered(inputs).Where(e => form["edition"].Contains(e.Id)).ToList();
        if (!EmailAddress.TryParse(form["address"], out var address))
            return AskPage(visit, inputs, editions, texts["bad.address"], StatusCodes.Status400BadRequest, form["address"]);
        var isReader = form["do"] == "manage";
        if (editions.Count == 0 && !isReader)
            return AskPage(visit, inputs, editions, texts["no.edition"], StatusCodes.Status400BadRequest, address.Value);
        return asks.Allows(http) && await readers.AskAsync(address, isReader ? [] : editions, texts.Language, stop)
            ? Page.Message(visit, texts["asked.title"], texts["asked.text"])
            : AskPage(visit, inputs, editions, texts["too.many"], StatusCodes.Status429TooManyRequests, address.Value);
    }

    private static async Task<IResult> ConfirmAsync(string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
        await readers.ConfirmAsync(t, stop) is not null
            ? Page.Message(visit, visit.Frame["confirmed.title"], visit.Frame["confirmed.text"])
            : BadLink(visit);

    /// <summary>The body is not read: the link contains everything, and a forwarding host may lose a chunked body.</summary>
    private static async Task<IResult> UnsubscribeAsync(string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
        await readers.UnsubscribeAsync(t, stop) ? Page.Message(visit, visit.Frame["unsubscribed.title"], visit.Frame["unsubscribed.text"]) : BadLink(visit);

    private static async Task<IResult> ManageAsync(
        HttpContext http, string? t, Visit visit, ReaderRegister readers, CurrentInputs current, CancellationToken stop)
    {
        var (texts, inputs, form) = (visit.Frame, await current.GetAsync(stop), await SmallForm.ReadAsync(http));
        var what = form?["do"].ToString();
        if (what == "erase")
            return await readers.EraseAsync(t, stop) ? Page.Message(visit, texts["erased.title"], texts["erased.text"]) : BadLink(visit);
        if (what == "save")
            await readers.ChooseAsync(t, [.. Offered(inputs).Select(e => e.Id).Where(id => form!["edition"].Contains(id))], stop);
        return await ManagePageAsync(t, visit, readers, inputs, what == "save" ? texts["saved.text"] : null, stop);
    }

    private static async Task<IResult> ExportAsync(string? t, Visit visit, ReaderRegister readers, CancellationToken stop) =>
        await readers.OpenAsync(t, stop) is { } reader
            ? Page.Private(Results.Json(reader, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }))
            : BadLink(visit);

    private static async Task<IResult> ActPageAsync(
        string? link, TokenPurpose purpose, Visit visit, ReaderRegister readers, CurrentInputs current, CancellationToken stop)
    {
        if (await readers.LookAsync(link, purpose, stop) is not { } editions)
            return BadLink(visit);
        var (texts, inputs) = (visit.Frame, await current.GetAsync(stop));
        var titles = editions.Select(id => inputs.Editions.FirstOrDefault(e => e.Id == id)?.Title
            ?? inputs.Alerts.FirstOrDefault(rule => Alert.ListOf(rule.Id) == id)?.Title ?? id).ToList();
        var (title, text, button) = purpose == TokenPurpose.Confirm ? (texts["confirm.button"], texts["confirm.intro"], texts["confirm.button"])
            : (texts["unsubscribe.title"], texts["unsubscribe.text"], texts["unsubscribe.button"]);
        return Page.Of<ActPage>(visit, new() { ["Title"] = title, ["Text"] = text, ["Items"] = titles, ["Button"] = button });
    }

    private static async Task<IResult> ManagePageAsync(
        string? link, Visit visit, ReaderRegister readers, SahelWatchInputs inputs, string? note, CancellationToken stop) =>
        await readers.OpenAsync(link, stop) is { Erased: false } reader
            ? Page.Of<ManagePage>(visit, new() { ["Reader"] = reader, ["Offered"] = Offered(inputs), ["Export"] = $"manage/export?t={link}", ["Note"] = note })
            : BadLink(visit);

    private static IResult AskPage(
        Visit visit, SahelWatchInputs inputs, IReadOnlyList<Edition> chosen, string? problem = null, int status = StatusCodes.Status200OK,
        string? address = null) =>
        Page.Of<AskPage>(visit, new() { ["Offered"] = Offered(inputs), ["Chosen"] = chosen, ["Problem"] = problem, ["Address"] = address }, status);

    private static IResult BadLink(Visit visit) =>
        Page.Message(visit, visit.Frame["bad.link.title"], visit.Frame["bad.link.text"], StatusCodes.Status400BadRequest, visit.To("subscriptions"));

    private static IReadOnlyList<Edition> Offered(SahelWatchInputs inputs) => [.. inputs.Editions.Where(e => e.Subscribers)];
}
