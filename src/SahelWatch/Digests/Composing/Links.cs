namespace SahelWatch.Digests.Composing;

/// <summary>Decides which addresses from outside a digest may link to.</summary>
internal static class Links
{
    private const int Longest = 1000; // mail clients break longer ones, and a feed must not fill the mail with one

    /// <summary>Null if the address is not an ordinary http or https one.</summary>
    public static Uri? Safe(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0
            && url.AbsoluteUri.Length <= Longest ? url : null;
}
