using SahelWatch.Alerts;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

using static System.FormattableString;

namespace SahelWatch.Web;

/// <summary>A run's report in one line, for the status page and manual runs.</summary>
internal static class Summary
{
    public static string Of(PollReport report) =>
        Invariant(
            $"Polled {report.Polled} of {report.Feeds} feeds ({report.NotModified} unchanged, {report.Failures.Count} failed): {report.Kept} articles kept, {report.Updated} updated. {Of(report.Operations)}");

    public static string Of(GroupReport report) =>
        Invariant(
            $"Grouped {report.Articles} articles ({report.Copies} copies): {report.Stories} stories new or grown.{(report.LostRace ? " Another run was first; the rest comes again." : "")} {Of(report.Operations)}");

    public static string Of(DigestReport report) =>
        Invariant(
            $"{report.Digests.Count} digests: {report.Digests.Sum(d => d.Delivery.SentNow)} mails sent, {report.Digests.Sum(d => d.Delivery.Waiting)} waiting, {report.Failures.Count} editions failed. {Of(report.Operations)}");

    public static string Of(AlertReport report) =>
        Invariant(
            $"{report.Sent.Count} alerts: {report.Sent.Sum(s => s.Delivery.SentNow)} messages sent, {report.Sent.Sum(s => s.Delivery.Waiting)} waiting, {report.Sent.Sum(s => s.Delivery.GivenUp)} given up. {Of(report.Operations)}");

    public static string Of(PruneReport report) => report.ClockInDoubt ? PruneReport.ClockMessage :
        Invariant($"Deleted {report.Articles} articles, {report.Stories} stories and {report.Digests} digests past retention. {Of(report.Operations)}");

    private static string Of(Storage.BlobOperations operations) =>
        Invariant($"Storage: {operations.Writes} writes, {operations.Lists} listings, {operations.Reads} reads, {operations.Deletes} deletions.");
}
