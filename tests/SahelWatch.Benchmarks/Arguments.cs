using System.Globalization;

namespace SahelWatch.Benchmarks;

/// <summary>Options of the form "--count 1000".</summary>
internal static class Arguments
{
    public static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? int.Parse(args[at + 1], NumberStyles.Integer, CultureInfo.InvariantCulture)
            : otherwise;
}
