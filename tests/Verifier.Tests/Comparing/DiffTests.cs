using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests.Comparing;

public sealed class DiffTests
{
    private static SampleDay Day => DayFiles.GoodDay;

    [Fact]
    public void A_later_file_continues_an_earlier_whichever_is_named_first()
    {
        byte[] early = Early("close"), late = Pack(DayFiles.Good());
        LogComparison forth = Compare(early, late), back = Compare(late, early);
        Assert.Empty(forth.Problems);
        Assert.Equal((Day.Origin, Day.IndexOf("close") + 1, (long)Day.Entries.Count), (forth.Origin, forth.From, forth.To));
        Assert.Equal(("erasure 1, lots 1, mix 1, paper 3, proof 1, release 1, result 1, station 1, void 1"), string.Join(", ", forth.Added.Select(kind => $"{kind.Key} {kind.Value}")));
        Assert.Equal(["ballots.pb: new", "issued.txt: the same", "manifests/hall.txt: the same", "manifests/spare.txt: the same", "pages/1.txt: the same", "pages/2.txt: the same", "paper.json: the same", "result.json: new", "rules.json: the same"], forth.Files);
        Assert.Equal((forth.From, forth.To, 0), (back.From, back.To, back.Problems.Length));
    }

    [Fact]
    public void Two_copies_of_one_file_are_the_same()
    {
        LogComparison comparison = Compare(Pack(DayFiles.Good()), Pack(DayFiles.Good()));
        Assert.Empty(comparison.Problems);
        Assert.Empty(comparison.Added);
    }

    [Fact]
    public void A_fork_is_told_with_the_first_entry_that_differs()
    {
        SampleScript script = SampleScript.Day();
        script.Replace("cast-12", day => day.Cast(12, "approve p6"));
        LogComparison comparison = Compare(Early("close"), Pack(DayFiles.Of(script.Play())));
        Finding fork = Assert.Single(comparison.Problems);
        Assert.Equal(Day.IndexOf("cast-12"), fork.Entry);
        Assert.Contains("FORK", fork.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_logs_of_one_size_are_a_fork()
    {
        SampleScript script = SampleScript.Day();
        script.Replace("erasure", _ => new ErasureEntry(ErasedThing.Contacts));
        Assert.Equal(Day.IndexOf("erasure"), Assert.Single(Compare(Pack(DayFiles.Good()), Pack(DayFiles.Of(script.Play()))).Problems).Entry);
    }

    [Fact]
    public void A_checkpoint_that_the_later_file_leaves_out_is_told()
    {
        DayFiles late = DayFiles.Good();
        late[BundleNames.Checkpoints] = CheckpointFile.Print(Day.Checkpoints.Where((_, i) => i != 1));
        Assert.Contains("leaves out", Assert.Single(Compare(Early("close"), Pack(late)).Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules.json", false)]
    [InlineData("paper.json", false)]
    [InlineData("manifests/hall.txt", false)]
    [InlineData("manifests/hall.txt", true)]
    [InlineData("issued.txt", true)]
    public void A_file_that_changed_or_went_is_told(string name, bool gone)
    {
        DayFiles late = DayFiles.Good();
        if (gone)
            late.Members.Remove(name);
        else
            late[name] += "x";
        Assert.Contains(name, Assert.Single(Compare(Early("close"), Pack(late)).Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_days_and_two_keys_are_not_compared()
    {
        using LogKey other = LogKey.Generate();
        DayFiles files = DayFiles.Good();
        files[BundleNames.Keys] = other.Public.VerifierKey(Day.Origin) + "\n";
        files[BundleNames.LogCheckpoint] = Checkpoint.Of(Day.Origin, Day.Tree).Sign(other).Print();
        Assert.Contains("the key changed", Assert.Single(Compare(Pack(DayFiles.Good()), Pack(files)).Problems).Reason, StringComparison.Ordinal);

        const string elsewhere = "pb.south.example/elsewhere";
        files[BundleNames.Keys] = Day.Key.VerifierKey(elsewhere) + "\n";
        files[BundleNames.LogCheckpoint] = Day.Sign(Checkpoint.Of(elsewhere, Day.Tree)).Print();
        Assert.Contains("two days", Assert.Single(Compare(Pack(DayFiles.Good()), Pack(files)).Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_nobody_signed_is_not_compared()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.LogCheckpoint] = files[BundleNames.LogCheckpoint].Replace($"\n{Day.Tree.Count}\n", $"\n{Day.Tree.Count - 1}\n", StringComparison.Ordinal);
        Assert.StartsWith("the second file: ", Assert.Single(Compare(Pack(DayFiles.Good()), Pack(files)).Problems).Reason, StringComparison.Ordinal);
        Assert.NotEmpty(Compare([], []).Problems);

        using LogKey other = LogKey.Generate();
        foreach (SignedNote note in new[] { Checkpoint.Of(Day.Origin, Day.Tree).Sign(other), AlteredFilesTests.SignedByName(Checkpoint.Of("pb.south.example/other", Day.Tree)) })
        {
            DayFiles unsigned = DayFiles.Good();
            unsigned[BundleNames.LogCheckpoint] = note.Print();
            Assert.Contains("is not signed by the log's key", Assert.Single(Compare(Pack(DayFiles.Good()), Pack(unsigned)).Problems).Reason, StringComparison.Ordinal);
        }
    }

    private static LogComparison Compare(byte[] a, byte[] b) => LogComparison.Of(new MemoryStream(a), new MemoryStream(b));

    private static byte[] Pack(DayFiles files) => SampleDay.Pack(files.Members);

    // The good day's file as it was after a step.
    private static byte[] Early(string last)
    {
        SampleScript script = SampleScript.Day();
        foreach (string name in script.Steps.Select(step => step.Name).SkipWhile(name => name != last).Skip(1).ToArray())
            script.Remove(name);
        return Pack(DayFiles.Of(script.Play()));
    }
}
