namespace SahelWatch.Web.Layout;

/// <summary>Error pages in the reader's language, with a way back.</summary>
internal static class Problem
{
    public static IResult Missing(Visit visit) => Of(visit, StatusCodes.Status404NotFound);

    public static IResult Of(Visit visit, int status) => new Html<ProblemPage, int>(visit, status, status);

    /// <summary>A page for a response that has only a status.</summary>
    public static Task ShowAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Of(Visit.Of(http, default), http.Response.StatusCode).ExecuteAsync(http);
    }
}
