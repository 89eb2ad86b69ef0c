namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Checks the configuration files, and says where they come from.</summary>
internal static class InputsCheck
{
    private const string Nobody = "localhost"; // the domain of the reader in the default edition

    public static async Task<IReadOnlyList<Finding>> RunAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            var inputs = await pipeline.InputsAsync(cancellationToken);
            var findings = inputs.Versions.Select(v => v.Problem is { } problem
                ? new Finding(v.File, $"an earlier version is in effect ({v.Origin}): {problem}", $"Fix it with `sahelwatch config edit {v.File}`.")
                : new Finding(v.File, $"can be used ({v.Origin})."));
            var readers = inputs.Editions.SelectMany(e => e.Readers).All(r => r.EndsWith('@' + Nobody, StringComparison.OrdinalIgnoreCase))
                && !inputs.Editions.Any(e => e.Subscribers);
            return readers
                ? [.. findings, new("editions.yaml", "no edition has readers.", "List addresses or the word subscribers under readers:.")]
                : [.. findings];
        }
        catch (InputException e)
        {
            return [new("files", e.Message, "Fix the file; until then nothing runs.")];
        }
    }
}
