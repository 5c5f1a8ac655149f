using MessagePack;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Screens;

/// <summary>
/// What a screen shows now, whole: whoever misses one message is right again with the next. The hub sends it as <c>snapshot</c> and
/// <c>GET /api/days/{day}/standings</c> answers it. Of two messages the one with the greater <see cref="Number"/>, then the greater
/// <see cref="Step"/>, is the later.
/// </summary>
/// <param name="Day">The day's id.</param>
/// <param name="Number">The log size that was counted; never falls.</param>
/// <param name="Step">How many steps of its life cycle the day has taken, with the beginning of voting where that waited for the groups; never falls.</param>
/// <param name="Phase">Where the day stands, for example <c>open</c>.</param>
/// <param name="Live">What the day shows live: <c>standings</c>, <c>turnout</c> or <c>rounded</c>.</param>
/// <param name="Issued">Cards handed out.</param>
/// <param name="Ballots">Ballots that count now.</param>
/// <param name="ShownBallots">How many ballots the standings include.</param>
/// <param name="Standings">The standings in the order to show; empty where the day does not show them now.</param>
/// <param name="Checkpoint">The last signed checkpoint, a C2SP note; empty before opening.</param>
/// <param name="Result">The result's canonical text; empty before it is declared.</param>
/// <param name="Checks">Votes opened to check the service; while people vote it moves only with a step of the standings.</param>
/// <param name="Pots">What each pot holds now, where that is not what the paper says.</param>
/// <param name="Withdrawn">Ids of the proposals that are withdrawn, in ordinal order.</param>
/// <param name="Papers">Keyed papers that the dice named, as the log opens them, in the order drawn.</param>
/// <param name="Disputed">How many of them were found to differ from their slips, or had none.</param>
/// <param name="VotingBegan">Whether votes wait for no group any more.</param>
[MessagePackObject]
public sealed record ScreenMessage(
    [property: Key("day")] string Day, [property: Key("number")] long Number, [property: Key("step")] int Step,
    [property: Key("phase")] string Phase, [property: Key("live")] string Live, [property: Key("issued")] long Issued,
    [property: Key("ballots")] long Ballots, [property: Key("shownBallots")] long ShownBallots,
    [property: Key("standings")] IReadOnlyList<ScreenStanding> Standings,
    [property: Key("checkpoint")] string Checkpoint, [property: Key("result")] string Result, [property: Key("checks")] long Checks,
    [property: Key("pots")] IReadOnlyList<ScreenPotTotal> Pots, [property: Key("withdrawn")] IReadOnlyList<string> Withdrawn,
    [property: Key("papers")] IReadOnlyList<ScreenPaper> Papers, [property: Key("disputed")] int Disputed,
    [property: Key("votingBegan")] bool VotingBegan)
{
    /// <summary>
    /// What everyone may see of a day: nothing here but the tally's public snapshot, what the log opens of the papers, and the result once it is declared.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="tally">Its tally.</param>
    /// <param name="box">Its main box once the mix is proved; <c>null</c> where nothing of it is shown.</param>
    public static ScreenMessage Of(DayView day, TallySnapshot tally, BoxStatus? box)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(tally);
        return new(
            day.Day, tally.Number, StepOf(day), Words.Of(day.Phase), Words.Of(tally.Live), tally.Issued, tally.Ballots, tally.ShownBallots,
            [.. tally.Standings.Select(standing => new ScreenStanding(standing.Proposal, standing.Support, standing.Funded))],
            tally.Checkpoint, IsOver(day.Phase) ? day.Result : "", tally.Checks,
            [.. day.PotTotals.Select(pot => new ScreenPotTotal(pot.Pot, pot.Amount))], [.. day.Withdrawn.Order(StringComparer.Ordinal)],
            [.. (box?.Samples ?? []).Select(paper => new ScreenPaper(paper.Batch, paper.Number, paper.Ballot))], box?.Disputed ?? 0, day.VotingBegan);
    }

    /// <summary>The <see cref="Step"/> of a day.</summary>
    internal static int StepOf(DayView day) => day.Steps.Length + (day.Beginning is null ? 0 : 1);

    /// <summary>Whether the message says the same as an earlier one.</summary>
    public bool SaysTheSameAs(ScreenMessage? earlier) =>
        earlier is not null && this with { Standings = earlier.Standings, Pots = earlier.Pots, Withdrawn = earlier.Withdrawn, Papers = earlier.Papers } == earlier
        && Standings.SequenceEqual(earlier.Standings) && Pots.SequenceEqual(earlier.Pots) && Withdrawn.SequenceEqual(earlier.Withdrawn, StringComparer.Ordinal)
        && Papers.SequenceEqual(earlier.Papers);

    /// <summary>Whether the message is an earlier one than another.</summary>
    public bool IsOlderThan(ScreenMessage? other) =>
        other is not null && (Number < other.Number || Number == other.Number && Step < other.Step);

    /// <summary>Whether the result is declared: nothing a screen shows changes any more but by another step of the day.</summary>
    internal static bool IsOver(DayPhase phase) => phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;
}

/// <summary>The new total of a pot.</summary>
/// <param name="Pot">The pot's id.</param>
/// <param name="Amount">What it holds now, minor units.</param>
[MessagePackObject]
public sealed record ScreenPotTotal([property: Key("pot")] string Pot, [property: Key("amount")] long Amount);

/// <summary>A keyed paper that the dice named.</summary>
/// <param name="Batch">The paper batch's name.</param>
/// <param name="Number">The number inked on its slip.</param>
/// <param name="Ballot">What was keyed, in canonical form.</param>
[MessagePackObject]
public sealed record ScreenPaper(
    [property: Key("batch")] string Batch, [property: Key("number")] int Number, [property: Key("ballot")] string Ballot);

/// <summary>A proposal's standing on a screen.</summary>
/// <param name="Proposal">Its id.</param>
/// <param name="Support">Votes or points; where the day shows bands, the lower end of a band in per cent.</param>
/// <param name="Funded">Whether it would be funded if voting ended now.</param>
[MessagePackObject]
public sealed record ScreenStanding(
    [property: Key("proposal")] string Proposal, [property: Key("support")] long Support, [property: Key("funded")] bool Funded);
