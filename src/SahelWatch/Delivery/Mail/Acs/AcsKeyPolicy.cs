using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SahelWatch.Delivery.Mail.Acs;

/// <summary>Signs requests with an access key of the resource (HMAC-SHA256 over method, path, date, host and the hash of the body).</summary>
internal sealed class AcsKeyPolicy(string key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    private readonly byte[] _secret = Convert.FromBase64String(key);

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, message.CancellationToken);
        var uri = request.Uri.ToUri();
        var date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var hash = Convert.ToBase64String(SHA256.HashData(body.ToArray()));
        var signature = HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes($"{request.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{hash}"));
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("x-ms-content-sha256", hash);
        request.Headers.SetValue(
            "Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={Convert.ToBase64String(signature)}");
    }
}
