using System.Globalization;
using System.Text;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>Whether an offer may be kept, and until when. Pure: no clock, no storage, no other grain.</summary>
internal static class OffersDecision
{
    // The last date from which the days of keeping can be counted: a day that was made before dates had a limit is read like any other.
    private static readonly DateOnly Last = DateOnly.MaxValue.AddDays(-IOffersGrain.DaysKept);

    /// <summary>The last day on which offers and needs are kept, <c>yyyy-MM-dd</c>; empty for a day that is not published.</summary>
    public static string EndsOn(DayView day)
    {
        if (day.Steps.FirstOrDefault(step => step.To == DayPhase.Published) is not { } published) return "";
        var from = StepRules.DateAt(published.At, day.Settings.TimeZone);
        if (string.CompareOrdinal(day.Settings.Date, from) > 0) from = day.Settings.Date;
        var begin = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (begin < Last ? begin : Last).AddDays(IOffersGrain.DaysKept).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a day takes offers now.</summary>
    public static bool Takes(DayView day, DateTimeOffset now) => !IsOver(day, now) && day.Phase is not (DayPhase.Draft or DayPhase.Postponed or DayPhase.Void);

    /// <summary>Whether what was offered has to be erased.</summary>
    public static bool IsOver(DayView day, DateTimeOffset now) =>
        day.Phase == DayPhase.Archived
        || EndsOn(day) is { Length: > 0 } end && string.CompareOrdinal(StepRules.DateAt(now, day.Settings.TimeZone), end) > 0;

    /// <summary>Why an offer is not kept; <c>null</c> where it is.</summary>
    /// <param name="day">The day; <c>null</c> where there is none.</param>
    /// <param name="kept">How many the stall has.</param>
    /// <param name="offer">The offer, its contact composed.</param>
    /// <param name="now">Now.</param>
    public static LeaveStatus? Refusal(DayView? day, int kept, LeaveOffer offer, DateTimeOffset now) =>
        day is null || !Takes(day, now) || !day.Proposals.Contains(offer.Stall, StringComparer.Ordinal) || !Enum.IsDefined(offer.Kind) ? LeaveStatus.Closed
        : PlainText.LineProblem(offer.Contact, IOffersGrain.LongestContact, "The contact") is not null
            || Encoding.UTF8.GetByteCount(offer.Contact) > ContactSeal.MostBytes ? LeaveStatus.WrongContact
        : offer is { Contact.Length: > 0, Consent: false } ? LeaveStatus.NoConsent
        : kept >= IOffersGrain.MostOfStall ? LeaveStatus.Full
        : null;
}
