using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SahelWatch.Web;
using SahelWatch.Web.Operations;

namespace SahelWatch.Functions;

/// <summary>The public pages behind a function: requests from the host go through the pages' own pipeline.</summary>
public sealed class Site(IServiceProvider services, IHttpContextAccessor accessor)
{
    private readonly PageFunction _pages = new(services, accessor, routes => routes.MapPages());

    public Task RunAsync(HttpContext context) => _pages.RunAsync(context);
}

/// <summary>The operator's pages behind functions that ask for a key. Not reachable through <see cref="Site"/> by any spelling of a path.</summary>
public sealed class OperatorSite(IServiceProvider services, IHttpContextAccessor accessor)
{
    private readonly PageFunction _pages = new(services, accessor, routes => routes.MapOperations(key: null));

    public Task RunAsync(HttpContext context) => _pages.RunAsync(context);
}

/// <summary>An ASP.NET Core pipeline within the worker's own; first undoes the routing of the request to a function.</summary>
internal sealed class PageFunction(IServiceProvider services, IHttpContextAccessor accessor, Action<IEndpointRouteBuilder> map)
{
    private readonly Lazy<RequestDelegate> _app = new(() => new ApplicationBuilder(services).UsePages(map).Build());

    public Task RunAsync(HttpContext context)
    {
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        accessor.HttpContext = context;
        return _app.Value(context);
    }
}
