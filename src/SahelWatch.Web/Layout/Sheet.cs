using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Web.Layout;

/// <summary>The style sheet of all pages, included in each so that a page needs no second request, and allowed by its hash.</summary>
internal static partial class Sheet
{
    public static readonly string Text = Read();

    public static readonly string Hash = $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}";

    private static string Read()
    {
        using var reader = new StreamReader(typeof(Sheet).Assembly.GetManifestResourceStream("Style.css")!);
        return Blank().Replace(Comment().Replace(reader.ReadToEnd(), ""), "\n").Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Blank();
}
