using DnsClient;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>
/// Checks what receivers look up about the sender's domain before they accept a digest: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489). Large
/// providers refuse bulk mail without all three.
/// </summary>
/// <param name="texts">Looks up the TXT records of a name; by default with the machine's own resolvers.</param>
internal sealed class SenderDomain(Func<string, CancellationToken, Task<IReadOnlyList<string>>>? texts = null)
{
    private readonly Func<string, CancellationToken, Task<IReadOnlyList<string>>> _texts = texts ?? TextsAsync;

    /// <param name="selector">Of our own DKIM key; null if the mail provider signs.</param>
    public async Task<IReadOnlyList<Finding>> CheckAsync(string domain, string? selector, CancellationToken cancellationToken)
    {
        List<Finding> findings = [Spf(domain, await _texts(domain, cancellationToken)), Dmarc(domain, await _texts($"_dmarc.{domain}", cancellationToken))];
        if (!string.IsNullOrEmpty(selector))
            findings.Add(Dkim(domain, selector, await _texts($"{selector}._domainkey.{domain}", cancellationToken)));
        return findings;
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await new LookupClient().QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
        // A record longer than 255 bytes comes in pieces that belong together (RFC 7208 3.3).
        return [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
    }

    private static Finding Spf(string domain, IReadOnlyList<string> records) =>
        records.Count(r => r.StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase)) switch
        {
            0 => new(
                "SPF", $"{domain} has no record.", $"Publish a TXT record at {domain} that names your mail server, such as v=spf1 include:YOUR-PROVIDER -all."),
            1 => new("SPF", $"{domain} has a record."),
            var count => new("SPF", $"{domain} has {count} records, which receivers treat as none (RFC 7208 4.5).", "Merge them into one TXT record."),
        };

    private static Finding Dmarc(string domain, IReadOnlyList<string> records) => records.Any(r => r.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase))
        ? new("DMARC", $"{domain} has a policy.")
        : new("DMARC", $"_dmarc.{domain} has no record.",
            $"Publish a TXT record at _dmarc.{domain}, to begin with: v=DMARC1; p=none; rua=mailto:YOU@{domain}.");

    private static Finding Dkim(string domain, string selector, IReadOnlyList<string> records) =>
        records.Any(r => r.Contains("p=", StringComparison.OrdinalIgnoreCase))
        ? new("DKIM", $"{selector}._domainkey.{domain} has a key.")
        : new("DKIM", $"{selector}._domainkey.{domain} has no key.",
            "Publish the public half of SahelWatch:Delivery:Dkim:PrivateKey there as v=DKIM1; k=rsa; p=….");
}
