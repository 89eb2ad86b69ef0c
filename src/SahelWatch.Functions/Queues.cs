namespace SahelWatch.Functions;

/// <summary>The queues, in the storage account of the Functions host; created by infra/storage.bicep.</summary>
internal static class Queues
{
    /// <summary>Numbers of shards to poll now.</summary>
    public const string Polls = "sahelwatch-polls";

    /// <summary>Says that a poll stored articles.</summary>
    public const string Grouping = "sahelwatch-grouping";

    /// <summary>What the host appends to the name of the queue that it moves a message to after five failures.</summary>
    public const string Poison = "-poison";
}
