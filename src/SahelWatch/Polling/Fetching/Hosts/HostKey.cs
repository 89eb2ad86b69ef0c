using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Fetching.Hosts;

/// <summary>What makes two addresses ones of the same host, which is treated as one however they spell it.</summary>
/// <param name="Name">Encoded as DNS has it.</param>
/// <param name="Port">Null for http and https on their usual ports, which are one.</param>
internal readonly record struct HostKey(string Name, int? Port)
{
    public static HostKey Of(Uri url) => new(UrlWrappers.HostOf(url).TrimEnd('.'), url.IsDefaultPort ? null : url.Port);
}
