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

    private static readonly Sign[] HeaderSigns = Signs("headers"), TextSigns = Signs("texts");

    public static bool IsPossible(HttpStatusCode status) => (int)status is 401 or 403 or 405 or 406 or 428 or 429 or 444 or 503;

    /// <summary>
    /// The service that blocks us; null if the response contains no signature. A successful response that is not HTML is never a bot wall, since a feed may
    /// well write about Cloudflare.
    /// </summary>
    public static string? NameOf(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var header = HeaderSigns.FirstOrDefault(s => response.Headers.NonValidated.TryGetValues(s.Header, out var value)
            && value.ToString().Contains(s.Text, StringComparison.OrdinalIgnoreCase));
        if (header is not null || (response.IsSuccessStatusCode && !HtmlStart().IsMatch(Start(body, Prolog))))
            return header?.Wall;
        var (length, page) = (body.Length, Start(body, Searched));
        return TextSigns.FirstOrDefault(s => length <= s.Within && page.Contains(s.Text, StringComparison.Ordinal))?.Wall;
    }

    private static Sign[] Signs(string key) => [.. ((YamlSequenceNode)Table[key]).Cast<YamlMappingNode>().Select(sign => new Sign(
        Field(sign, "wall")!, Field(sign, "header") ?? "", Field(sign, "text")!, int.Parse(Field(sign, "within") ?? $"{int.MaxValue}", CultureInfo.InvariantCulture)))];

    private static string? Field(YamlMappingNode sign, string name) => sign.Children.TryGetValue(name, out var value) ? value.ToString() : null;

    private static string Start(ReadOnlySpan<byte> body, int most) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, most)]);

    /// <summary>After the byte order mark, declaration and comments that both a page and a feed may start with.</summary>
    [GeneratedRegex(@"^\uFEFF?\s*(?>(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*)<(?:!doctype html|html|head|body|title|meta|script|noscript)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlStart();

    /// <param name="Within">Bytes; in a larger page the text means nothing.</param>
    private sealed record Sign(string Wall, string Header, string Text, int Within);
}
