using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>The pages. The host checks function keys where required; everything else is up to the pages.</summary>
public sealed class Http(Site site, OperatorSite operatorSite)
{
    [Function(nameof(Status))]
    public Task Status([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "status")] HttpRequest request) =>
        operatorSite.RunAsync(request.HttpContext);

    [Function(nameof(Operations))]
    public Task Operations([HttpTrigger(AuthorizationLevel.Function, "post", Route = "operations/{stage}")] HttpRequest request) =>
        operatorSite.RunAsync(request.HttpContext);

    /// <summary>Everything else. The host takes the first matching route in the order of the functions' names, hence this name.</summary>
    [Function("ZzPages")]
    public Task Pages([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request) => site.RunAsync(request.HttpContext);
}
