using System.Collections.Immutable;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>The ballots that the auditor's openings show.</summary>
/// <param name="Counted">Those that count, in log order.</param>
internal sealed record OpenedBallots(ImmutableArray<Ballot> Counted)
{
    /// <summary>Opens every seal of the log; null where nothing was given, or where one does not open.</summary>
    public static OpenedBallots? Read(Bundle? auditor, IReadOnlyList<DayLog> logs, LogAudit audit, FrozenPapers? frozen, Findings findings)
    {
        if (auditor is null)
        {
            findings.NotAsked(AuditCheck.Openings, "no openings were given: --openings auditor.zip");
            return null;
        }
        string[] files = [.. logs.Select(log => BundleNames.OpeningsOf(log.Name))];
        foreach (string name in auditor.Names.Except([BundleNames.Readme, .. files], StringComparer.Ordinal))
            findings.Fail(AuditCheck.Openings, $"{name} does not belong into the auditor's file");
        foreach (string name in files.Prepend(BundleNames.Readme).Where(name => !auditor.Has(name)))
            findings.Fail(AuditCheck.Openings, $"{name} is missing in the auditor's file");
        if (findings.Fails(AuditCheck.Openings))
            return null;
        var all = new List<PlacedOpening>();
        foreach (DayLog log in logs)
            if (!OpeningsFile.TryParse(auditor.Read(BundleNames.OpeningsOf(log.Name)), out IReadOnlyList<PlacedOpening> openings, out string? problem))
                findings.Fail(AuditCheck.Openings, $"{BundleNames.OpeningsOf(log.Name)}, {problem}", log: log.Name);
            else
            {
                Open(openings, log, findings);
                all.AddRange(openings.Select(opening => opening with { Log = log.Name }));
            }
        if (findings.Fails(AuditCheck.Openings))
            return null;
        findings.Hold(AuditCheck.Openings, CountedNoun.Of(all.Count, "seal"));
        return frozen is null ? null : Count(all, audit, frozen, findings);
    }

    private static void Open(IReadOnlyList<PlacedOpening> openings, DayLog log, Findings findings)
    {
        var seals = new List<CountedSeal>();
        for (int i = 0; i < log.Entries.Count; i++)
            if (log.Entries[i] is CastEntry { Seal: var seal })
                seals.Add(new(i, seal));
            else if (log.Entries[i] is PaperEntry { Seal: var paper })
                seals.Add(new(i, paper));
        foreach (long index in seals.Select(seal => seal.Index).Except(openings.Select(opening => opening.Index)))
            findings.Fail(AuditCheck.Openings, $"{BundleNames.OpeningsOf(log.Name)} does not open this seal", index, log.Name);
        foreach (long index in openings.Select(opening => opening.Index).Except(seals.Select(seal => seal.Index)))
            findings.Fail(AuditCheck.Openings, $"{BundleNames.OpeningsOf(log.Name)} opens an entry that has no seal", index, log.Name);
        if (seals.Count != openings.Count)
            return;
        bool[] opens = new bool[seals.Count];
        Parallel.For(0, opens.Length, i => opens[i] = openings[i].Opening.Opens(seals[i].Seal));
        for (int i = 0; i < opens.Length; i++)
            if (!opens[i])
                findings.Fail(AuditCheck.Openings, "the seal does not open with the nonce and ballot given for it", seals[i].Index, log.Name);
    }

    private static OpenedBallots? Count(IReadOnlyList<PlacedOpening> openings, LogAudit audit, FrozenPapers frozen, Findings findings)
    {
        var counted = audit.DayCountedSeals().Select(seal => (seal.Log, seal.Index)).ToHashSet();
        var ballots = ImmutableArray.CreateBuilder<Ballot>(counted.Count);
        foreach (var (index, opening, log) in openings.Where(opening => counted.Contains((opening.Log, opening.Index))))
        {
            if (!Ballot.TryParse(opening.Ballot, out Ballot? ballot, out string? problem))
                findings.Fail(AuditCheck.OpenedBallots, problem!, index, log);
            else if (frozen.Rules.Form.Check(ballot!, frozen.Paper) is { } refusal)
                findings.Fail(AuditCheck.OpenedBallots, $"the ballot is not valid under the frozen rules: {Rules.Text.Words.Of(refusal.Kind)}", index, log);
            else
                ballots.Add(ballot!);
        }
        return findings.Fails(AuditCheck.OpenedBallots) ? null : new(ballots.DrainToImmutable());
    }
}
