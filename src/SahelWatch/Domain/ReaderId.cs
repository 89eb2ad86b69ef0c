namespace SahelWatch.Domain;

/// <summary>
/// Names a reader wherever an address must not stand: blob names, ledgers, links, logs. 32 hex digits of a keyed hash of the address
/// (<c>Storage/ReaderStore</c>), so that nobody can tell from a log whether an address he knows is a reader's.
/// </summary>
public readonly record struct ReaderId(string Value)
{
    public const int Length = 32;

    public static bool IsValid(string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);

    public override string ToString() => Value;
}
