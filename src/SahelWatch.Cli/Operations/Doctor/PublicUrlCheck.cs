namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Whether readers can reach the pages that every mail links to, and whether this machine's clock agrees with theirs.</summary>
internal static class PublicUrlCheck
{
    /// <summary>Digests are due by the minute, and a clock further off than this delays or doubles them.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // a cold start takes up to ten

    public static async Task<IReadOnlyList<Finding>> RunAsync(Uri publicUrl, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        var address = new Uri(publicUrl, "healthz");
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var reached = response.IsSuccessStatusCode
                ? new Finding("public address", $"{address} answers.")
                : new Finding("public address", $"{address} answers {(int)response.StatusCode}.",
                    "Point SahelWatch:Delivery:PublicUrl at the running application; unsubscribe links begin with it.");
            var skew = response.Headers.Date is { } there ? (clock.GetUtcNow() - there).Duration() : TimeSpan.Zero;
            return skew > Tolerance
                ? [reached, new("clock", $"differs from the server's by {skew:g}.", "Set this machine's clock by NTP.")]
                : [reached];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [new("public address", $"{address} cannot be reached: {e.Message}",
                "Point SahelWatch:Delivery:PublicUrl at the running application, and check its DNS and certificate.")];
        }
    }
}
