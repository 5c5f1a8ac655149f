using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>Receipts and checkpoints that people kept.</summary>
public sealed class SeenNotesTests
{
    private static SampleDay Day => DayFiles.GoodDay;

    private static long Cast => Day.IndexOf("cast-11");

    [Fact]
    public void Notes_that_travelled_by_mail_are_read()
    {
        string many = "\uFEFF\r\n  \r\n" + string.Join("\n\n\n", Day.Receipt(Cast).Print(), Day.Checkpoints[0].Print(), Day.Receipt(4).Print()).Replace("\n", " \r\n", StringComparison.Ordinal);
        SeenNotes notes = SeenNotes.Read(many);
        Assert.Empty(notes.Problems);
        Assert.Equal((2, 1), (notes.Receipts.Length, notes.Checkpoints.Length));
        AuditReport report = DayFiles.Good().Verify(seen: many);
        Assert.True(report.Holds, report.Failing());
        Assert.Contains("2 receipts, 1 checkpoint", report.Check(AuditCheck.Seen).Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("pbdd/1 receipt\npb.south.example/troon-2026\n")]
    public void What_is_neither_is_told(string text) => Told(text, "neither a receipt|there is no receipt");

    [Fact]
    public void A_receipt_of_another_log_is_told() => Told(Receipt.Sign(SampleCards.Key(), "pb.south.example/other", Cast, Day.Tree.Leaf(Cast)).Print(), "is of another log");

    [Fact]
    public void A_receipt_that_nobody_signed_is_told()
    {
        using LogKey other = LogKey.Generate();
        Told(Receipt.Sign(other, Day.Origin, Cast, Day.Tree.Leaf(Cast)).Print(), "proves nothing");
    }

    [Fact]
    public void A_receipt_whose_entry_is_missing_or_another_is_told()
    {
        Told(Receipt.Sign(SampleCards.Key(), Day.Origin, Day.Entries.Count, SampleCards.Bytes("lost")).Print(), "the entry is missing");
        Told(Receipt.Sign(SampleCards.Key(), Day.Origin, Cast, SampleCards.Bytes("lost")).Print(), "another entry there");
    }

    [Fact]
    public void A_checkpoint_that_is_not_of_this_history_is_told()
    {
        using LogKey other = LogKey.Generate();
        Told(Day.Sign(new("pb.south.example/other", 10, Day.Tree.Root(10))).Print(), "of another log");
        Told(new Checkpoint(Day.Origin, 4, Day.Tree.Root(4)).Sign(other).Print(), "proves nothing");
        Told(Day.Sign(new(Day.Origin, Day.Entries.Count + 1, SampleCards.Bytes("root"))).Print(), "entries are missing");
        Told(Day.Sign(new(Day.Origin, 10, Day.Tree.Root(11))).Print(), "the log was rewritten");
        Told(Day.Sign(new(Day.Origin, 10, Day.Tree.Root(10))).Print(), "leaves it out");
    }

    private static void Told(string text, string reason)
    {
        AuditReport report = DayFiles.Good().Refused(AuditCheck.Seen, seen: text);
        Assert.Contains(reason.Split('|'), part => VerdictText.Says(report.Check(AuditCheck.Seen)).Contains(part, StringComparison.Ordinal));
    }
}
