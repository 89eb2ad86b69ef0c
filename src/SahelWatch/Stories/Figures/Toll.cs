using SahelWatch.Domain;

namespace SahelWatch.Stories.Figures;

/// <summary>What an article puts forward in one number a kind; null where it gives none.</summary>
public sealed record Toll(int? Killed, int? Injured, int? Abducted, int? Displaced, int? Arrested)
{
    public static Toll None { get; } = new(null, null, null, null, null);

    /// <summary>The first figure of each kind. That nobody was harmed is a toll only beside a figure of somebody who was.</summary>
    public static Toll Of(IReadOnlyList<Figure> figures) => figures.All(f => f.Value == 0) ? None
        : new(First(figures, "killed"), First(figures, "injured"), First(figures, "abducted"), First(figures, "displaced"), First(figures, "arrested"));

    /// <summary>As <see cref="Of(IReadOnlyList{Figure})"/>; an article that counts the injured of an accident and has no word of death says that nobody died.</summary>
    public static Toll Of(FigureReading reading)
    {
        var toll = Of(reading.Figures);
        return toll is { Killed: null, Injured: > 0 } && !reading.SpeaksOfDeath ? toll with { Killed = 0 } : toll;
    }

    private static int? First(IReadOnlyList<Figure> figures, string kind) => figures.FirstOrDefault(f => f.Kind == kind)?.Value;
}
