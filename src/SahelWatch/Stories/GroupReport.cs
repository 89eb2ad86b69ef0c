using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>What a grouping run did.</summary>
/// <param name="Articles">The number of articles grouped for the first time.</param>
/// <param name="Copies">The number of reprints among them.</param>
/// <param name="Stories">Stories that are new or have grown.</param>
/// <param name="Moves">Merges and splits.</param>
/// <param name="LostRace">Another run was grouping at the same time and won; the next run handles what remains.</param>
public sealed record GroupReport(DateTimeOffset At, int Articles, int Copies, int Stories, int Moves, bool LostRace, BlobOperations Operations)
    : StageReport(At, Operations)
{
    /// <summary>Whether it completed a batch that an earlier run had begun.</summary>
    public bool Resumed { get; init; }

    /// <summary>Blobs and articles that could not be read or grouped, and were moved to quarantine/.</summary>
    public IReadOnlyList<string> SetAside { get; init => field = value ?? []; } = []; // absent in reports of older versions

    /// <summary>What went wrong when the catalogue was updated afterwards.</summary>
    public IReadOnlyList<string> Problems { get; init => field = value ?? []; } = [];
}
