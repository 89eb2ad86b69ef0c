using System.Buffers;
using System.Runtime.CompilerServices;

namespace SahelWatch.Language.Gazetteer;

/// <summary>The form in which phrases are compared: folded, with one kind of separator, without the Arabic article of the first word.</summary>
internal static class PhraseKey
{
    private const string Article = "ال";

    /// <summary>Characters that folding only converts to lower case. (It would also collapse spaces, but names never contain two in a row.)</summary>
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -");

    public static (string Key, bool HasArticle) Of(string text) => Of(text, new());

    /// <param name="folded">A buffer to reuse.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (string Key, bool HasArticle) Of(string text, FoldedText folded)
    {
        if (!text.AsSpan().ContainsAnyExcept(PlainCharacters) && text.Length > 0 && text[0] != ' ' && text[^1] != ' ')
            return (text.ToLowerInvariant().Replace('-', ' '), false); // most names: a cold start has tens of thousands
        folded.Reset(text);
        var key = folded.ToString().Trim().Replace('-', ' ').Replace('_', ' ');
        var hasArticle = key.Length > Article.Length + 1 && key.StartsWith(Article, StringComparison.Ordinal);
        return (hasArticle ? key[Article.Length..] : key, hasArticle);
    }
}
