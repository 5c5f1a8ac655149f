using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Dates as people read them, in the reader's language.</summary>
public static class ReadableDate
{
    /// <summary>A date of the form <c>yyyy-MM-dd</c> with its weekday; any other text as it is.</summary>
    public static string Of(string date)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return date;
        var culture = (CultureInfo)CultureInfo.CurrentUICulture.Clone();
        // Decision days are printed and announced by the Gregorian date, whatever calendar a language prefers.
        culture.DateTimeFormat.Calendar = culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() ?? culture.Calendar;
        return day.ToString("dddd d MMMM yyyy", culture);
    }
}
