namespace SahelWatch.Stories.Figures;

/// <summary>The main figure of each kind in an article; null if it gives none.</summary>
public sealed record Toll(int? Killed, int? Injured, int? Missing, int? Abducted, int? Displaced, int? Arrested)
{
    public static Toll None { get; } = new(null, null, null, null, null, null);

    /// <summary>
    /// The first figure of each kind. A full report that counts the injured and does not mention deaths implies that nobody died; a headline alone does not.
    /// </summary>
    public static Toll Of(FigureReading reading)
    {
        var figures = reading.Figures;
        var toll = new Toll(First(figures, "killed"), First(figures, "injured"), First(figures, "missing"), First(figures, "abducted"),
            First(figures, "displaced"), First(figures, "arrested"));
        return toll is { Killed: null, Injured: > 0 } && reading.HasText && !reading.SpeaksOfDeath ? toll with { Killed = 0 } : toll;
    }

    private static int? First(IReadOnlyList<Figure> figures, string kind) => figures.FirstOrDefault(f => f.Kind == kind)?.Value;
}
