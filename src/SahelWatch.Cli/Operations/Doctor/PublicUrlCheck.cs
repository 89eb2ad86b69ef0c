namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Checks whether readers can reach the pages that every mail links to.</summary>
internal static class PublicUrlCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // a cold start takes up to ten

    public static async Task<IReadOnlyList<Finding>> RunAsync(Uri publicUrl, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        var address = new Uri(publicUrl, "healthz");
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? [new("public address", $"{address} answers.")]
                : [new("public address", $"{address} answers {(int)response.StatusCode}.",
                    "Point SahelWatch:Delivery:PublicUrl at the running application; unsubscribe links begin with it.")];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [new("public address", $"{address} cannot be reached: {e.Message}",
                "Point SahelWatch:Delivery:PublicUrl at the running application, and check its DNS and certificate.")];
        }
    }
}
