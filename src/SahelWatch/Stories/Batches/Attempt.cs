namespace SahelWatch.Stories.Batches;

/// <summary>
/// A try to group some lines of the pages, noted before they are read: a run that dies over an article leaves it behind, and the next one tries fewer articles,
/// until the one that nobody gets past stands alone and is set aside.
/// </summary>
/// <param name="Lines">How many lines are tried together.</param>
/// <param name="Begun">Null where nothing is being tried: the next try is of this size.</param>
/// <param name="Tries">How often in a row that many were tried.</param>
public sealed record Attempt(int Lines, DateTimeOffset? Begun, int Tries)
{
    /// <summary>Lines of a usual try: a day of 200 feeds. More in one batch would only make what a crash repeats larger.</summary>
    public const int Usual = 2000;

    /// <summary>A try as old as this has failed: no run takes that long, and the hosts end it sooner.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const int Step = 8; // 2,000, 250, 31, 3, 1: an hour and a quarter of runs that die, on the usual schedule
    private const int TriesOfOne = 3; // a machine may be switched off while it is at work on an innocent article

    /// <summary>Whether the one article that is tried was tried often enough.</summary>
    public bool IsHopeless => Lines == 1 && Tries > TriesOfOne;

    /// <summary>The next try after what the cursor says.</summary>
    public static Attempt After(Attempt? last, DateTimeOffset now) => last switch
    {
        null => new(Usual, now, 1),
        { Begun: null } => last with { Begun = now, Tries = 1 },
        { Begun: { } begun } when (now - begun).Duration() < Patience => last with { Begun = now }, // another run is at it, or was until a moment ago
        { Lines: 1 } => last with { Begun = now, Tries = last.Tries + 1 },
        _ => last.Smaller() with { Begun = now, Tries = 1 },
    };

    /// <summary>Fewer, next time.</summary>
    public Attempt Smaller() => new(Math.Max(1, Lines / Step), null, 0);

    /// <summary>What to remember when it went well: null once as many as usual go well.</summary>
    public Attempt? Succeeded() => Lines * 2 < Usual ? new(Lines * 2, null, 0) : null;
}
