namespace SahelWatch.Cli;

/// <summary>
/// <c>completion bash|zsh|fish</c>: a shell script that asks sahelwatch itself for completions (System.CommandLine's suggest directive).
/// </summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # sahelwatch completion bash >~/.local/share/bash-completion/completions/sahelwatch
            _sahelwatch() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(sahelwatch "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -F _sahelwatch sahelwatch
            """,
        ["zsh"] = """
            #compdef sahelwatch
            # sahelwatch completion zsh >"${fpath[1]}/_sahelwatch"
            _sahelwatch() {
                compadd -- "${(@f)$(sahelwatch "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}"
            }
            compdef _sahelwatch sahelwatch
            """,
        ["fish"] = """
            # sahelwatch completion fish >~/.config/fish/completions/sahelwatch.fish
            complete -f -c sahelwatch -a '(sahelwatch "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        return Commands.Verb("completion", "Print a completion script for a shell; its first lines say where to put it.",
            line => Console.WriteLine(Scripts[line.GetRequiredValue(shell)]), shell);
    }
}
