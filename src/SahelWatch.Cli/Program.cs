using SahelWatch.Cli;

return await Commands.RunAsync(args);
