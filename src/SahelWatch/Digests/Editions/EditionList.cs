using SahelWatch.Language.Gazetteer;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Digests.Editions;

/// <summary>Reads the editions file (YAML) and reports all problems at once, by edition and field.</summary>
public static class EditionList
{
    /// <summary>Used without an editions file: one digest a day in English, at 06:00 UTC.</summary>
    public static IReadOnlyList<Edition> Default { get; } =
        [new Edition { Id = "daily", Title = "SahelWatch daily", Readers = ["reader@localhost"], Subscribers = true }];

    /// <summary>A sample editions file: the default edition, with other settings in comments.</summary>
    public const string Sample = """
        # The digests that are mailed, and to whom. Every field but id, title and readers may be left out.
        editions:
        - id: daily                        # lower-case letters, digits and dashes; part of addresses: do not change it later
          title: SahelWatch daily
          language: en                     # of the headings: en, fr or ar
          timeZone: UTC                    # an IANA name such as Africa/Bamako
          sendAt: ["06:00"]                # local time; several times a day are allowed
          # weekdays: [mon, tue, wed, thu, fri]
          # countries: [ML, NE, BF]        # ISO 3166-1 codes; all five when left out
          # themes: [security, humanitarian]
          # languages: [en, fr]            # leave out stories without a report in one of these
          # maxStories: 40
          # quietDay: skip                 # send (the default): a short mail on a day without news
          # catchUp: each                  # latest (the default): one digest after an outage, not one for each that was missed
          readers:
          - reader@localhost               # mail addresses
          - subscribers                    # and everybody who subscribed on the pages
          # channels: [newsroom]           # chat rooms, phones and programs that get the headlines; docs/alerts.md says how they are set up

        """;

    /// <exception cref="EditionListException">The file is missing, is not YAML, or contains an invalid edition.</exception>
    public static IReadOnlyList<Edition> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EditionListException(path, [new EditionProblem("", "", 0, $"cannot be read: {e.Message}")]);
        }
    }

    internal static IReadOnlyList<Edition> Parse(string yaml, string name)
    {
        var problems = new List<EditionProblem>();
        var editions = new List<Edition>();
        try
        {
            foreach (var node in Nodes(yaml, problems))
                if (new EditionReader(node, problems).Read() is { } edition)
                    editions.Add(edition);
        }
        catch (YamlException e)
        {
            problems.Add(new EditionProblem("", "", (int)e.Start.Line, $"is not YAML: {e.Message}"));
        }

        problems.AddRange(editions.GroupBy(e => e.Id).Where(g => g.Count() > 1)
            .Select(g => new EditionProblem(g.Key, "id", 0, "is used twice; every edition needs an id of its own")));
        return problems.Count == 0 ? editions : throw new EditionListException(name, problems);
    }

    private static IEnumerable<YamlMappingNode> Nodes(string yaml, List<EditionProblem> problems)
    {
        var stream = BoundedYaml.Load(new StringReader(yaml));
        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
            && root.Children.TryGetValue("editions", out var list) && list is YamlSequenceNode { Children.Count: > 0 } sequence)
        {
            foreach (var node in sequence)
                if (node is YamlMappingNode mapping)
                    yield return mapping;
                else
                    problems.Add(new EditionProblem("", "editions", (int)node.Start.Line, "every item must be an edition with id, title, readers…"));
        }
        else
        {
            problems.Add(new EditionProblem("", "editions", 1, "is missing or empty; list at least one edition under `editions:`"));
        }
    }
}

/// <param name="Edition">The edition's id, or its position in the file if it has none; empty for the file as a whole.</param>
/// <param name="Line">From 1; 0 if the problem is not in a single line.</param>
public sealed record EditionProblem(string Edition, string Field, int Line, string Message);

/// <summary>The editions file cannot be used; the message has one line for each problem.</summary>
public sealed class EditionListException(string file, IReadOnlyList<EditionProblem> problems)
    : InputException(string.Join(Environment.NewLine, problems.Select(p => Line(file, p))))
{
    public IReadOnlyList<EditionProblem> Problems => problems;

    private static string Line(string file, EditionProblem p)
    {
        var place = p.Line > 0 ? $"{file}({p.Line})" : file;
        var edition = p.Edition.Length > 0 ? $" edition '{p.Edition}'," : "";
        return $"{place}:{edition} {(p.Field.Length > 0 ? $"{p.Field}: " : "")}{p.Message}";
    }
}
