using SahelWatch.Delivery;
using SahelWatch.Upkeep;

namespace SahelWatch.Web.Operations;

/// <summary>The status in one line: the worst problem.</summary>
internal static class StatusVerdict
{
    public static string Of(StatusReport report) => true switch
    {
        _ when report.Poll is null => "no poll yet",
        _ when report.HasStopped =>
            string.Create(CultureInfo.InvariantCulture, $"no poll since {report.Poll.At.UtcDateTime:yyyy-MM-dd HH:mm 'UTC'}"),
        _ when report.Digest is { Failures.Count: > 0 } => "a digest failed",
        _ when report.Digest?.Digests.Any(d => IsUndelivered(d.Delivery)) == true => "a digest has not reached everybody",
        _ when report.Alert?.Sent.Any(s => IsUndelivered(s.Delivery)) == true => "an alert has not reached everybody",
        _ when report.Inputs.FirstOrDefault(i => i.Problem is not null) is { } input => $"{input.File} in storage cannot be used",
        _ when report.Group is { Problems.Count: > 0 } => "the catalogue is not up to date",
        _ when report.SetAside.Count > 0 => "something could not be read and was set aside",
        _ when report.Troubled.Count is > 0 and var feeds => $"{ReportText.Count(feeds, "feed needs", "feeds need")} a look",
        _ => "all is well",
    };

    private static bool IsUndelivered(DeliveryReport delivery) => delivery.Waiting > 0 || delivery.GivenUp > 0;
}
