using System.Buffers;

namespace SahelWatch.Feeds.Addresses;

/// <summary>
/// The parts of an address of the usual form, such as "https://www.outlet.example/2026/11/market?p=1", with no characters that need decoding: the same parts
/// as <see cref="Uri"/> gives, but without allocating. Everything else is left to Uri: ports, users, escapes, dot segments, numeric hosts.
/// </summary>
internal readonly ref struct PlainAddress
{
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int MaxHostLength = 63; // characters; the limit for one label, so no label can be too long

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(LettersAndDigits + ".-");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(LettersAndDigits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~/,+");
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(LettersAndDigits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~/,+=&:;");

    public ReadOnlySpan<char> Host { get; private init; }

    public ReadOnlySpan<char> Path { get; private init; }

    /// <summary>Without the "?"; empty if there is none.</summary>
    public ReadOnlySpan<char> Query { get; private init; }

    public static bool TryRead(ReadOnlySpan<char> address, out PlainAddress plain)
    {
        plain = default;
        var rest = address.StartsWith("https://") ? address[8..] : address.StartsWith("http://") ? address[7..] : [];
        var slash = rest.IndexOf('/');
        if (slash <= 0 || !IsPlainHost(rest[..slash]))
            return false;
        var path = rest[slash..];
        var question = path.IndexOf('?');
        var query = question < 0 ? [] : path[(question + 1)..];
        path = question < 0 ? path : path[..question];
        if (!IsPlainPath(path) || query.ContainsAnyExcept(QueryCharacters))
            return false;
        plain = new() { Host = rest[..slash], Path = path, Query = query };
        return true;
    }

    private static bool IsPlainHost(ReadOnlySpan<char> host)
    {
        if (host.Length > MaxHostLength || host.ContainsAnyExcept(HostCharacters) || host.IndexOf("--") >= 0 || host.IndexOf(".-") >= 0
            || host.IndexOf("-.") >= 0)
            return false;
        // A host whose last label starts with a digit may be an IP address, even in another base.
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last is [>= 'a' and <= 'z', ..] && host[0] is not ('.' or '-') && host[^1] != '-' && host.IndexOf("..") < 0;
    }

    private static bool IsPlainPath(ReadOnlySpan<char> path) =>
        !path.ContainsAnyExcept(PathCharacters) && path.IndexOf("/.") < 0 && path.IndexOf("./") < 0 && path.IndexOf("//") < 0 && path[^1] != '.';
}
