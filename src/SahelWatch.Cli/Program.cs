using SahelWatch.Cli;

return await Commands.Root().Parse(args).InvokeAsync();
