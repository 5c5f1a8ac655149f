using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Auditing;

public class SampleDayTests
{
    [Theory, InlineData(true), InlineData(false)]
    public void A_valid_day_has_no_findings(bool replacement) =>
        Assert.Empty(SampleScript.Day(replacement).Play().Audit().Findings);

    [Fact]
    public void A_valid_day_too_small_to_be_mixed_has_no_findings() =>
        Assert.Empty(SampleScript.SmallDay().Play().Audit().Findings);

    [Fact]
    public void Days_with_changes_and_with_papers_by_dice_have_no_findings()
    {
        Assert.Empty(SampleScript.ChangedDay().Play().Audit().Findings);
        Assert.Empty(SampleScript.PapersDay().Play().Audit().Findings);
    }

    [Fact]
    public void The_account_adds_up_to_what_the_script_says()
    {
        var account = SampleScript.Day().Play().Audit().Account;
        Assert.Equal(
            new BallotAccount
            {
                Printed = 48,
                Issued = 42,
                CheckedIn = 45,
                CardsUsed = 37,
                Casts = 38,
                Replaced = 2,
                Challenged = 1,
                GivenUp = 1,
                CountedCards = 34,
                Surrendered = 3,
                Lost = 1,
                Found = 1,
                Unused = 1,
                Papers = 2,
                Corrections = 1,
            },
            account);
        Assert.Equal(36, account.Counted);
        Assert.Equal(account.Casts, account.Replaced + account.Challenged + account.GivenUp + account.CountedCards);
    }

    [Fact]
    public void The_audit_counts_the_seals_that_the_day_mixed()
    {
        var day = SampleScript.Day().Play();
        var audit = day.Audit();
        var counted = audit.CountedSeals();
        Assert.Equal(36, counted.Count);
        Assert.All(counted, one => Assert.True(day.Openings[one.Index].Opens(one.Seal)));
        Assert.Equal(counted.OrderBy(one => one.Index), counted);
        Assert.Null(new MixCheck(counted, audit.Mix!.Entry, audit.Dice!.Entry, counted.Select(one => day.Openings[one.Index].Ballot))
            .Fault(audit.Proof!.Entry, Mixed(day)));
    }

    [Fact]
    public void The_same_script_gives_the_same_log_and_files()
    {
        var (one, other) = (SampleScript.Day().Play(), SampleScript.Day().Play());
        Assert.Equal(one.Tree.Root(), other.Tree.Root());
        // Signatures are random; all else is not.
        string[] signed = [BundleNames.Checkpoints, BundleNames.LogCheckpoint];
        Assert.Equal(one.PublicMembers().Where(member => !signed.Contains(member.Key)), other.PublicMembers().Where(member => !signed.Contains(member.Key)));
    }

    [Fact]
    public void Its_files_have_the_names_that_bundles_have()
    {
        var members = SampleScript.Day().Play().PublicMembers();
        Assert.Equal(
            ["README.txt", "ballots.pb", "checkpoints.txt", "issued.txt", "keys.txt", "log/checkpoint", "log/tile/0/000.p/68", "log/tile/entries/000.p/68", "manifests/hall.txt", "manifests/spare.txt",
                "mix/commitments.txt", .. Enumerable.Range(1, 20).Select(k => $"mix/pair-{k:00}.txt"), "mix/proof.txt", "pages/1.txt", "pages/2.txt", "paper.json", "result.json", "rules.json"],
            members.Keys);
        Assert.True(Bundle.TryOpen(new MemoryStream(SampleDay.Pack(members)), long.MaxValue, out var bundle, out _));
        Assert.Equal(members.Keys, bundle.Names);
    }

    private static IEnumerable<BundleMember> Mixed(SampleDay day) =>
        day.PublicMembers().Where(member => member.Key.StartsWith(BundleNames.MixFolder, StringComparison.Ordinal)).Select(member => BundleMember.Of(member.Key, member.Value));
}
