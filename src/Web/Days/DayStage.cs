using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Days;

/// <summary>Where a day stands in the words of every page: its phase, but that an open day whose groups still speak does not say that voting is open.</summary>
public static class DayStage
{
    private const string Speaking = "Speaking";

    /// <summary>As the residents' words name it: <c>Phase.NAME.Title</c> and <c>Phase.NAME.Detail</c>.</summary>
    public static string Stage(this DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day.IsSpeaking() ? Speaking : day.Phase.ToString();
    }

    /// <summary>As volunteers' and organisers' words name it, for example <c>open</c> or <c>speaking</c>.</summary>
    public static string StageWord(this DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day.IsSpeaking() ? "speaking" : Words.Of(day.Phase);
    }

    /// <summary>
    /// For pages that say where days stand: which, and what they say of it, so that a page from before a step does not go on saying it
    /// (<c>Client/site/fresh.ts</c>). Days that are over are left out.
    /// </summary>
    public static string Says(params IEnumerable<DayView> days) => string.Join(' ', days
        .Where(day => day.Phase is not (DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void))
        .Select(day => $"{day.Day}:{day.StageWord()}"));

    /// <summary>Whether the day is open and its votes still wait for the last group.</summary>
    public static bool IsSpeaking(this DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day is { Phase: DayPhase.Open, VotingBegan: false };
    }
}
