using System.Globalization;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary>Says each step in one line, and an alarm loudly.</summary>
internal sealed class FollowConsole(TimeProvider time) : IFollowVoice
{
    /// <inheritdoc/>
    public void Grown(FollowStep.Grown step, string? witness)
    {
        string kinds = string.Join(", ", step.Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value:N0} {kind.Key}")));
        Say(Style.Good, "✓", string.Create(CultureInfo.InvariantCulture, $"{step.Checkpoint.Size:N0} entries, {step.Checkpoint.Size - step.From:N0} new ({kinds}), root {step.Checkpoint.Root}{(witness is null ? "" : $", countersigned as {witness}")}"));
    }

    /// <inheritdoc/>
    public void Same(Checkpoint checkpoint) =>
        Say(Style.Good, "✓", string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Size:N0} entries, nothing new"));

    /// <inheritdoc/>
    public void Trouble(string reason) => Say(Style.Quiet, "…", $"nothing learnt, will try again: {reason}");

    /// <inheritdoc/>
    public void Alarm(FollowStep.Alarm alarm, (string Kept, string Shown) evidence)
    {
        Say(Style.Bad, "✗", $"ALARM, {alarm.Name}: {alarm.Reason}");
        Out.Line((Style.Bad, "  The log that this site shows now cannot be the one that it showed before."));
        Out.Line($"  Both signed notes are kept: {evidence.Kept} and {evidence.Shown}");
        Out.Line("  Show them to the observers and to whoever commissioned the day. Do not delete them.");
    }

    private void Say(Style style, string mark, string text) =>
        Out.Line((style, mark), (Style.Plain, " "), (Style.Quiet, time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)), (style == Style.Bad ? Style.Bad : Style.Plain, " " + text));
}
