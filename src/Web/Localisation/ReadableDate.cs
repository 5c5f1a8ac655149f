using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Dates as people read them, in the reader's language.</summary>
public static class ReadableDate
{
    /// <summary>A date of the form <c>yyyy-MM-dd</c> with its weekday; any other text as it is.</summary>
    /// <param name="date">The date.</param>
    /// <param name="language">Whose names of days and months; the page's where it is left out.</param>
    public static string Of(string date, CultureInfo? language = null) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString(Pattern(language ??= CultureInfo.CurrentUICulture, "dddd d MMMM yyyy", "yyyy年M月d日 dddd"), Gregorian(language))
            : date;

    /// <summary>How a language writes a date: in Chinese the year comes first, and its parts have their words behind them.</summary>
    internal static string Pattern(CultureInfo language, string most, string chinese) =>
        language.TwoLetterISOLanguageName == "zh" ? chinese : most;

    /// <summary>A language that counts years and months by the Gregorian calendar, as decision days are printed and announced.</summary>
    internal static CultureInfo Gregorian(CultureInfo language)
    {
        var culture = (CultureInfo)language.Clone();
        culture.DateTimeFormat.Calendar = culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() ?? culture.Calendar;
        return culture;
    }
}
