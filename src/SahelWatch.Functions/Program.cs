using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SahelWatch.Functions;

// A worker that exits with 0 is never restarted by the Functions host, and every invocation hangs from then on. So every exit counts as a failure.
const int exitCode = 1;

// Files, ids and logs are the same on every machine; texts for readers name their language.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.AddWorker();
    await builder.Build().RunAsync();
}
catch (Exception e) when (e is OptionsValidationException or InputException)
{
    await Console.Error.WriteLineAsync(e.Message); // for an invalid setting, one line that names it, without a stack trace
}

return exitCode;
