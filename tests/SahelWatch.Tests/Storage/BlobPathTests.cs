using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Storage;

public class BlobPathTests
{
    private static readonly Gen<string> Names =
        Gen.Elements("a", "A", ".", "..", "%", "/", "é", "م", "2e", " ", "~", "con", "-", "_").ListOf().Select(string.Concat).Where(IsName);

    [Fact]
    public void Different_names_have_different_paths_that_do_not_conflict() => Prop.ForAll(Names.Two().ToArbitrary(), pair =>
    {
        var (one, other) = (BlobPath.Of(pair.Item1), BlobPath.Of(pair.Item2));
        return pair.Item1 == pair.Item2 || !(one.Equals(other, StringComparison.OrdinalIgnoreCase)
            || other.StartsWith(one + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_path_can_be_converted_back_to_its_name_and_stays_inside_the_root() => Prop.ForAll(Names.ToArbitrary(), name =>
    {
        var path = BlobPath.Of(name);
        var root = Path.GetFullPath("root");
        return BlobPath.NameOf(path) == name
            && Path.GetFullPath(Path.Combine(root, path)).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_of_ids_and_dates_stay_readable() =>
        BlobPath.Of("digests/morning/2026-11-22.html").ShouldBe(Path.Combine("digests", "morning", "2026-11-22.html"));

    [Fact]
    public void The_name_of_a_foreign_file_is_taken_as_it_is() => BlobPath.NameOf("50%zz é.json").ShouldBe("50%zz é.json");

    private static bool IsName(string name)
    {
        try
        {
            BlobPath.Check(name);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
