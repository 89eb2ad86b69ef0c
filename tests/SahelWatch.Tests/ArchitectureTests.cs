using System.Text.RegularExpressions;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests;

/// <summary>
/// Keeps the direction of the rooms: shells see the pipeline, the pipeline sees the stages, a stage sees the vocabulary, the stores and at most the entry of
/// another stage.
/// </summary>
public partial class ArchitectureTests
{
    /// <summary>What a room may see besides itself.</summary>
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["Domain"] = [],
        ["Language"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Outlets"] = ["Language"],
        ["Archive"] = ["Domain", "Storage"],
        ["Feeds"] = ["Domain", "Language"],
        ["Matching"] = ["Domain", "Language"],
        ["Polling"] = ["Domain", "Language", "Storage", "Archive", "Feeds", "Matching", "Settings"],
        ["Stories"] = ["Domain", "Language", "Storage", "Archive"],
        ["Readers"] = ["Domain", "Storage", "Delivery", "Digests"],
        ["Delivery"] = ["Domain", "Storage", "Readers"],
        ["Digests"] = ["Domain", "Language", "Storage", "Stories", "Polling", "Delivery", "Outlets"],
        ["Catalogue"] = ["Domain", "Language", "Storage", "Archive", "Stories", "Digests"],
        ["Settings"] = ["Domain", "Language"],
        ["Alerts"] = ["Domain", "Language", "Storage", "Stories", "Digests", "Delivery"],
        ["Inputs"] = ["Domain", "Language", "Storage", "Settings", "Feeds", "Matching", "Digests", "Alerts"],
        ["Upkeep"] = ["Domain", "Storage", "Archive", "Catalogue", "Polling", "Stories", "Digests", "Delivery", "Readers", "Outlets", "Alerts"],
    };

    /// <summary>The one list of stored shapes names types of every room that stores something.</summary>
    private const string ShapesFile = "StorageJson.cs";

    public static TheoryData<string> Rooms() => new(Directory.GetDirectories(Repository.PathOf("src/SahelWatch"))
        .Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj")));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_sees_only_the_rooms_it_was_granted(string room)
    {
        MaySee.ShouldContainKey(room, $"src/SahelWatch/{room} is a new room: say here what it may see.");
        var folder = Repository.PathOf($"src/SahelWatch/{room}");
        var offences =
            from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            where Path.GetFileName(file) != ShapesFile
            where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            from Match use in Using().Matches(File.ReadAllText(file))
            let seen = use.Groups["room"].Value
            where seen != room && !MaySee[room].Contains(seen)
            select $"{Path.GetRelativePath(folder, file)} uses SahelWatch.{seen}";
        offences.ShouldBeEmpty();
    }

    [Fact]
    public void The_root_of_the_library_holds_the_order_of_stages_and_what_puts_them_together() =>
        Directory.GetFiles(Repository.PathOf("src/SahelWatch"), "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["Pipeline.cs", "Registration.cs", "StageReport.cs", "Stores.cs"]);

    [Fact]
    public void No_folder_is_so_full_that_nothing_is_found_in_it() => (
        from folder in Sources.Select(Path.GetDirectoryName).Distinct()
        let files = Directory.GetFiles(folder!).Count(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
        where files > MostFiles
        select $"{folder}: {files} files").ShouldBeEmpty();

    [Fact]
    public void No_file_is_longer_than_one_idea_takes() => (
        from file in Sources
        let lines = File.ReadLines(file).Count()
        where lines > LongestFile
        select $"{file}: {lines} lines").ShouldBeEmpty();

    [Fact]
    public void No_line_is_wider_than_a_window_but_for_texts_in_it() => (
        from file in Sources
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > WidestLine && !line.Text.Contains('"', StringComparison.Ordinal)
        select $"{file}:{line.Number}").ShouldBeEmpty();

    /// <summary>Beyond these a folder wants rooms of its own, a file holds two ideas, a line is read with the scroll bar.</summary>
    private const int MostFiles = 20, LongestFile = 300, WidestLine = 160;

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"using\s+(static\s+)?SahelWatch\.(?<room>\w+)|(?<![\w.])SahelWatch\.(?<room>Feeds|Matching|Stories|Digests|Storage|Delivery)\.")]
    private static partial Regex Using();
}
