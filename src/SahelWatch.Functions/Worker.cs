using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SahelWatch.Delivery;
using SahelWatch.Web;

namespace SahelWatch.Functions;

/// <summary>Registers everything the worker needs.</summary>
internal static class Worker
{
    /// <summary>The host kills a worker that takes longer to shut down.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    public static void AddWorker(this FunctionsApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        builder.UseMiddleware<GracefulStop>().UseMiddleware<LateTimers>();
        builder.AddTelemetryExport();
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout)
            .Configure<KestrelServerOptions>(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, WebPages.LargestBody))
            .AddSahelWatch(builder.Configuration, SharedClock.Of(builder.Configuration))
            .PostConfigure<DeliveryOptions>(delivery => delivery.Smtp.StopGrace = TimeSpan.Zero) // delivery's own seconds are all there is
            .AddPages()
            .AddHttpContextAccessor()
            .AddSingleton<Site>()
            .AddSingleton<OperatorSite>()
            .AddSingleton<IFunctionMetadataTransformer, Schedules>()
            .Configure<WorkerOptions>(worker => worker.InputConverters.RegisterAt<GracefulStop.StopToken>(0))
            .AddHostedService(services => services.GetRequiredService<GracefulStop>())
            .AddHostedService<ParentWatch>();
    }
}
