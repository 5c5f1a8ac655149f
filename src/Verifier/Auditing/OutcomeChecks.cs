using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>What a finished day published: its ballots, the mix that ties them to the seals, and the result.</summary>
internal sealed class OutcomeChecks(Bundle bundle, LogAudit audit, FrozenPapers? frozen, OpenedBallots? opened, Findings findings)
{
    /// <summary>Runs all of them.</summary>
    public void Run()
    {
        if (audit.Result is null)
        {
            foreach (string check in new[] { AuditCheck.Ballots, AuditCheck.Mix, AuditCheck.Allocation })
                findings.NotDue(check, "there is no result yet");
            findings.NotDue(AuditCheck.OpenedBallots, "there is no result yet");
        }
        else if (frozen is not null)
            RunFinished(frozen);
    }

    private void RunFinished(FrozenPapers frozen)
    {
        IReadOnlyList<CountedSeal> counted = audit.DayCountedSeals();
        DayAllocation? allocation = audit.Mix is { } mix ? Published(frozen, mix, counted) : Unpublished(frozen, counted.Count);
        if (allocation is not null)
            CheckResult(frozen, allocation with { LeftOut = LeftOut }, audit.Result!.Entry);
    }

    private ImmutableArray<MissingLog> LeftOut =>
        [.. audit.LeftOut.Select(log => new MissingLog(log.Entry.Log, log.Cards)).OrderBy(log => log.Log, StringComparer.Ordinal)];

    // Thirty ballots or more: they are published and mixed, and the openings, if given, have to agree.
    private DayAllocation? Published(FrozenPapers frozen, Placed<MixEntry> mix, IReadOnlyList<CountedSeal> counted)
    {
        if (!bundle.Has(BundleNames.Ballots))
        {
            findings.Fail(AuditCheck.Ballots, $"{BundleNames.Ballots} is missing");
            return null;
        }
        byte[] file = bundle.Read(BundleNames.Ballots);
        if (!PublishedBallots.TryRead(file, frozen.Paper, frozen.Rules, FrozenTerms.Changes(audit), out PublishedBallots? published, out string? problem))
        {
            findings.Fail(AuditCheck.Ballots, $"{BundleNames.Ballots}, {problem}");
            return null;
        }
        CheckPots(published);
        findings.Hold(AuditCheck.Ballots, CountedNoun.Of(published.Ballots.Length, "ballot"));
        if (Digest.Sha256(file) != mix.Entry.Ballots)
            findings.Fail(AuditCheck.Mix, $"{BundleNames.Ballots} is not the file whose hash the mix names", mix.Index);
        // The result stands only after dice and proof, so both are there.
        var check = new MixCheck(counted, mix.Entry, audit.Dice!.Entry, published.Ballots.Select(ballot => ballot.Canonical));
        if (check.Fault(audit.Proof!.Entry, DayLog.Members(bundle, BundleNames.MixFolder)) is { } fault)
            findings.Fail(AuditCheck.Mix, fault.ToString());
        findings.Hold(AuditCheck.Mix, Say($"{counted.Count:N0} seals and ballots, dice {audit.Dice.Entry.Digits}; this mix is experimental until someone outside has reviewed it"));
        if (opened is not null && Unlike(opened.Counted, published.Ballots) is { } unlike)
            findings.Fail(AuditCheck.OpenedBallots, unlike);
        if (opened is not null)
            findings.Hold(AuditCheck.OpenedBallots, CountedNoun.Of(opened.Counted.Length, "ballot"));
        else if (!findings.Fails(AuditCheck.Openings))
            findings.NotAsked(AuditCheck.OpenedBallots, "no openings were given: --openings auditor.zip");
        return published.Allocation;
    }

    // A pot's file says nothing that the whole day's file does not.
    private void CheckPots(PublishedBallots published)
    {
        string[] expected = [.. Enumerable.Range(1, published.Pots.Length).Select(BundleNames.PotBallots)];
        var there = bundle.Names.Where(name => name.StartsWith(BundleNames.PotFolder, StringComparison.Ordinal));
        foreach (string name in there.Except(expected, StringComparer.Ordinal))
            findings.Fail(AuditCheck.Members, $"{name} does not belong here");
        foreach ((string name, string text) in expected.Zip(published.Pots))
            if (!bundle.Has(name))
                findings.Fail(AuditCheck.Members, $"{name} is missing");
            else if (Difference.Of(bundle.Read(name), Encoding.UTF8.GetBytes(text)) is { } difference)
                findings.Fail(AuditCheck.Ballots, $"{name}, {difference}");
    }

    // Fewer than thirty: nobody is hidden among so few, so only totals are published, and the openings show the rest.
    private DayAllocation? Unpublished(FrozenPapers frozen, int counted)
    {
        string few = Say($"{counted} ballots count, and fewer than {MixEntry.LeastBallots} are not published");
        findings.NotDue(AuditCheck.Ballots, few);
        if (opened is null && counted > 0)
        {
            findings.Fail(AuditCheck.Mix, $"{few}: only the openings can show that the result is theirs (--openings auditor.zip)");
            return null;
        }
        findings.NotDue(AuditCheck.Mix, $"{few}: the openings show them instead");
        findings.NotDue(AuditCheck.OpenedBallots, $"{few}: the result is worked out from the opened ones");
        return DayAllocation.Of(frozen.Paper, frozen.Rules, opened?.Counted ?? [], FrozenTerms.Changes(audit));
    }

    private void CheckResult(FrozenPapers frozen, DayAllocation allocation, ResultEntry result)
    {
        if (!bundle.Has(BundleNames.Result))
        {
            findings.Fail(AuditCheck.Allocation, $"{BundleNames.Result} is missing");
            return;
        }
        byte[] file = bundle.Read(BundleNames.Result);
        if (Digest.Sha256(file) != result.Result)
            findings.Fail(AuditCheck.Allocation, $"{BundleNames.Result} is not the file whose hash the log names", audit.Result!.Index);
        if (Difference.Of(file, Encoding.UTF8.GetBytes(AllocationText.Print(allocation, frozen.Paper, frozen.Rules))) is { } difference)
            findings.Fail(AuditCheck.Allocation, $"{BundleNames.Result}, {difference}");
        Allocation outcome = allocation.Outcome;
        findings.Hold(
            AuditCheck.Allocation,
            Say($"{outcome.Awards.Count():N0} of {frozen.Paper.Proposals.Length:N0} projects are funded by {outcome.Election.Ballots.Voters:N0} ballots{ChangesText.Of(allocation, frozen.Paper)}"));
    }

    private static string? Unlike(ImmutableArray<Ballot> opened, ImmutableArray<Ballot> published)
    {
        string[] left = Sorted(opened), right = Sorted(published);
        int at = 0;
        while (at < left.Length && at < right.Length && string.Equals(left[at], right[at], StringComparison.Ordinal))
            at++;
        return at == left.Length && at == right.Length ? null
            : at == right.Length || at < left.Length && string.CompareOrdinal(left[at], right[at]) < 0
                ? $"a sealed ballot '{left[at]}' is not among the published ones, or not so often"
                : $"a published ballot '{right[at]}' is not among the sealed ones, or not so often";
    }

    private static string[] Sorted(ImmutableArray<Ballot> ballots)
    {
        string[] texts = [.. ballots.Select(ballot => ballot.Canonical)];
        Array.Sort(texts, StringComparer.Ordinal);
        return texts;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
