namespace SahelWatch.Digests.Composing;

/// <summary>Which addresses from outside a digest may link to.</summary>
internal static class Links
{
    private const int Longest = 1000; // mail programs break longer ones, and a feed should not fill the mail with one

    /// <summary>The address, or null where it is not one of the web's.</summary>
    public static Uri? Safe(Uri url) =>
        url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0
            && url.AbsoluteUri.Length <= Longest ? url : null;
}
