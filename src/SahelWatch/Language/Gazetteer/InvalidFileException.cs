namespace SahelWatch.Language.Gazetteer;

/// <summary>An invalid data file; the message says where, what is wrong and what to do about it.</summary>
public sealed class InvalidFileException(string file, int line, string problem, Exception? inner = null)
    : InputException($"{file}, line {line}: {problem}", inner)
{
    public string File { get; } = file;

    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;

    public string Problem { get; } = problem;
}
