using System.Text.RegularExpressions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests;

/// <summary>Keeps the direction of the rooms: shells see the pipeline, the pipeline sees the stages, no stage sees another.</summary>
public partial class ArchitectureTests
{
    /// <summary>What a room may see besides itself. Articles, Text and Gazetteer are the vocabulary; the rest are stages.</summary>
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["Articles"] = [],
        ["Text"] = [],
        ["Gazetteer"] = ["Articles", "Text"],
        ["Feeds"] = ["Articles", "Text"],
        ["Matching"] = ["Articles", "Text", "Gazetteer"],
        ["Stories"] = ["Articles", "Text", "Gazetteer"],
        ["Digests"] = ["Articles", "Text", "Gazetteer"],
        ["Storage"] = ["Articles"],
        ["Delivery"] = ["Articles"],
    };

    public static TheoryData<string> Rooms() => new(Directory.GetDirectories(Repository.PathOf("src/SahelWatch"))
        .Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj")));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_sees_only_the_vocabulary_it_was_granted(string room)
    {
        MaySee.ShouldContainKey(room, $"src/SahelWatch/{room} is a new room: say here what it may see.");
        var folder = Repository.PathOf($"src/SahelWatch/{room}");
        var offences =
            from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            from Match use in Using().Matches(File.ReadAllText(file))
            let seen = use.Groups["room"].Value
            where seen != room && !MaySee[room].Contains(seen)
            select $"{Path.GetRelativePath(folder, file)} uses SahelWatch.{seen}";
        offences.ShouldBeEmpty();
    }

    [GeneratedRegex(@"using\s+(static\s+)?SahelWatch\.(?<room>\w+)|(?<![\w.])SahelWatch\.(?<room>Feeds|Matching|Stories|Digests|Storage|Delivery)\.")]
    private static partial Regex Using();
}
