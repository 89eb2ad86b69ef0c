namespace SahelWatch.Domain;

/// <summary>
/// Identifies a reader wherever an address must not appear: blob names, ledgers, links, logs. 32 hex digits of a keyed hash of the address
/// (<c>ReaderStore</c>), so that a log does not reveal whether a known address belongs to a reader.
/// </summary>
public readonly record struct ReaderId(string Value)
{
    public const int Length = 32;

    public static bool IsValid(string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);

    public override string ToString() => Value;
}
