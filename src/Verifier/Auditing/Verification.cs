using System.Collections.Immutable;
using System.Security.Cryptography;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Verifies a day from its exported files alone: every check of <see cref="AuditCheck.All"/>, each as far as those before it allow.</summary>
internal static class Verification
{
    /// <summary>Verifies.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static AuditReport Run(AuditRequest request)
    {
        var findings = new Findings();
        request.Doing?.Invoke("reading the files");
        Digest hash = Hash(request.Public);
        Digest? auditorHash = request.Auditor is null ? null : Hash(request.Auditor);
        Bundle? bundle = Open(request.Public, "", findings);
        Bundle? auditor = request.Auditor is null ? null : Open(request.Auditor, "the auditor's file: ", findings);
        if (bundle is not null && !findings.Fails(AuditCheck.Bundle))
            findings.Hold(AuditCheck.Bundle, CountedNoun.Of(bundle.Names.Count, "file"));
        request.Doing?.Invoke("reading the log");
        DayLog? log = bundle is null ? null : DayLog.Read(bundle, request.Key, findings);
        FrozenPapers? frozen = null;
        if (log is not null)
        {
            ImmutableArray<SignedNote> checkpoints = CheckpointsCheck.Run(bundle!, log, findings);
            (string Name, SeenNotes Notes)[] seen = [.. request.Seen.Select(file => (file.Name, SeenNotes.Read(file.Text)))];
            SeenCheck.Run(seen, log, checkpoints, findings);
            WitnessCheck.Run(request.Witnesses, [.. checkpoints, .. seen.SelectMany(file => file.Notes.Checkpoints)], log, findings);
            frozen = FrozenPapers.Read(bundle!, log, findings);
        }
        if (log is not null && !findings.Fails(AuditCheck.Entries))
            Judge(request, bundle!, auditor, log, frozen, findings);
        return new()
        {
            PublicHash = hash,
            AuditorHash = auditorHash,
            Day = frozen?.Paper.Day,
            Checkpoint = log?.Last,
            Note = log?.Files.Note.Print(),
            Key = log?.Key,
            KeyGiven = request.Key is not null,
            SoFar = request.SoFar,
            Checks = [.. findings.Results(AuditCheck.All)],
        };
    }

    private static void Judge(AuditRequest request, Bundle bundle, Bundle? auditor, DayLog log, FrozenPapers? frozen, Findings findings)
    {
        request.Doing?.Invoke("following every card");
        var audit = new LogAudit { Replacement = frozen?.Rules.Replacement, Terms = frozen is null ? null : FrozenTerms.Of(frozen) };
        GiveManifests(bundle, log, audit, findings);
        LogChecks.Run(audit, log.Entries, findings);
        MembersCheck.Run(bundle, log, audit, findings);
        if (audit.Result is not null)
            findings.Hold(AuditCheck.Finished, "the result is in the log");
        else if (request.SoFar)
            findings.NotDue(AuditCheck.Finished, "the result is not in the log");
        else
            findings.Fail(AuditCheck.Finished, "the day is not finished, or its end is missing: --so-far checks what is there");
        if (auditor is not null || request.Auditor is null)
        {
            request.Doing?.Invoke("opening the seals");
            OpenedBallots? opened = OpenedBallots.Read(auditor, log, audit, frozen, findings);
            request.Doing?.Invoke("checking ballots, mix and result");
            new OutcomeChecks(bundle, audit, frozen, opened, findings).Run();
        }
    }

    // A manifest that cannot be read is told here; the audit then finds it missing.
    private static void GiveManifests(Bundle bundle, DayLog log, LogAudit audit, Findings findings)
    {
        foreach (string batch in log.Entries.OfType<BatchEntry>().Select(entry => entry.Batch).Distinct(StringComparer.Ordinal))
            if (Manifest(bundle, BundleNames.Manifest(batch), AuditChecks.Manifests, findings) is { } manifest)
                audit.AddManifest(batch, manifest);
        if (Manifest(bundle, BundleNames.Issued, AuditChecks.Issued, findings) is { } issued)
            audit.AddIssued(issued);
    }

    private static Manifest? Manifest(Bundle bundle, string name, string check, Findings findings)
    {
        if (!bundle.Has(name))
            return null;
        if (!Ledger.Trees.Manifest.TryParse(bundle.Read(name), out Manifest? manifest, out string? problem))
            findings.Fail(check, $"{name}, {problem}");
        return manifest;
    }

    private static Bundle? Open(Stream file, string which, Findings findings)
    {
        if (!Bundle.TryOpen(file, long.MaxValue, out Bundle? bundle, out string? problem))
            findings.Fail(AuditCheck.Bundle, which + problem);
        return bundle;
    }

    private static Digest Hash(Stream file)
    {
        file.Position = 0;
        return new(SHA256.HashData(file));
    }
}
