using Microsoft.AspNetCore.Http;

namespace SahelWatch.Web.Layout;

/// <summary>Answers where there is no page to show: in the reader's language, with a way back.</summary>
internal static class Problem
{
    public static IResult Missing(Visit visit) => Of(visit, StatusCodes.Status404NotFound);

    public static IResult Of(Visit visit, int status) => new Html<ProblemPage>(visit, new() { ["Status"] = status }, status);

    /// <summary>A page for an answer that has a status and nothing else.</summary>
    public static Task ShowAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Of(Visit.Of(http, default), http.Response.StatusCode).ExecuteAsync(http);
    }
}
