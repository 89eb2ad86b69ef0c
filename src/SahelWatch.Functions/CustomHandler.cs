using System.Globalization;

namespace SahelWatch.Functions;

/// <summary>What the Functions host tells the process that it starts (Microsoft Learn, "Azure Functions custom handlers").</summary>
internal static class CustomHandler
{
    /// <summary>The port to listen on, at 127.0.0.1; null where no host started this process.</summary>
    public static int? Port { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
}
