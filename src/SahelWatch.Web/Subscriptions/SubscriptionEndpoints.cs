using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Alerts;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
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
        var lazy = new Lazy<ReaderRegister>(endpoints.ServiceProvider.GetRequiredService<ReaderRegister>); // the host waits until we listen, not for the store
        var asks = endpoints.ServiceProvider.GetRequiredService<AskLimiter>();
        pages.MapMethods("", PageHeaders.Reading, async (HttpContext http, CurrentInputs current) => AskPage(http, await current.GetAsync(http.RequestAborted), []));
        pages.MapPost(
            "", async (HttpContext http, CurrentInputs current) => await AskAsync(http, asks, lazy.Value, await current.GetAsync(http.RequestAborted)));
        pages.MapMethods("confirm", PageHeaders.Reading, async (HttpContext http, string? t,
            CurrentInputs current) => await ActPageAsync(http, t, TokenPurpose.Confirm, lazy.Value, await current.GetAsync(http.RequestAborted)));
        pages.MapPost("confirm", (HttpContext http, string? t) => ConfirmAsync(http, t, lazy.Value));
        pages.MapMethods("unsubscribe", PageHeaders.Reading, async (HttpContext http, string? t,
            CurrentInputs current) => await ActPageAsync(http, t, TokenPurpose.Unsubscribe, lazy.Value, await current.GetAsync(http.RequestAborted)));
        pages.MapPost("unsubscribe", (HttpContext http, string? t) => UnsubscribeAsync(http, t, lazy.Value));
        pages.MapMethods("manage", PageHeaders.Reading, async (
            HttpContext http, string? t, CurrentInputs current) => await ManagePageAsync(http, t, lazy.Value, await current.GetAsync(http.RequestAborted)));
        pages.MapPost("manage",
            async (HttpContext http, string? t, CurrentInputs current) => await ManageAsync(http, t, lazy.Value, await current.GetAsync(http.RequestAborted)));
        pages.MapGet("manage/export", (HttpContext http, string? t) => ExportAsync(http, t, lazy.Value));
    }

    private static async Task<IResult> AskAsync(HttpContext http, AskLimiter asks, ReaderRegister readers, SahelWatchInputs inputs)
    {
        var texts = Texts(http);
        if (await SmallForm.ReadAsync(http) is not { } form)
            return AskPage(http, inputs, [], texts["bad.address"], StatusCodes.Status400BadRequest);
        var editions = Offered(inputs).Where(e => form["edition"].Contains(e.Id)).ToList();
        if (!EmailAddress.TryParse(form["address"], out var address))
            return AskPage(http, inputs, editions, texts["bad.address"], StatusCodes.Status400BadRequest, form["address"]);
        var isReader = form["do"] == "manage";
        if (editions.Count == 0 && !isReader)
            return AskPage(http, inputs, editions, texts["no.edition"], StatusCodes.Status400BadRequest, address.Value);
        return asks.Allows(http) && await readers.AskAsync(address, isReader ? [] : editions, texts.Language, http.RequestAborted)
            ? Page.Message(Here(http), texts["asked.title"], texts["asked.text"])
            : AskPage(http, inputs, editions, texts["too.many"], StatusCodes.Status429TooManyRequests, address.Value);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext http, string? link, ReaderRegister readers)
    {
        var texts = Texts(http);
        return await readers.ConfirmAsync(link, http.RequestAborted) is not null
            ? Page.Message(Here(http), texts["confirmed.title"], texts["confirmed.text"])
            : BadLink(http);
    }

    /// <summary>The body is not read: the link contains everything, and a forwarding host may lose a chunked body.</summary>
    private static async Task<IResult> UnsubscribeAsync(HttpContext http, string? link, ReaderRegister readers)
    {
        var texts = Texts(http);
        return await readers.UnsubscribeAsync(link, http.RequestAborted)
            ? Page.Message(Here(http), texts["unsubscribed.title"], texts["unsubscribed.text"])
            : BadLink(http);
    }

    private static async Task<IResult> ManageAsync(HttpContext http, string? link, ReaderRegister readers, SahelWatchInputs inputs)
    {
        var texts = Texts(http);
        var form = await SmallForm.ReadAsync(http);
        var what = form?["do"].ToString();
        if (what == "erase")
            return await readers.EraseAsync(link, http.RequestAborted) ? Page.Message(Here(http), texts["erased.title"], texts["erased.text"]) : BadLink(http);
        string[] chosen = [.. Offered(inputs).Select(e => e.Id).Where(id => form?["edition"].Contains(id) == true)];
        if (what == "save")
            await readers.ChooseAsync(link, chosen, http.RequestAborted);
        return await ManagePageAsync(http, link, readers, inputs, what == "save" ? texts["saved.text"] : null);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, string? link, ReaderRegister readers) =>
        await readers.OpenAsync(link, http.RequestAborted) is { } reader
            ? Page.Private(Results.Json(reader, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }))
            : BadLink(http);

    private static async Task<IResult> ActPageAsync(HttpContext http, string? link, TokenPurpose purpose, ReaderRegister readers, SahelWatchInputs inputs)
    {
        var texts = Texts(http);
        if (await readers.LookAsync(link, purpose, http.RequestAborted) is not { } editions)
            return BadLink(http);
        var titles = editions.Select(id => inputs.Editions.FirstOrDefault(e => e.Id == id)?.Title
            ?? inputs.Alerts.FirstOrDefault(rule => Alert.ListOf(rule.Id) == id)?.Title ?? id).ToList();
        var (title, text, button) = purpose == TokenPurpose.Confirm ? (texts["confirm.button"], texts["confirm.intro"], texts["confirm.button"])
            : (texts["unsubscribe.title"], texts["unsubscribe.text"], texts["unsubscribe.button"]);
        return Page.Of<ActPage>(Here(http), new() { ["Title"] = title, ["Text"] = text, ["Items"] = titles, ["Button"] = button });
    }

    private static async Task<IResult> ManagePageAsync(HttpContext http, string? link, ReaderRegister readers, SahelWatchInputs inputs, string? note = null)
    {
        var texts = Texts(http);
        return await readers.OpenAsync(link, http.RequestAborted) is { Erased: false } reader
            ? Page.Of<ManagePage>(Here(http), new() { ["Reader"] = reader, ["Offered"] = Offered(inputs), ["Export"] = $"manage/export?t={link}", ["Note"] = note })
            : BadLink(http);
    }

    private static IResult AskPage(
        HttpContext http, SahelWatchInputs inputs, IReadOnlyList<Edition> chosen, string? problem = null, int status = StatusCodes.Status200OK,
        string? address = null) =>
        Page.Of<AskPage>(Here(http), new() { ["Offered"] = Offered(inputs), ["Chosen"] = chosen, ["Problem"] = problem, ["Address"] = address }, status);

    private static IResult BadLink(HttpContext http)
    {
        var visit = Here(http);
        return Page.Message(visit, visit.Frame["bad.link.title"], visit.Frame["bad.link.text"], StatusCodes.Status400BadRequest, visit.To("subscriptions"));
    }

    private static IReadOnlyList<Edition> Offered(SahelWatchInputs inputs) => [.. inputs.Editions.Where(e => e.Subscribers)];

    private static Visit Here(HttpContext http) => Visit.Of(http, default);

    private static Frame Texts(HttpContext http) => Here(http).Frame;
}
