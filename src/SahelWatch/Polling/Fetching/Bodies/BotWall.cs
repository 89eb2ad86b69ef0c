using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>Recognises the pages of bot protection services by signatures that ordinary pages do not contain.</summary>
internal static partial class BotWall
{
    private const int Prolog = 1024; // bytes; what browsers search too
    private const int Searched = 64 * 1024; // bytes; the signature is near the top of such a page

    private static readonly YamlMappingNode Table = ShippedYaml.Read("Polling.botwalls.yaml");

    private static readonly HeaderMark[] HeaderMarks =
        [.. Rows("headers").Select(row => new HeaderMark(row["wall"].ToString(), row["header"].ToString(), row["value"].ToString()))];

    private static readonly BodyMark[] BodyMarks = [.. Rows("texts").Select(row => new BodyMark(row["wall"].ToString(),
        Encoding.UTF8.GetBytes(row["text"].ToString()),
        row.Children.TryGetValue("within", out var most) ? int.Parse(most.ToString(), CultureInfo.InvariantCulture) : int.MaxValue))];

    /// <summary>
    /// Cloudflare's refusal of requests that do not ask for HTML, as plain text with a number (1010 banned user agent, 1015 rate limit, 1020 a rule of the
    /// site).
    /// </summary>
    private static ReadOnlySpan<byte> CloudflareLine => "error code: 10"u8;

    public static bool IsPossible(HttpStatusCode status) => (int)status is 401 or 403 or 405 or 406 or 428 or 429 or 444 or 503;

    /// <summary>
    /// The service that blocks us; null if the response contains no signature. A successful response that is not HTML is never a bot wall, since a feed may
    /// well write about Cloudflare.
    /// </summary>
    public static string? NameOf(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        foreach (var mark in HeaderMarks)
        {
            if (response.Headers.NonValidated.TryGetValues(mark.Header, out var value)
                && value.ToString().Contains(mark.Value, StringComparison.OrdinalIgnoreCase))
                return mark.Wall;
        }
        if (response.IsSuccessStatusCode && !LooksLikeHtml(body))
            return null;
        if (!response.IsSuccessStatusCode && body.StartsWith(CloudflareLine))
            return "Cloudflare";
        var length = body.Length;
        body = body[..Math.Min(length, Searched)];
        foreach (var mark in BodyMarks)
        {
            if (length <= mark.AtMost && body.IndexOf(mark.Text) >= 0)
                return mark.Wall;
        }
        return null;
    }

    private static IEnumerable<YamlMappingNode> Rows(string key) => ((YamlSequenceNode)Table[key]).Cast<YamlMappingNode>();

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body) => HtmlStart().IsMatch(Encoding.UTF8.GetString(body[..Math.Min(body.Length, Prolog)]));

    /// <summary>After the byte order mark, declaration and comments that both a page and a feed may start with.</summary>
    [GeneratedRegex(@"^\uFEFF?\s*(?>(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*)<(?:!doctype html|html|head|body|title|meta|script|noscript)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlStart();

    private sealed record HeaderMark(string Wall, string Header, string Value);

    /// <param name="AtMost">Bytes; in a larger page the signature means nothing.</param>
    private sealed record BodyMark(string Wall, byte[] Text, int AtMost);
}
