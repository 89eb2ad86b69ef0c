namespace SahelWatch.Cli;

/// <summary>The exit codes.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Done, with failures worth a look: a feed, a mail.</summary>
    public const int DoneWithFailures = 1;

    /// <summary>Wrong usage or unusable input: nothing was done.</summary>
    public const int WrongInput = 2;
}
