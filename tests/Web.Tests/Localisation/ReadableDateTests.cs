using System.Globalization;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Tests.Localisation;

/// <summary>Dates and moments as people read them, by the Gregorian calendar and the clock of the hall; texts of people stand apart.</summary>
public sealed class ReadableDateTests
{
    [Theory]
    [InlineData("en-GB", "2026-05-30", "Saturday 30 May 2026")]
    [InlineData("en-GB", "next week", "next week")]
    [InlineData("en-GB", "", "")]
    [InlineData("en-GB", "2026-02-30", "2026-02-30")]
    public void A_date_has_its_weekday_and_another_text_stays(string language, string date, string reads) =>
        Assert.Equal(reads, ReadableDate.Of(date, CultureInfo.GetCultureInfo(language)));

    [Theory]
    [InlineData("ar")]
    [InlineData("ar-SA")] // Prefers the calendar of Umm al-Qura.
    [InlineData("th-TH")] // Counts the years of Buddha.
    [InlineData("gd")]
    public void Every_language_counts_by_the_same_year(string language) =>
        Assert.Contains("2026", ReadableDate.Of("2026-05-30", CultureInfo.GetCultureInfo(language)), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-05-30T14:04:00Z", "Europe/London", "30 May 2026, 15:04")]
    [InlineData("2026-05-30T23:30:00Z", "Europe/London", "31 May 2026, 00:30")]
    [InlineData("2026-05-30T23:30:00Z", "Nowhere/At all", "30 May 2026, 23:30")]
    public void A_moment_is_told_by_the_halls_clock(string at, string zone, string reads) => Assert.Equal(
        reads, LocalTime.Of(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), zone, CultureInfo.GetCultureInfo("en-GB")));

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Coisir", "\u2068Coisir\u2069")]
    [InlineData("حديقة", "\u2068حديقة\u2069")]
    public void A_text_of_people_stands_between_marks_and_nothing_stays_nothing(string? text, string isolated) =>
        Assert.Equal(isolated, Isolated.Of(text));
}
