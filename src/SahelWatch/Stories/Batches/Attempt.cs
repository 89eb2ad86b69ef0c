namespace SahelWatch.Stories.Batches;

/// <summary>
/// An attempt to group some lines of the pages, stored before they are read: if a run dies on an article, the next one tries fewer articles, until the one that
/// causes the failure is tried alone and quarantined.
/// </summary>
/// <param name="Lines">The number of lines in this attempt.</param>
/// <param name="Begun">Null if none is in progress: the next attempt has this size.</param>
/// <param name="Tries">The number of consecutive attempts of this size.</param>
public sealed record Attempt(int Lines, DateTimeOffset? Begun, int Tries)
{
    /// <summary>Lines of a normal attempt: a day of 200 feeds. A larger batch would only repeat more after a crash.</summary>
    public const int Usual = 2000;

    private const int Step = 8; // 2,000, 250, 31, 3, 1: 75 minutes of failing runs on the usual schedule
    private const int TriesOfOne = 3; // a machine may be switched off while it processes a harmless article

    /// <summary>Whether the single article was tried often enough.</summary>
    public bool IsHopeless => Lines == 1 && Tries > TriesOfOne;

    /// <summary>The next attempt according to the cursor; one that began longer ago than the patience has failed.</summary>
    public static Attempt After(Attempt? last, DateTimeOffset now, TimeSpan patience) => last switch
    {
        null => new(Usual, now, 1),
        { Begun: null } => last with { Begun = now, Tries = 1 },
        { Begun: { } begun } when (now - begun).Duration() < patience => last with { Begun = now }, // another run is working on it, or was until a moment ago
        { Lines: 1 } => last with { Begun = now, Tries = last.Tries + 1 },
        _ => last.Smaller() with { Begun = now, Tries = 1 },
    };

    /// <summary>Fewer next time.</summary>
    public Attempt Smaller() => new(Math.Max(1, Lines / Step), null, 0);

    /// <summary>What to store after success: null once an attempt of normal size succeeds.</summary>
    public Attempt? Succeeded() => Lines * 2 < Usual ? new(Lines * 2, null, 0) : null;
}
