using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The other logs of a day: announced while it can still take cards, and joined or left out between the close and the count. Two people each time.
/// The box does it, the day writes down who asked. Source: docs/adr/0052.
/// </summary>
internal sealed class OtherLogs(DayStream stream, DayBox box)
{
    /// <summary>The most logs beside the main one: more venues than a town has.</summary>
    private const int Most = 30;

    private DayState Day => stream.State;

    public async Task<DayOutcome> AnnounceAsync(string log, string by, string secondBy, CancellationToken cancellationToken)
    {
        if (Refusal(by, secondBy, DayPhase.Draft, DayPhase.Published, DayPhase.Open, DayPhase.Paused) is { } refusal) return refusal;
        if (DayDecision.BeforeApprovers(Day) is { } early) return early.Outcome;
        if (!LogNames.IsOther(log) || log.EndsWith('-'))
            return DayDecision.Invalid("A log's name has 1 to 32 characters: a to z, 0 to 9 and the hyphen, not first or last. It is not 'main'.").Outcome;
        if (Find(log) is not null) return DayOutcome.Done;
        if (Day.Logs.Length >= Most) return DayDecision.Invalid($"A day has at most {Most} logs beside the main one.").Outcome;
        return await box.SetUpAsync() is { Refusal: not DayRefusal.None } notSetUp
            ? notSetUp
            : await AfterBoxAsync(await box.AnnounceAsync(log, cancellationToken), new LogAnnounced(log, by, secondBy, stream.Now));
    }

    public async Task<DayOutcome> JoinAsync(string log, string by, string secondBy, CancellationToken cancellationToken)
    {
        if (Settles(log, by, secondBy) is { } refusal) return refusal;
        if (Find(log)!.State == LogState.Joined) return DayOutcome.Done;
        if (await EndAsync(box.Of(log), cancellationToken) is var ended && !BoxAnswer.Did(ended)) return BoxAnswer.Outcome(ended);
        return await AfterBoxAsync(await box.Grain.JoinLogAsync(log, cancellationToken), new LogJoined(log, by, secondBy, stream.Now));
    }

    public async Task<DayOutcome> LeaveOutAsync(LeaveOutLog command, string by, string secondBy, CancellationToken cancellationToken)
    {
        if (Settles(command.Log, by, secondBy) is { } refusal) return refusal;
        if (Day.LeftOut.FirstOrDefault(known => known.Log == command.Log) is { } before)
            return before.Reason == command.Reason && before.Surrendered == command.Surrendered ? DayOutcome.Done
                : DayDecision.Invalid($"The log '{command.Log}' was left out already, as {Rules.Text.Words.Of(before.Reason)} and with {before.Surrendered} surrendered cards. That is final.").Outcome;
        var left = await box.Grain.LeaveOutLogAsync(command, cancellationToken);
        if (left == BoxResult.Invalid)
            return DayDecision.Invalid($"The log '{command.Log}' has fewer cards than the {command.Surrendered} that you say were surrendered.").Outcome;
        return await AfterBoxAsync(
            left,
            new LogLeftOut(command.Log, command.Reason, command.Surrendered, by, secondBy, stream.Now));
    }

    /// <summary>The refusal of a count while a log is neither joined nor left out; <c>null</c> where none is.</summary>
    public static DayOutcome? Unsettled(DayState day) => day.Logs.FirstOrDefault(log => log.State == LogState.Announced) is { } log
        ? new DayOutcome(DayRefusal.WrongPhase, $"The log '{log.Log}' is neither joined nor left out: join it first, or say that it is missing.")
        : null;

    /// <summary>Closes a box that could not be closed with the others.</summary>
    private async Task<BoxResult> EndAsync(IBallotBoxGrain other, CancellationToken cancellationToken)
    {
        var ended = await other.EndCastingAsync(CancellationToken.None);
        return BoxAnswer.Did(ended)
            ? await other.CloseAsync(await box.CheckedInAsync(Day, cancellationToken) is null ? null : 0, CancellationToken.None)
            : ended;
    }

    private DayOutcome? Settles(string log, string by, string secondBy) =>
        Refusal(by, secondBy, DayPhase.Closed)
        ?? (Find(log) is null ? new DayOutcome(DayRefusal.Unknown, $"Nobody announced a log '{log}' of this day.") : null);

    private DayOutcome? Refusal(string by, string secondBy, params ReadOnlySpan<DayPhase> phases) =>
        DayDecision.Within(Day, by, phases)?.Outcome
        ?? DayDecision.TakesTwo(Day, by, secondBy, "A second organiser has to agree to this step.")?.Outcome;

    private DayLog? Find(string log) => Day.Logs.FirstOrDefault(known => string.Equals(known.Log, log, StringComparison.Ordinal));

    private async Task<DayOutcome> AfterBoxAsync(BoxResult result, DayEvent happened) =>
        BoxAnswer.Did(result) ? await stream.WriteDownAsync(happened) : BoxAnswer.Outcome(result);
}
