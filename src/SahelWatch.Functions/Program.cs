using Microsoft.Extensions.Options;
using SahelWatch.Domain;
using SahelWatch.Functions;

try
{
    await using var app = FunctionsApp.Build(args);
    await app.RunAsync();
}
catch (Exception e) when (e is InputException or OptionsValidationException or IOException)
{
    // A setting that cannot be used, or a port that is taken: one line that says so.
    await Console.Error.WriteLineAsync(e.Message);
    Environment.ExitCode = FunctionsApp.Unhealthy;
}

// The host never restarts what ended with 0, and no end is a good end while it is there.
return CustomHandler.Port is null ? Environment.ExitCode : FunctionsApp.Unhealthy;
