namespace SahelWatch.Tests.Support;

/// <summary>Compares with a file of Data/. <c>SAHELWATCH_UPDATE_GOLDENS=1</c> rewrites the file instead: read the difference before you commit it.</summary>
internal static class Golden
{
    private const string Update = "SAHELWATCH_UPDATE_GOLDENS";

    /// <param name="name">Relative to tests/SahelWatch.Tests/Data.</param>
    public static void Verify(string name, string actual)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Environment.GetEnvironmentVariable("CI").ShouldNotBe("true", $"{Update} is set in CI: the goldens would agree with whatever they are given.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        File.Exists(path).ShouldBeTrue($"{path} is missing: run this test with {Update}=1 and read what it wrote.");
        actual.ShouldBe(File.ReadAllText(path), name);
    }

    public static string PathOf(string name) => Repository.PathOf(Path.Combine("tests/SahelWatch.Tests/Data", name));
}
