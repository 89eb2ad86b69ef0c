using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Digests.Rendering;
using SahelWatch.Inputs;

namespace SahelWatch.Web.Layout;

/// <summary>
/// A request for a page: its language, and links to other pages. Links are relative, since a host may serve the pages below a path of its own, and keep the
/// language if the reader chose one.
/// </summary>
/// <param name="Chosen">By <c>?lang=</c>, not by what the browser prefers.</param>
/// <param name="Root">The relative path to the home page: "../../" for /stories/1.</param>
/// <param name="Query">The query parameters of the page (<see cref="QueryParts"/>), except the language.</param>
/// <param name="Now">The time of the request.</param>
public sealed record Visit(string Language, bool Chosen, string Root, IReadOnlyList<KeyValuePair<string, string>> Query, DateTimeOffset Now)
{
    public const string Lang = "lang";

    private const int LongestQuery = 2000; // characters, since pages repeat the query in their links

    public Frame Frame => PageWords.In(Language);

    /// <summary>The configuration in effect. An error page must do without, since it may be the cause of the error.</summary>
    public SahelWatchInputs Inputs { get => field ?? throw new InvalidOperationException("Error pages have no inputs."); init; }

    public Names Names => new(Inputs, Frame);

    /// <summary>Lets handlers take the visit as a parameter.</summary>
    public static async ValueTask<Visit?> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var inputs = await services.GetRequiredService<CurrentInputs>().GetAsync(context.RequestAborted);
        return Of(context, services.GetRequiredService<TimeProvider>().GetUtcNow()) with { Inputs = inputs };
    }

    /// <summary>For an error page.</summary>
    public static Visit Of(HttpContext http, DateTimeOffset now)
    {
        var (language, chosen) = LanguageOf(http);
        var depth = (http.Request.Path.Value ?? "/").Count(c => c == '/') - 1;
        var parts = http.Request.QueryString.Value?.Length > LongestQuery ? null : http.GetEndpoint()?.Metadata.GetMetadata<QueryParts>();
        IReadOnlyList<KeyValuePair<string, string>> query =
            [.. (parts?.Names ?? []).SelectMany(name => http.Request.Query[name], (name, value) => KeyValuePair.Create(name, value ?? ""))];
        return new(language, chosen, depth <= 0 ? "./" : string.Concat(Enumerable.Repeat("../", depth)), query, now);
    }

    /// <summary>According to the query (lang=fr), else the browser's preference, else English.</summary>
    public static (string Language, bool Chosen) LanguageOf(HttpContext http)
    {
        var asked = http.Request.Query[Lang].ToString();
        if (Frame.Languages.Contains(asked))
            return (asked, true);
        var preferred = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0]);
        return (preferred.FirstOrDefault(Frame.Languages.Contains) ?? "en", false);
    }

    /// <param name="path">"stories/1"; empty for the home page.</param>
    /// <param name="query">Parameters without a value are omitted.</param>
    public string To(string path, string anchor, params IEnumerable<(string Name, string? Value)> query) => Root + path + QueryOf(query, Language) + anchor;

    public string To(string path, params IEnumerable<(string Name, string? Value)> query) => To(path, "", query);

    /// <summary>This page with other parameters; null removes one.</summary>
    public string Here(params IEnumerable<(string Name, string? Value)> changes)
    {
        var changed = changes.ToList();
        return QueryOf([.. Query.Where(q => !changed.Exists(c => c.Name == q.Key)).Select(q => (q.Key, (string?)q.Value)), .. changed], Language) is
        { Length: > 0 } query ? query : "?";
    }

    /// <summary>This page in another language.</summary>
    public string HereIn(string language) => (this with { Chosen = true }).QueryOf(Query.Select(q => (q.Key, (string?)q.Value)), language);

    private string QueryOf(IEnumerable<(string Name, string? Value)> query, string language)
    {
        var built = new QueryBuilder();
        foreach (var (name, value) in query.Where(q => !string.IsNullOrEmpty(q.Value)))
            built.Add(name, value!);
        if (Chosen)
            built.Add(Lang, language);
        return built.ToString();
    }
}
