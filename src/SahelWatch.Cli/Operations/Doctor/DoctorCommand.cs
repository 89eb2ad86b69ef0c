namespace SahelWatch.Cli.Operations.Doctor;

/// <summary><c>doctor</c>: checks everything that an operator can get wrong, and says what it found and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create() => Commands.Verb(
        "doctor", "Check storage, files, feeds, the clock, the mail server, channels, the public address and the sender's domain. "
            + "Exit code 1 if something needs attention.",
        async (app, line, cancellationToken) =>
    {
        var findings = new List<Finding>();
        foreach (var (subject, run) in new Checks(app).All)
        {
            var found = await FoundAsync(subject, run, cancellationToken);
            findings.AddRange(found);
            foreach (var finding in line.GetValue(GlobalOptions.Json) ? [] : found)
                Console.WriteLine($"{(finding.IsFine ? "ok   " : "LOOK ")} {finding.Subject}: {finding.Observation}{(finding.IsFine ? "" : $"\n      {finding.Remedy}")}");
        }

        if (line.GetValue(GlobalOptions.Json))
            CliJson.Print(findings);
        return findings.TrueForAll(f => f.IsFine) ? ExitCode.Done : ExitCode.DoneWithFailures;
    });

    /// <summary>An unexpected failure of a check is a finding too, and the others still run.</summary>
    private static async Task<IReadOnlyList<Finding>> FoundAsync(
        string subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> check, CancellationToken cancellationToken)
    {
        try
        {
            return await check(cancellationToken);
        }
        catch (InputException)
        {
            return []; // a file that cannot be used stops other checks too, but is reported by its own
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return [new Finding(subject, e.Message, "Fix what the message names and run doctor again.")];
        }
    }
}
