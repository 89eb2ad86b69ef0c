using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Language.Gazetteer;

/// <summary>Limits the depth of YAML written by users: YamlDotNet recurses into each level, and a stack overflow would end the process.</summary>
internal sealed class BoundedYaml(IParser parser) : IParser
{
    private const int Deepest = 32; // a watchlist has half a dozen levels

    private int _depth;

    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlException">The text is not YAML or is nested too deeply.</exception>
    public static YamlStream Load(TextReader reader)
    {
        var yaml = new YamlStream();
        yaml.Load(new BoundedYaml(new Parser(reader)));
        return yaml;
    }

    public bool MoveNext()
    {
        if (!parser.MoveNext() || Current is not { } found)
            return false;
        _depth += found.NestingIncrease;
        return _depth <= Deepest ? true : throw new YamlException(found.Start, found.End, $"it is nested more than {Deepest} levels deep");
    }
}
