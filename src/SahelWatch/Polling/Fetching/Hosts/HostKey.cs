using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Fetching.Hosts;

/// <summary>Identifies the host of an address, regardless of spelling.</summary>
/// <param name="Name">In DNS form.</param>
/// <param name="Port">Null for both http and https on their default ports.</param>
internal readonly record struct HostKey(string Name, int? Port)
{
    public static HostKey Of(Uri url) => new(UrlWrappers.HostOf(url), url.IsDefaultPort ? null : url.Port);
}
