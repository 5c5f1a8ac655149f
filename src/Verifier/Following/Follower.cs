using System.Globalization;

namespace PbDecisionDay.Verifier.Following;

/// <summary>How a log is followed.</summary>
/// <param name="Every">The time between two looks. The default of the command is 60 seconds.</param>
/// <param name="Times">How many looks; null for no end.</param>
/// <param name="Witness">The key that countersigns what was found good, with its name; null for none.</param>
internal sealed record FollowPlan(TimeSpan Every, int? Times, Witness? Witness);

/// <summary>Looks at a log again and again, keeps what it found good, and raises the alarm when the site shows what cannot be.</summary>
internal sealed class Follower(LogSite site, KeptLog kept, FollowPlan plan, IFollowVoice voice, TimeProvider time)
{
    /// <summary>The service lets caches keep a checkpoint for five seconds.</summary>
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(6);

    /// <summary>Follows until the looks are used up, an alarm, or the end of patience.</summary>
    /// <returns>0; 1 after an alarm; 2 where the last look told nothing.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        int exit = 0;
        for (int look = 1; ; look++)
        {
            FollowStep step = await LookAsync(cancellation);
            if (step is FollowStep.Grown grown)
                step = await KeepAsync(grown, cancellation);
            if (step is FollowStep.Alarm alarm)
            {
                voice.Alarm(alarm, kept.KeepEvidence(alarm));
                return 1;
            }
            exit = Told(step) ? 0 : 2;
            if (look == plan.Times)
                return exit;
            await Task.Delay(plan.Every, time, cancellation);
        }
    }

    private async Task<FollowStep> LookAsync(CancellationToken cancellation)
    {
        FollowStep step = await FollowStep.TakeAsync(site, kept.Origin!, kept.Key!, kept.Tree, cancellation);
        if (step is not FollowStep.Older)
            return step;
        // A cache may have answered: what stays older when caches have forgotten is a rollback.
        await Task.Delay(CacheTime, time, cancellation);
        step = await FollowStep.TakeAsync(site, kept.Origin!, kept.Key!, kept.Tree, cancellation);
        return step is FollowStep.Older older
            ? new FollowStep.Alarm(
                "rollback", string.Create(CultureInfo.InvariantCulture, $"the log had {kept.Tree.Count:N0} entries and now shows {older.Checkpoint.Size:N0}"), older.Shown)
            : step;
    }

    // The witness's folder may also be served: what was countersigned there must be the beginning of this log.
    private async Task<FollowStep> KeepAsync(FollowStep.Grown grown, CancellationToken cancellation)
    {
        if (plan.Witness is { } witness)
        {
            using CosignedCheckpoint cosigned = await CosignedCheckpoint.TakeTurnAsync(kept.Folder, kept.Origin!, kept.Key!, time, cancellation);
            if (cosigned.Checkpoint is { } last && last.Size <= grown.Tree.Count && grown.Tree.Root(last.Size) != last.Root)
                return new FollowStep.Alarm(
                    "fork", string.Create(CultureInfo.InvariantCulture, $"the log does not continue the {last.Size:N0} entries that were countersigned"), grown.Note.Print(),
                    cosigned.Note!.Print());
            if (cosigned.Checkpoint is null || cosigned.Checkpoint.Size <= grown.Tree.Count)
                cosigned.Keep(witness.Sign(grown.Note));
        }
        kept.Keep(grown.Note, grown.Tree);
        return grown;
    }

    private bool Told(FollowStep step)
    {
        switch (step)
        {
            case FollowStep.Grown grown:
                voice.Grown(grown, plan.Witness?.Name);
                return true;
            case FollowStep.Same same:
                voice.Same(same.Checkpoint);
                return true;
            case FollowStep.Trouble trouble:
                voice.Trouble(trouble.Reason);
                return false;
            default:
                throw new InvalidOperationException("An alarm ends the following, and an older checkpoint is asked for again.");
        }
    }
}
