using System.Globalization;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SahelWatch.Functions;

// The Functions host starts a worker again unless it ended with 0, and then every invocation hangs: no end of ours is a good end while the host is there.
const int ended = 1;

// Files, ids and logs are the same on every machine; texts for readers name their language.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.AddWorker();
    await builder.Build().RunAsync();
}
catch (OptionsValidationException e)
{
    await Console.Error.WriteLineAsync(e.Message); // a setting that cannot be used: one line that says which, and no stack
}

return ended;
