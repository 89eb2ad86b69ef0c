using System.Net.Sockets;
using SahelWatch.Delivery;
using SahelWatch.Polling.Fetching;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Checks channels as far as is possible without sending. Prints no addresses, since they are secret.</summary>
internal static class ChannelsCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(DeliveryOptions options, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var inputs = await pipeline.InputsAsync(cancellationToken);
        var named = inputs.Editions.SelectMany(e => e.Channels).Concat(inputs.Alerts.SelectMany(a => a.Channels));
        var findings = new List<Finding>();
        foreach (var name in options.Channels.Keys.Union(named).Order(StringComparer.Ordinal))
        {
            var fault = options.Channels.GetValueOrDefault(name) is { } channel
                ? channel.Fault(options.AllowPrivateChannels) ?? await UnreachableAsync(new Uri(channel.Url!).DnsSafeHost, options, cancellationToken)
                : "has no settings";
            findings.Add(fault is null
                ? new($"channel {name}", $"is configured; `sahelwatch channels test {name}` sends a message.")
                : new($"channel {name}", $"{fault}.", $"Correct SahelWatch:Delivery:Channels:{name}; see docs/alerts.md."));
        }

        return findings;
    }

    private static async Task<string?> UnreachableAsync(string host, DeliveryOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await System.Net.Dns.GetHostAddressesAsync(host, cancellationToken);
            return options.AllowPrivateChannels || addresses.Any(AddressGuard.IsPublic) ? null
                : "has a Url in a private network, which is refused; see SahelWatch:Delivery:AllowPrivateChannels";
        }
        catch (SocketException)
        {
            return "has a Url whose host is not found in the DNS";
        }
    }
}
