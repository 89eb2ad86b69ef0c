using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Remedy">What to do; null if nothing is wrong.</param>
internal sealed record Finding(string Subject, string Observation, string? Remedy = null)
{
    public bool IsFine => Remedy is null;
}

/// <summary>What an operator can get wrong, checked as far as is possible without sending anything.</summary>
internal sealed class Checks(App app)
{
    private const string Nobody = "@localhost"; // the domain of the reader in the default edition

    /// <summary>The share of failing feeds from which the fault is probably on this side; some fail on any day.</summary>
    private const double Suspicious = 0.5;

    /// <summary>Digests are due by the minute, and a clock further off than this delays or doubles them.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // a cold start takes up to ten

    private readonly DeliveryOptions _delivery = app.Get<DeliveryOptions>();

    public IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Run)> All =>
    [
        ("storage", StorageAsync), ("files", FilesAsync), ("feeds", FeedsAsync), ("mail server", MailAsync), ("channels", ChannelsAsync),
        // An address that is not public is nobody else's to read or to get mail from.
        .. _delivery.PublicUrl.IsLoopback ? [] : new (string, Func<CancellationToken, Task<IReadOnlyList<Finding>>>)[]
        {
            ("public address", PublicUrlAsync),
            ("sender's domain", token => new SenderDomain().CheckAsync(EmailAddress.Parse(_delivery.From).Domain, _delivery.Dkim.Selector, token)),
        },
    ];

    /// <summary>Writes, reads and deletes a blob, which shows more reliably than a list of roles what the identity may do.</summary>
    private async Task<IReadOnlyList<Finding>> StorageAsync(CancellationToken cancellationToken)
    {
        var (blobs, place) = (app.Get<IBlobs>(), app.Storage.Place);
        var name = $"runs/doctor-{RandomNumberGenerator.GetHexString(8, lowercase: true)}.txt";
        try
        {
            await blobs.CreateAsync(name, "doctor"u8.ToArray(), "text/plain", cancellationToken);
            var read = await blobs.ReadAsync(name, cancellationToken);
            await blobs.DeleteAsync(name, cancellationToken);
            return read is null
                ? [new("storage", $"{place} does not return what was written.", "Use another folder or account: this one loses writes.")]
                : [new("storage", $"{place} can be read and written.")];
        }
        catch (StorageException e)
        {
            return [new("storage", e.Message,
                "Check SahelWatch:Storage, and that the identity has the role Storage Blob Data Contributor on the account (az role assignment list).")];
        }
    }

    private async Task<IReadOnlyList<Finding>> FilesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var inputs = await app.Pipeline.InputsAsync(cancellationToken);
            var findings = inputs.Versions.Select(v => v.Problem is { } problem
                ? new Finding(v.File, $"an earlier version is in effect ({v.Origin}): {problem}", $"Fix it with `sahelwatch config edit {v.File}`.")
                : new Finding(v.File, $"can be used ({v.Origin})."));
            return inputs.Editions.Any(e => e.Subscribers || e.Readers.Any(r => !r.EndsWith(Nobody, StringComparison.OrdinalIgnoreCase)))
                ? [.. findings]
                : [.. findings, new("editions.yaml", "no edition has readers.", "List addresses or the word subscribers under readers:.")];
        }
        catch (InputException e)
        {
            return [new("files", e.Message, "Fix the file; until then nothing runs.")];
        }
    }

    /// <summary>How many feeds answer (<c>feeds check</c> says which), and whether this machine's clock agrees with their servers'.</summary>
    private async Task<IReadOnlyList<Finding>> FeedsAsync(CancellationToken cancellationToken)
    {
        var feeds = (await app.Pipeline.InputsAsync(cancellationToken)).Feeds;
        var results = new ConcurrentBag<(bool HasFailed, TimeSpan? ClockAhead)>();
        await app.Get<FeedPoller>().PollAsync(feeds, new Dictionary<FeedId, FeedState>(), all: true, (result, _) =>
        {
            results.Add((result.Outcome is FeedOutcome.Failed, result.ClockAhead));
            return default;
        }, cancellationToken);
        return [Readable(results.Count, results.Count(r => r.HasFailed)), Clock([.. results.Select(r => r.ClockAhead).OfType<TimeSpan>().Order()])];
    }

    private static Finding Readable(int asked, int failed) => new("feeds", $"{asked - failed} of {asked} can be read.",
        failed == 0 ? null
        : failed >= asked * Suspicious ? "So many at once point to this machine's network, DNS or firewall; `sahelwatch feeds check` says why each fails."
        : "`sahelwatch feeds check` names them and proposes what to change.");

    /// <summary>Uses the median, since some servers' clocks are wrong too.</summary>
    private static Finding Clock(IReadOnlyList<TimeSpan> ahead) => ahead.Count == 0 ? new("clock", "not checked, since no feed's server said what time it is.")
        : ahead[ahead.Count / 2] is var median && median.Duration() <= Tolerance ? new("clock", $"agrees with the feeds' servers ({ahead.Count} asked).")
        : new("clock", $"is {median.Duration():d\\.hh\\:mm\\:ss} {(median > TimeSpan.Zero ? "ahead of" : "behind")} most of the feeds' servers ({ahead.Count} asked).",
            "Set this machine's clock by NTP: digests are due by the minute.");

    /// <summary>Logs in to the mail server without sending anything.</summary>
    private async Task<IReadOnlyList<Finding>> MailAsync(CancellationToken cancellationToken) => _delivery.Mailer switch
    {
        MailerKind.Smtp when await Mailers.TryConnectAsync(_delivery.Smtp, app.Get<TimeProvider>(), cancellationToken) is { } problem =>
            [new("mail server", problem,
            "Check SahelWatch:Delivery:Smtp (Host, Port, Security, User, Password or OAuth); submission is port 587 with STARTTLS or 465 with TLS.")],
        MailerKind.Smtp => [new("mail server", $"{_delivery.Smtp.Host}:{_delivery.Smtp.Port} accepts the credentials.")],
        MailerKind.Acs => [new("mail server", "Azure Communication Services: send yourself a digest with `sahelwatch digest send` to try it.")],
        _ => [new("mail server", "mail is only written to the data folder; set SahelWatch:Delivery:Mailer to Smtp or Acs to send it.")],
    };

    /// <summary>Prints no addresses of channels, since they are secret.</summary>
    private async Task<IReadOnlyList<Finding>> ChannelsAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var (name, _, _, fault) in await ChannelsCommand.AllAsync(app, cancellationToken))
        {
            findings.Add((fault ?? await UnreachableAsync(new Uri(_delivery.Channels[name].Url!).DnsSafeHost, cancellationToken)) is { } problem
                ? new($"channel {name}", $"{problem}.", $"Correct SahelWatch:Delivery:Channels:{name}; see docs/alerts.md.")
                : new($"channel {name}", $"is configured; `sahelwatch channels test {name}` sends a message."));
        }

        return findings;
    }

    private async Task<string?> UnreachableAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return _delivery.AllowPrivateChannels || addresses.Any(AddressGuard.IsPublic) ? null
                : "has a Url in a private network, which is refused; see SahelWatch:Delivery:AllowPrivateChannels";
        }
        catch (SocketException)
        {
            return "has a Url whose host is not found in the DNS";
        }
    }

    /// <summary>Whether readers can reach the pages that every mail links to.</summary>
    private async Task<IReadOnlyList<Finding>> PublicUrlAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        var address = new Uri(_delivery.PublicUrl, "healthz");
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
