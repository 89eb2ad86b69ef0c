using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Language.Gazetteer;

/// <summary>
/// A strictly read mapping of a YAML file: unknown keys and other mistakes are <see cref="InvalidFileException"/>s with file and line.
/// Uses only the representation model, so that no types are instantiated from names in the file.
/// </summary>
internal sealed class YamlMap
{
    private const int ByteOrderMark = 0xFEFF; // editors on Windows write one

    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private YamlMap(string file, YamlNode node)
    {
        this._file = file;
        this._node = node as YamlMappingNode ?? throw new InvalidFileException(file, (int)node.Start.Line, "expected \"key: value\" lines here");
    }

    public int Line => (int)_node.Start.Line;

    public static YamlMap Read(string file, TextReader reader)
    {
        YamlStream yaml;
        if (reader.Peek() == ByteOrderMark)
            reader.Read();
        try
        {
            yaml = BoundedYaml.Load(reader);
        }
        catch (YamlException e) // also thrown for duplicate keys
        {
            throw new InvalidFileException(file, (int)Math.Max(e.Start.Line, 1), "not readable as YAML: " + e.Message, e);
        }

        return yaml.Documents switch
        {
            [] => throw new InvalidFileException(file, 1, "the file is empty"),
            [var only] => new(file, only.RootNode),
            [_, var second, ..] => throw new InvalidFileException(file, (int)second.RootNode.Start.Line, "a second document begins here (\"---\"); only one is read"),
        };
    }

    public InvalidFileException Wrong(string problem) => new(_file, Line, problem);

    public InvalidFileException Wrong(string key, string problem) => new(_file, (int)(Find(key) ?? _node).Start.Line, $"{key}: {problem}");

    public string Text(string key) => OptionalText(key) ?? throw Wrong($"\"{key}:\" is missing");

    public string? OptionalText(string key) => Find(key) is { } value ? Scalar(value) : null;

    public double? OptionalNumber(string key) => Find(key) is not { } value ? null
        : double.TryParse(Scalar(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw Wrong(key, $"\"{Scalar(value)}\" is not a number");

    /// <summary>A list of texts; a single text is a list of one, and an absent key an empty list.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key) is { } value ? Scalars(value) : [];

    public IReadOnlyList<YamlMap> Maps(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(item => new YamlMap(_file, item))],
        var other => throw new InvalidFileException(_file, (int)other.Start.Line, $"{key}: expected a list (\"- …\" lines)"),
    };

    public YamlMap? OptionalMap(string key) => Find(key) is { } value ? new(_file, value) : null;

    /// <summary>All keys with their texts, for maps with arbitrary keys (languages, themes).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> AllTexts() => Keys().ToDictionary(k => k, Texts, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> AllText() => Keys().ToDictionary(k => k, Text, StringComparer.Ordinal);

    public IReadOnlyList<string> Keys() => [.. _node.Children.Keys.Select(Scalar)];

    /// <summary>Throws for keys that have not been read, since a misspelt key would otherwise be ignored silently.</summary>
    /// <param name="known">Keys that will be read later.</param>
    public void RejectOthers(params IReadOnlyCollection<string> known)
    {
        _asked.UnionWith(known);
        foreach (var key in _node.Children.Keys)
        {
            if (!_asked.Contains(Scalar(key)))
                throw new InvalidFileException(
                    _file, (int)key.Start.Line, $"unknown key \"{Scalar(key)}\"; known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is not YamlScalarNode { Value: null or "" } ? value : null;
    }

    private string[] Scalars(YamlNode value) => value is YamlSequenceNode list ? [.. list.Select(Scalar)] : [Scalar(value)];

    private string Scalar(YamlNode value) =>
        (value as YamlScalarNode)?.Value ?? throw new InvalidFileException(_file, (int)value.Start.Line, "expected a single text here");
}
