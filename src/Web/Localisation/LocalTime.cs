using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Moments as the clock in the hall showed them.</summary>
public static class LocalTime
{
    /// <summary>Date and time in a zone, as <c>2026-05-30 15:04</c>; in UTC where the zone is unknown.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="timeZone">An IANA time zone.</param>
    public static string Of(DateTimeOffset at, string timeZone) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
