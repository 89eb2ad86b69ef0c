using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SahelWatch.Storage;
using SahelWatch.Upkeep;

namespace SahelWatch.Functions;

/// <summary>Sends logs, spans and metrics to where the environment says: an OTLP collector, Azure Monitor, or nowhere.</summary>
internal static class TelemetryExport
{
    public static void AddTelemetryExport(this FunctionsApplicationBuilder builder)
    {
        var otlp = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        var monitor = builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 };
        if (!otlp && !monitor)
            return;
        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults() // so that the host does not export our logs too
            .WithLogging()
            .WithTracing(spans => spans.AddSource(Telemetry.Name))
            .WithMetrics(meters => meters.AddMeter(Telemetry.Name));
        if (otlp)
            telemetry.UseOtlpExporter();
        if (monitor)
        {
            var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
            var credential = BlobStore.Credential(storage); // one identity for everything; the workspace takes no keys
            telemetry.WithLogging(logs => logs.AddAzureMonitorLogExporter(options => options.Credential = credential))
                .WithTracing(spans => spans.AddAzureMonitorTraceExporter(options => options.Credential = credential))
                .WithMetrics(meters => meters.AddAzureMonitorMetricExporter(options => options.Credential = credential));
        }

        builder.UseMiddleware<Flush>();
    }

    /// <summary>Exports after every invocation: the platform may stop the instance before the next periodic export.</summary>
    private sealed class Flush(TracerProvider spans, MeterProvider meters) : IFunctionsWorkerMiddleware
    {
        private const int Patience = 5000; // milliseconds; telemetry is not worth more

        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            try
            {
                await next(context);
            }
            finally
            {
                spans.ForceFlush(Patience);
                meters.ForceFlush(Patience);
            }
        }
    }
}
