using SahelWatch.Digests;

namespace SahelWatch.Alerts.Rules;

/// <summary>Local hours in which nothing is sent; they include midnight if <paramref name="To"/> is not later than <paramref name="From"/>.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>When the quiet hours at a given instant end; null if it is not in quiet hours. Handles clock changes.</summary>
    public DateTimeOffset? EndAt(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return (from date in new[] { today.AddDays(-1), today }
                let end = Schedule.Instant((To > From ? date : date.AddDays(1)).ToDateTime(To), zone)
                where Schedule.Instant(date.ToDateTime(From), zone) <= now && now < end
                select (DateTimeOffset?)end).FirstOrDefault();
    }
}
