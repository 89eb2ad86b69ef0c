using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>What a grouping run did.</summary>
/// <param name="Articles">Taken in for the first time.</param>
/// <param name="Copies">The number of reprints among them.</param>
/// <param name="Stories">Stories that are new or have grown.</param>
/// <param name="Moves">Merges and splits.</param>
/// <param name="LostRace">Another run was grouping at the same time and was first; what is left is the next run's.</param>
public sealed record GroupReport(DateTimeOffset At, int Articles, int Copies, int Stories, int Moves, bool LostRace, BlobOperations Operations)
    : StageReport(At, Operations)
{
    /// <summary>Whether it finished what an earlier run had begun.</summary>
    public bool Resumed { get; init; }

    /// <summary>What could not be read or grouped and was put under quarantine/.</summary>
    public IReadOnlyList<string> SetAside { get; init => field = value ?? []; } = []; // absent in reports of older versions

    /// <summary>What the catalogue could not take in afterwards.</summary>
    public IReadOnlyList<string> Problems { get; init => field = value ?? []; } = [];
}
