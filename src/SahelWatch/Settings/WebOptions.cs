using System.ComponentModel.DataAnnotations;
using System.Net;

namespace SahelWatch.Settings;

/// <summary>Access to the operator's pages, and trusted proxies (section SahelWatch:Web).</summary>
public sealed class WebOptions : IValidatableObject
{
    public const string Section = "SahelWatch:Web";

    private const int ShortestKey = 16; // characters; fewer can be guessed

    /// <summary>
    /// Opens the operator's pages on your own server, as <c>?code=KEY</c> or in the header <c>x-functions-key</c>. Empty: a new key is made and printed at
    /// every start. Not used on Azure, where the platform asks for a function key in the same two places.
    /// </summary>
    public string? OperatorKey { get; set; }

    /// <summary>Addresses or networks (10.0.0.0/8) of trusted reverse proxies, separated by commas; X-Forwarded-For from others is ignored.</summary>
    public string TrustedProxies { get; set; } = "127.0.0.1,::1";

    internal IEnumerable<IPNetwork> TrustedNetworks => Entries.Select(Network).OfType<IPNetwork>();

    private IEnumerable<string> Entries => TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OperatorKey is { Length: > 0 and < ShortestKey })
            yield return new(
                $"SahelWatch:Web:OperatorKey is shorter than {ShortestKey} characters: whoever guesses it can start runs. `openssl rand -hex 16` makes a good one.");
        foreach (var entry in Entries.Where(e => Network(e) is null))
            yield return new($"SahelWatch:Web:TrustedProxies: \"{entry}\" is neither an IP address nor a network such as 10.0.0.0/8.");
    }

    private static IPNetwork? Network(string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(entry, out var network) ? network : null;
    }
}
