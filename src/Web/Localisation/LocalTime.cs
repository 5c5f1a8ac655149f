using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Moments as the clock in the hall showed them.</summary>
public static class LocalTime
{
    /// <summary>Date and time in a zone as people read them, for example <c>30 May 2026, 15:04</c>; in UTC where the zone is unknown.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="timeZone">An IANA time zone.</param>
    /// <param name="language">Whose names of the months; the page's where it is left out.</param>
    public static string Of(DateTimeOffset at, string timeZone, CultureInfo? language = null) =>
        At(at, timeZone).ToString(
            ReadableDate.Pattern(language ??= CultureInfo.CurrentUICulture, "d MMMM yyyy, HH:mm", "yyyy年M月d日 HH:mm"), ReadableDate.Gregorian(language));

    /// <summary>The clock alone, for example <c>15:04</c>.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="timeZone">An IANA time zone.</param>
    public static string ClockOf(DateTimeOffset at, string timeZone) => At(at, timeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(DateTimeOffset at, string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at;
}
