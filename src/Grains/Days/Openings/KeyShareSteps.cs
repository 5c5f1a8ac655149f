using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Days.Openings;

/// <summary>
/// The shares of a day's openings key: made, read back, and put together when the service has lost its copy. The key comes from its place on the
/// disk and goes there, never through another grain, so that a box that does not start for want of it can be helped.
/// </summary>
internal sealed class KeyShareSteps(DayStream stream, DayBox box, IJournal journal, IKeyCabinet cabinet)
{
    private readonly LoggedNotes _notes = new(journal, BoxKey.Main(stream.Day));

    /// <summary>Makes three shares. The day writes down what knows them again, and then they are handed out.</summary>
    public async Task<MadeShares> MakeAsync(MakeShares command, CancellationToken cancellationToken)
    {
        if (SharesDecision.Refusal(stream.State, command) is { } refusal) return None(refusal.Outcome);
        var before = stream.State;
        var early = SharesDecision.BeforeOpening(before.Phase);
        // Later the box is set up, and one that does not start for want of its key is not asked.
        if (early && await box.SetUpAsync() is { Refusal: not DayRefusal.None } notSetUp) return None(notSetUp);
        await _notes.ReadAsync(cancellationToken);
        if (early && before.Shares is not null)
        {
            // The boxes of other logs were set up with the key as it is.
            if (!before.Logs.IsEmpty) return None(DayDecision.Invalid("Shares come with a new key only before other logs are announced.").Outcome);
            if (await box.Grain.RenewOpeningsKeyAsync(cancellationToken) is not BoxResult.Done and var failed) return None(BoxAnswer.Outcome(failed));
            await _notes.ReadAsync(cancellationToken);
        }
        if (!early)
        {
            if (await IsOverAsync(cancellationToken)) return None(Over);
            if (await SharesTable.OfAsync(command.Brought, _notes.Origin, _notes.OpeningsKeyHash) is { Outcome.Refusal: not DayRefusal.None } wrong)
                return None(wrong.Outcome);
            if (!await IsInPlaceAsync(cancellationToken)) return None(Lost);
        }
        // From the disk, not from memory: what is shared is what would be needed.
        var key = (await cabinet.ReadAsync(stream.Day, BoxKey.MainLog, cancellationToken)).OpeningsKey;
        if (Digest.Sha256(key.Span).ToString() != _notes.OpeningsKeyHash)
            return None(new DayOutcome(DayRefusal.Unavailable, "The openings key in its place is not this day's. Put the right file back, or give two shares."));
        var set = (before.Shares?.Set ?? 0) + 1;
        var shares = KeyShare.Split(_notes.Origin, key.Span, set);
        var texts = await Task.WhenAll(shares.Select((share, at) => Task.Run(() => share.Seal(command.Holders[at].Passphrase))));
        var outcome = await stream.WriteDownAsync(new SharesMade(
            set, shares[0].Openings.ToString(), [.. command.Holders.Select(holder => holder.Organiser)], [.. shares.Select(share => share.Fingerprint.ToString())],
            !early, command.By, command.SecondBy, stream.Now));
        return outcome.Refusal == DayRefusal.None ? new MadeShares(outcome, [.. texts]) : None(outcome);
    }

    /// <summary>Notes that a share was read back.</summary>
    public async Task<DayOutcome> ReadBackAsync(BroughtShare brought, string by, CancellationToken cancellationToken)
    {
        var day = stream.State;
        if (day.Created is null || by.Length == 0) return (DayDecision.Within(day, by) ?? DayDecision.Nobody).Outcome;
        if (day.Shares is not { } made) return DayDecision.Invalid("No shares of this day's openings key were made yet.").Outcome;
        var (share, problem) = await Task.Run(() => SharesTable.Open(brought, day.Created.Origin), cancellationToken);
        if (share is null) return SharesTable.WrongShare(problem!);
        if (share.Set != made.Set)
            return SharesTable.WrongShare($"That sheet is of making {share.Set}, and the newest is {made.Set}: destroy it, and bring the newest one.");
        if (!string.Equals(share.Fingerprint.ToString(), day.ShareHashes[share.Number - 1], StringComparison.Ordinal))
            return SharesTable.WrongShare("That share is not the one that was made for this holder.");
        return made.Holders[share.Number - 1].ReadBack
            ? DayOutcome.Done
            : await stream.CarryOutAsync(Decision.Write(new ShareReadBack(share.Number, by, stream.Now)), cancellationToken);
    }

    /// <summary>Puts the key back into its place.</summary>
    public async Task<SharesAnswer> RestoreAsync(ImmutableArray<BroughtShare> shares, string by, CancellationToken cancellationToken)
    {
        if (stream.State.Created is not { } created || by.Length == 0)
            return new SharesAnswer((DayDecision.Within(stream.State, by) ?? DayDecision.Nobody).Outcome, []);
        await _notes.ReadAsync(cancellationToken);
        if (!_notes.IsSetUp) return new SharesAnswer(LifeCycle.WrongPhase(stream.State.Phase).Outcome, []);
        if (await IsOverAsync(cancellationToken)) return new SharesAnswer(Over, []);
        var table = await SharesTable.OfAsync(shares, created.Origin, _notes.OpeningsKeyHash);
        if (table.Outcome.Refusal != DayRefusal.None || await IsInPlaceAsync(cancellationToken)) return table.Answer;
        // The key is back when it stands on the disk; that it was is written after.
        await cabinet.PutOpeningsKeyAsync(stream.Day, table.Key, CancellationToken.None);
        return table.Answer with { Outcome = await stream.WriteDownAsync(new OpeningsKeyRestored(by, stream.Now)) };
    }

    private static DayOutcome Lost => new(
        DayRefusal.NeedsShares, "The service has lost its copy of the openings key. First put it back with two shares; then make new ones.");

    private static DayOutcome Over => new(
        DayRefusal.WrongPhase, "The service needs the openings key no more and has destroyed its copy. An auditor gets the openings from two shares.");

    /// <summary>Whether the log says that the key is needed no more; read in the journal, since the box may not start.</summary>
    private async Task<bool> IsOverAsync(CancellationToken cancellationToken)
    {
        var milestones = BoxMilestones.Start;
        await foreach (var recorded in journal.ReadAsync($"box/{BoxKey.Main(stream.Day)}", 0, cancellationToken))
            if (recorded.Kind is "mix" or "proof" or "release" or "erasure")
                milestones = milestones.After(BoxRecordJson.Read(recorded).Entry, recorded.Version);
        return milestones.OpeningsOver;
    }

    private async Task<bool> IsInPlaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var keys = await cabinet.ReadAsync(stream.Day, BoxKey.MainLog, cancellationToken);
            return Digest.Sha256(keys.OpeningsKey.Span).ToString() == _notes.OpeningsKeyHash;
        }
        catch (KeyUnavailableException)
        {
            return false;
        }
    }

    private static MadeShares None(DayOutcome outcome) => new(outcome, []);
}
