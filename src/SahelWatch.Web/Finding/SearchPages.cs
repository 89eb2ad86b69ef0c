using SahelWatch.Catalogue;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Finding;

/// <param name="Words">The search terms as typed.</param>
/// <param name="PlaceName">The place searched for, in the reader's language if it is known.</param>
public sealed record SearchView(string Words, CatalogueQuery Query, string PlaceName, int Page, SearchResult Found);

/// <summary><c>/search</c>: the events of the whole archive by words and filters. Invalid values count as empty.</summary>
internal static class SearchPages
{
    public const int PerPage = 25;
    private const int LongestText = 200;
    private const int LastPage = 400;

    private static readonly string[] Parts = ["q", "country", "theme", "place", "outlet", "in", "from", "to", "deaths", "sort", "p"];
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/search", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(1), Parts);

    private static async Task<IResult> ShowAsync(Visit visit, CatalogueReader catalogue, HttpContext http, CancellationToken stop)
    {
        var query = new QueryReader(visit.Inputs.Watchlist.Entries, visit.Now).Read(Text, ignoreInvalid: true);
        var page = int.TryParse(Text("p"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is > 0 and <= LastPage ? asked : 1;
        var search = query with
        {
            Text = query.Place is null ? $"{query.Text} {Text("place")}".Trim() : query.Text, // an unknown place is an ordinary word
            Order = Text("sort") == "relevant" ? SearchOrder.Relevant : SearchOrder.Newest,
            Skip = (page - 1) * PerPage,
            Take = PerPage,
        };
        var found = await catalogue.SearchAsync(search, stop);
        var place = query.Place is { } id ? visit.Names.Place(id) : Text("place") ?? "";
        return new Html<SearchPage, SearchView>(visit, new(query.Text, search, place, page, found));

        string? Text(string name) => http.Request.Query[name].ToString() is { Length: > 0 and <= LongestText } text ? text : null;
    }
}
