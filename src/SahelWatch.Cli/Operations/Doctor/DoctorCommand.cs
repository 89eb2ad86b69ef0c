using SahelWatch.Delivery;
using SahelWatch.Polling;
using SahelWatch.Storage;

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
        foreach (var check in Checks(app))
        {
            foreach (var finding in await FoundAsync(check, cancellationToken))
            {
                findings.Add(finding);
                if (!line.GetValue(GlobalOptions.Json))
                    Print(finding);
            }
        }

        if (line.GetValue(GlobalOptions.Json))
            CliJson.Print(findings);
        return findings.TrueForAll(f => f.IsFine) ? ExitCode.Done : ExitCode.DoneWithFailures;
    });

    private static IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Run)> Checks(App app)
    {
        var delivery = app.Get<DeliveryOptions>();
        yield return ("storage", token => StorageCheck.RunAsync(app.Get<IBlobs>(), app.Storage.Place, token));
        yield return ("files", token => InputsCheck.RunAsync(app.Pipeline, token));
        yield return ("feeds", token => FeedsCheck.RunAsync(app.Get<FeedPoller>(), app.Pipeline, token));
        yield return ("mail server", token => MailCheck.RunAsync(delivery, app.Get<TimeProvider>(), token));
        yield return ("channels", token => ChannelsCheck.RunAsync(delivery, app.Pipeline, token));
        if (delivery.PublicUrl.IsLoopback)
            yield break; // not public: nobody else reads the pages or gets mail
        yield return ("public address", token => PublicUrlCheck.RunAsync(delivery.PublicUrl, token));
        yield return ("sender's domain", token => new SenderDomain(Dns.TextAsync).CheckAsync(
            EmailAddress.Parse(delivery.From).Domain, delivery.Dkim.Selector, token));
    }

    /// <summary>An unexpected failure of a check is a finding too, and the others still run.</summary>
    private static async Task<IReadOnlyList<Finding>> FoundAsync(
        (string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Run) check, CancellationToken cancellationToken)
    {
        try
        {
            return await check.Run(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return [new Finding(check.Subject, e.Message, "Fix what the message names and run doctor again.")];
        }
    }

    private static void Print(Finding finding)
    {
        Console.WriteLine($"{(finding.IsFine ? "ok   " : "LOOK ")} {finding.Subject}: {finding.Observation}");
        if (finding.Remedy is { } remedy)
            Console.WriteLine($"      {remedy}");
    }
}
