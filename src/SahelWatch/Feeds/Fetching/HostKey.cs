using SahelWatch.Feeds.Parsing;

namespace SahelWatch.Feeds.Fetching;

/// <summary>What makes two addresses ones of the same host, which is treated as one however they spell it.</summary>
internal static class HostKey
{
    /// <summary>The encoded name and the port; http and https on their usual ports are one.</summary>
    public static string Of(Uri url)
    {
        var host = UrlWrappers.HostOf(url).TrimEnd('.');
        return url.IsDefaultPort ? host : $"{host}:{url.Port}";
    }
}
