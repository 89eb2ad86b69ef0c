using DnsClient;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Looks up TXT records with the machine's own resolvers.</summary>
internal static class Dns
{
    public static async Task<IReadOnlyList<string>> TextAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await new LookupClient().QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
        // A record longer than 255 bytes comes in pieces that belong together (RFC 7208 3.3).
        return [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
    }
}
