using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>Lines that witnesses added to checkpoints, held against their keys and the log.</summary>
public sealed class WitnessTests : IDisposable
{
    private const string Name = "observer.example";

    private readonly LogKey witness = LogKey.Generate();
    private readonly SampleDay day = DayFiles.GoodDay;

    public void Dispose() => witness.Dispose();

    [Fact]
    public void A_witness_holds_as_far_as_it_countersigned()
    {
        AuditReport report = Verify(Countersigned(day.Checkpoints[0]), Countersigned(day.Checkpoints[1]));
        Assert.True(report.Holds, report.Failing());
        Checkpoint.TryParse(day.Checkpoints[1].Text, out Checkpoint? furthest);
        Assert.Equal($"{Name} up to {furthest!.Size} entries", report.Check(AuditCheck.Witnesses).Says);
    }

    [Fact]
    public void A_witness_that_countersigned_nothing_is_missed()
    {
        Refused("no checkpoint of this history carries the line", Verify(day.Checkpoints[0]));
        using LogKey other = LogKey.Generate();
        Refused("no checkpoint of this history carries the line", Verify(day.Checkpoints[0].With(other.SignNote(Name, day.Checkpoints[0].Text))));
    }

    [Fact]
    public void A_line_taken_from_another_checkpoint_is_not_a_signature()
    {
        SignedNote borrowed = day.Checkpoints[1].With(witness.SignNote(Name, day.Checkpoints[0].Text));
        Refused("is not its signature", Verify(Countersigned(day.Checkpoints[0]), borrowed));
    }

    [Fact]
    public void A_countersigned_checkpoint_of_another_history_shows_that_the_log_was_rewritten()
    {
        Checkpoint.TryParse(day.Checkpoints[1].Text, out Checkpoint? told);
        SignedNote fork = day.Sign(told! with { Root = Digest.Sha256("another history"u8) });
        AuditReport report = Verify(Countersigned(day.Checkpoints[0]), Countersigned(fork));
        Refused("that is not of this history", report);
        Assert.True(report.Fails(AuditCheck.Seen));
    }

    private SignedNote Countersigned(SignedNote note) => note.With(witness.SignNote(Name, note.Text));

    private AuditReport Verify(params SignedNote[] kept) =>
        DayFiles.Good().Verify(witness: (Name, witness.Public), seen: [.. kept.Select(note => note.Print())]);

    private static void Refused(string reason, AuditReport report)
    {
        Assert.False(report.Holds);
        Assert.Contains(reason, VerdictText.Says(report.Check(AuditCheck.Witnesses)), StringComparison.Ordinal);
    }
}
