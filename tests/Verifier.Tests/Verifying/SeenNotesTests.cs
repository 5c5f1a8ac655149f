using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
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

    [Fact]
    public void What_was_kept_of_a_log_that_was_left_out_proves_only_that_its_machine_signed()
    {
        SampleDay day = WithoutCafe();
        string kept = day.Others["cafe"].Receipt(5, SampleCards.Bytes("leaf")).Print();
        AuditReport report = Verify(day, kept);
        Assert.True(report.Fails(AuditCheck.Seen));
        string says = VerdictText.Says(report.Check(AuditCheck.Seen));
        Assert.Contains("the receipt of entry 5 is of the log cafe, which was left out of the count: it proves only that its machine signed it", says, StringComparison.Ordinal);
        Assert.DoesNotContain("another log", says, StringComparison.Ordinal);

        AuditReport accepted = Verify(day, kept, "cafe");
        Assert.True(accepted.Holds, accepted.Failing());
        Assert.Contains("1 receipt, 0 checkpoints; seen.txt: the receipt of entry 5 is of the log cafe", VerdictText.Says(accepted.Check(AuditCheck.Seen)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_says_that_it_is_of_a_log_that_was_left_out_is_told_also_where_that_is_accepted()
    {
        SampleDay day = WithoutCafe();
        using LogKey other = LogKey.Generate();
        string origin = $"{day.Origin}/cafe";
        string[] forged = [Receipt.Sign(other, origin, 5, SampleCards.Bytes("leaf")).Print(), new Checkpoint(origin, 4, SampleCards.Bytes("root")).Sign(other).Print()];
        Assert.All(forged, text =>
        {
            AuditReport report = Verify(day, text, "cafe");
            Assert.False(report.Holds);
            Assert.Contains("so it proves nothing", VerdictText.Says(report.Check(AuditCheck.Seen)), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_receipt_of_a_log_that_has_not_joined_yet_is_no_alarm_while_the_day_goes_on_and_a_forged_one_is()
    {
        SampleScript script = SampleScript.LogsDay();
        script.Remove("join-cafe");
        SampleDay day = script.Play();
        string kept = day.Others["cafe"].Receipt(5, SampleCards.Bytes("leaf")).Print();
        using LogKey other = LogKey.Generate();
        string forged = Receipt.Sign(other, $"{day.Origin}/cafe", 5, SampleCards.Bytes("leaf")).Print();
        AuditReport soFar = SoFar(day, kept);
        Assert.False(soFar.Fails(AuditCheck.Seen), soFar.Failing());
        Assert.Contains("it can be looked up when the log has joined", VerdictText.Says(soFar.Check(AuditCheck.Seen)), StringComparison.Ordinal);
        Assert.True(SoFar(day, forged).Fails(AuditCheck.Seen));
        Assert.Contains("cannot be looked up now", VerdictText.Says(Verify(day, kept).Check(AuditCheck.Seen)), StringComparison.Ordinal);
    }

    private static AuditReport SoFar(SampleDay day, string seen) => Verification.Run(new()
    {
        Public = new MemoryStream(SampleDay.Pack(DayFiles.Of(day).Members)),
        Seen = [("seen.txt", seen)],
        SoFar = true,
    });

    private static SampleDay WithoutCafe()
    {
        SampleScript script = SampleScript.LogsDay();
        script.Replace("join-cafe", _ => new MissingEntry("cafe", MissingReason.Damaged, 1));
        return script.Play();
    }

    private static AuditReport Verify(SampleDay day, string seen, params string[] without) => Verification.Run(new()
    {
        Public = new MemoryStream(SampleDay.Pack(DayFiles.Of(day).Members)),
        Seen = [("seen.txt", seen)],
        Without = without,
    });

    private static void Told(string text, string reason)
    {
        AuditReport report = DayFiles.Good().Refused(AuditCheck.Seen, seen: text);
        Assert.Contains(reason.Split('|'), part => VerdictText.Says(report.Check(AuditCheck.Seen)).Contains(part, StringComparison.Ordinal));
    }
}
