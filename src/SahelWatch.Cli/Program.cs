using SahelWatch.Cli;

// Files, ids and output are the same on every machine; texts for readers name their language.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

return await Commands.RunAsync(args);
