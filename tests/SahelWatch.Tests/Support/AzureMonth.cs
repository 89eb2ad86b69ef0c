using System.Text.RegularExpressions;
using System.Xml;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>A month of thirty days on Azure: how often each function runs, and list prices (US dollars, late 2026).</summary>
internal static partial class AzureMonth
{
    public const int Days = 30;
    public const int Polls = Days * 96;
    public const int GroupTimers = Days * 48;
    public const int AlertTimers = Days * 288;
    public const int DigestTimers = Days * 144;
    public const int QueueLooks = 4 * Days * 24 * 60; // four queues, looked at every minute while they are empty

    private const double PerWrite = 0.055 / 10_000; // listings cost as much
    private const double PerRead = 0.0044 / 10_000; // deletions are free
    private const double PerQueueOperation = 0.004 / 10_000;
    private const double PerGigabyteSecond = 0.000026;
    private const int FreeGigabyteSeconds = 100_000;

    private const double InstanceGigabytes = 0.5;
    private const double ShortestSeconds = 1; // a run is billed for a second at least

    /// <summary>The rules of infra/alerts.bicep; the more often a log search runs, the dearer it is.</summary>
    public static double AlertRules => Frequency().Matches(File.ReadAllText(Repository.PathOf("infra/alerts.bicep")))
        .Sum(every => XmlConvert.ToTimeSpan(every.Groups[1].Value).TotalMinutes switch { >= 15 => 0.50, >= 10 => 1.00, >= 5 => 1.50, _ => 3.00 });

    public static double Queues => QueueLooks * PerQueueOperation;

    public static double Storage(BlobOperations operations) => ((operations.Writes + operations.Lists) * PerWrite) + (operations.Reads * PerRead);

    /// <summary>What the functions use in a month that polls after every quarter of an hour and groups after every poll.</summary>
    public static double GigabyteSeconds(RunSeconds seconds) => InstanceGigabytes * (
        (Polls * (Billed(seconds.Poll) + Billed(seconds.Group))) + (GroupTimers * Billed(seconds.IdleGroup)) + (AlertTimers * Billed(seconds.Alert))
        + (DigestTimers * Billed(seconds.IdleDigest)) + (Days * (Billed(seconds.Digest) + Billed(seconds.Prune))));

    public static double Computing(double gigabyteSeconds) => Math.Max(0, gigabyteSeconds - FreeGigabyteSeconds) * PerGigabyteSecond;

    private static double Billed(double seconds) => Math.Max(ShortestSeconds, seconds);

    [GeneratedRegex("every: '(.+?)'")]
    private static partial Regex Frequency();
}

/// <summary>How long a run of each function takes, in seconds, in a process that has just started.</summary>
internal sealed record RunSeconds(double Poll, double Group, double IdleGroup, double Alert, double Digest, double IdleDigest, double Prune);
