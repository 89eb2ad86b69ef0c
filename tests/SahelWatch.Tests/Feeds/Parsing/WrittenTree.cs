using System.Globalization;
using System.Text;
using System.Text.Json;
using SahelWatch.Feeds.Parsing;

namespace SahelWatch.Tests.Feeds.Parsing;

/// <summary>What a reader of XML made of a body, all of it as text, so that two readers can be compared.</summary>
internal static class WrittenTree
{
    private static readonly Uri Url = new("https://outlet.example/feed/");

    /// <summary>Null where <see cref="Utf8Xml"/> gives up.</summary>
    public static string? Fast(byte[] body) => Of(tree => Utf8Xml.TryRead(body, tree));

    /// <summary>Null where <see cref="StrictXml"/> refuses.</summary>
    public static string? Strict(byte[] body) => Of(tree => StrictXml.ReadUtf8(body, tree) is null);

    private static string? Of(Func<FeedTree, bool> read)
    {
        var problems = new ProblemList();
        var tree = new FeedTree(Url, problems);
        if (!read(tree))
            return null;
        var written = new StringBuilder();
        written.Append(CultureInfo.InvariantCulture, $"namespace {tree.Space}\n");
        Write(tree.Root!, written, 0);
        return written.Append(JsonSerializer.Serialize(ChannelAdapter.Read(tree, problems))).ToString();
    }

    private static void Write(FeedNode node, StringBuilder to, int depth)
    {
        to.Append(' ', depth).Append(CultureInfo.InvariantCulture, $"{node.Name}({node.Base}, {node.Language}, {node.Cut})");
        foreach (var (name, value) in node.Attributes)
            to.Append(CultureInfo.InvariantCulture, $" {name}={JsonSerializer.Serialize(value)}");
        to.Append(CultureInfo.InvariantCulture, $": {JsonSerializer.Serialize(node.Run.ToString())}\n");
        foreach (var child in node.Children)
            Write(child, to, depth + 1);
    }
}
