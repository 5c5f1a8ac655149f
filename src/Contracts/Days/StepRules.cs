using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Openings;

namespace PbDecisionDay.Contracts.Days;

/// <summary>
/// The rules of the life cycle, once for the day that keeps to them and for the pages that ask for what they need: which step may follow
/// which, and what each asks of people. Source: the life cycle in the design. Draft → Published → Open ⇄ Paused → Checking → Closed → Counted
/// → Declared → Ratified → Archived; any state before Declared → Postponed or Void, and these too are archived, so that their people can be erased.
/// </summary>
public static class StepRules
{
    /// <summary>The most characters a reason may have.</summary>
    public const int LongestReason = 500;

    /// <summary>The fewest cards of a batch that can be made usable as a whole: with fewer, a card could be tied to a person.</summary>
    public const int LeastCardsInBatch = 50;

    /// <summary>
    /// How long votes can still be checked after casting has ended, before the day closes: two minutes, so that the last casts can be
    /// tested too; a rehearsal closes at once. After a restart of the service it begins anew.
    /// </summary>
    public static TimeSpan CheckingTime(bool rehearsal) => rehearsal ? TimeSpan.Zero : TimeSpan.FromMinutes(2);

    /// <summary>Whether a step ends voting where voting is open, so that it is taken through <see cref="DayPhase.Checking"/>.</summary>
    public static bool EndsVoting(DayPhase to) => to is DayPhase.Closed or DayPhase.Postponed or DayPhase.Void;

    /// <summary>Whether people may be added to a day's register: it has one, and its voting is not over. Later nobody would erase them.</summary>
    public static bool TakesPeople(DayPhase phase, CheckInMode checkIn) =>
        checkIn == CheckInMode.Register
        && phase is (DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused);

    /// <summary>Whether a step to one phase may be taken from another.</summary>
    public static bool Follows(DayPhase from, DayPhase to) => to switch
    {
        DayPhase.Draft or DayPhase.Checking => false,
        DayPhase.Published => from == DayPhase.Draft,
        DayPhase.Open => from is DayPhase.Published or DayPhase.Paused,
        DayPhase.Paused => from == DayPhase.Open,
        DayPhase.Closed => from is DayPhase.Open or DayPhase.Paused,
        DayPhase.Counted => from == DayPhase.Closed,
        DayPhase.Declared => from == DayPhase.Counted,
        DayPhase.Ratified => from == DayPhase.Declared,
        DayPhase.Archived => from is DayPhase.Ratified or DayPhase.Postponed or DayPhase.Void,
        DayPhase.Postponed or DayPhase.Void => from is DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused
            or DayPhase.Closed or DayPhase.Counted,
    };

    /// <summary>
    /// Whether a second organiser has to agree. Going on after a pause needs none: two had agreed to open. Postponing needs one once the day is
    /// published: it ends the day for good, also one whose votes somebody has seen. Publishing fixes the rules, and two sign them for the steering group;
    /// those of a rehearsal bind nobody.
    /// </summary>
    public static bool NeedsSecondPerson(DayPhase from, DayPhase to, bool rehearsal) => to switch
    {
        DayPhase.Published => !rehearsal,
        DayPhase.Open => from != DayPhase.Paused,
        DayPhase.Closed or DayPhase.Declared or DayPhase.Void or DayPhase.Archived => true,
        // A draft has no approvers yet, and nobody relies on it.
        DayPhase.Postponed => from != DayPhase.Draft,
        DayPhase.Draft or DayPhase.Paused or DayPhase.Checking or DayPhase.Counted or DayPhase.Ratified => false,
    };

    /// <summary>Whether a reason has to be given, which everyone sees.</summary>
    public static bool NeedsReason(DayPhase to) => to is DayPhase.Paused or DayPhase.Postponed or DayPhase.Void;

    /// <summary>Whether shares of the openings key are still to be made or read back. A rehearsal may open without: its ballots are nobody's.</summary>
    public static bool LacksShares(bool rehearsal, KeyShares? shares) => !rehearsal && shares is not { AllReadBack: true };

    /// <summary>Whether the ballot account is still to be closed before the count. A rehearsal may count without: its cards are nobody's.</summary>
    public static bool LacksAccount(bool rehearsal, bool closed) => !rehearsal && !closed;

    /// <summary>Whether the count is still to be validated before the declaration; a rehearsal may be declared without.</summary>
    public static bool LacksValidation(bool rehearsal, bool validated) => !rehearsal && !validated;

    /// <summary>
    /// Whether a batch is too small to be made usable as a whole, which only a day with a register does; a rehearsal may use any. Cards for exchange
    /// are handed out one by one on every day.
    /// </summary>
    public static bool IsBatchTooSmall(bool rehearsal, CheckInMode checkIn, string batch, long cards) =>
        !rehearsal && checkIn == CheckInMode.Register && !AddBatch.IsForExchange(batch) && cards < LeastCardsInBatch;

    /// <summary>
    /// Whether two people add and end batches: cards that one person adds are ballots that one person has. A rehearsal's are nobody's until it opens.
    /// </summary>
    public static bool BatchesTakeTwo(bool rehearsal, DayPhase phase) => !rehearsal || phase is DayPhase.Open or DayPhase.Paused;

    /// <summary>
    /// Whether opening needs a word first, because today is not the day's own date. A rehearsal needs none: it is held on any date.
    /// </summary>
    /// <param name="rehearsal">Whether it is a rehearsal.</param>
    /// <param name="date">The day's date, <c>yyyy-MM-dd</c>.</param>
    /// <param name="today">The date at the day's place, written the same way.</param>
    public static bool IsOtherDate(bool rehearsal, string date, string today) =>
        !rehearsal && !string.Equals(date, today, StringComparison.Ordinal);

    /// <summary>Whether a day counts and names nobody outside who countersigns its log, which everyone is told for ever.</summary>
    public static bool IsUnwitnessed(bool rehearsal, DaySettings settings) => !rehearsal && settings.Witnesses.IsEmpty;

    /// <summary>The date at a day's place, <c>yyyy-MM-dd</c>; that of UTC where its time zone is unknown.</summary>
    public static string DateAt(DateTimeOffset now, string timeZone) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(now, zone) : now.ToUniversalTime())
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
