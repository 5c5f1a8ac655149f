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
        DayKeys? keys = bundle is null ? null : DayKeys.Read(bundle, request.Key, findings);
        DayLog? log = keys is null ? null : DayLog.Read(bundle!, keys, findings);
        FrozenPapers? frozen = null;
        ImmutableArray<DayLog> joined = [];
        ImmutableArray<LeftOutLog> leftOut = [];
        if (log is not null)
        {
            keys!.Check(log, findings);
            joined = [.. log.Entries.OfType<JoinEntry>().Select(join => join.Log).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => DayLog.ReadJoined(bundle!, keys, name, findings)).OfType<DayLog>()];
            ImmutableArray<SignedNote> checkpoints = CheckpointsCheck.Run(bundle!, [log, .. joined], findings);
            (string Name, SeenNotes Notes)[] seen = [.. request.Seen.Select(file => (file.Name, SeenNotes.Read(file.Text)))];
            SeenCheck.Run(seen, [log, .. joined], Absent(request, keys, log), checkpoints, findings);
            frozen = FrozenPapers.Read(bundle!, log, findings);
            WitnessCheck.Run(request.Witnesses, frozen?.Rules.Witnesses ?? [], [.. checkpoints, .. seen.SelectMany(file => file.Notes.Checkpoints)], log, findings);
        }
        if (log is not null && !findings.Fails(AuditCheck.Entries))
            leftOut = Judge(request, bundle!, auditor, log, joined, frozen, findings);
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
            LeftOut = leftOut,
            Disputes = log?.Entries.Count(entry => entry is IncidentEntry { Code: IncidentCode.Dispute }) ?? 0,
            Checks = [.. findings.Results(AuditCheck.All)],
        };
    }

    private static ImmutableArray<AbsentLog> Absent(AuditRequest request, DayKeys keys, DayLog log)
    {
        var joined = log.Entries.OfType<JoinEntry>().Select(join => join.Log).ToHashSet(StringComparer.Ordinal);
        var missing = log.Entries.OfType<MissingEntry>().Select(left => left.Log).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Others.Where(other => !joined.Contains(other.Key)).Select(other => new AbsentLog(
            other.Key, LogNames.Origin(keys.Origin, other.Key), other.Value, missing.Contains(other.Key),
            missing.Contains(other.Key) ? request.Without.Contains(other.Key, StringComparer.Ordinal) : request.SoFar))];
    }

    private static ImmutableArray<LeftOutLog> Judge(
        AuditRequest request, Bundle bundle, Bundle? auditor, DayLog log, ImmutableArray<DayLog> joined, FrozenPapers? frozen, Findings findings)
    {
        request.Doing?.Invoke("following every card");
        var audit = new LogAudit { Replacement = frozen?.Rules.Replacement, Terms = frozen is null ? null : FrozenTerms.Of(frozen) };
        GiveManifests(bundle, log, audit, findings);
        foreach (DayLog other in joined)
            audit.AddLog(Follow(bundle, log, other, frozen, findings), other.Tree);
        LogChecks.Run(audit, log.Entries, findings);
        MembersCheck.Run(bundle, log, joined, audit, findings);
        if (audit.Result is not null)
            findings.Hold(AuditCheck.Finished, "the result is in the log");
        else if (request.SoFar)
            findings.NotDue(AuditCheck.Finished, "the result is not in the log");
        else
            findings.Fail(AuditCheck.Finished, "the day is not finished, or its end is missing: --so-far checks what is there");
        if (auditor is not null || request.Auditor is null)
        {
            request.Doing?.Invoke("opening the seals");
            OpenedBallots? opened = OpenedBallots.Read(auditor, [log, .. joined], audit, frozen, findings);
            request.Doing?.Invoke("checking ballots, mix and result");
            new OutcomeChecks(bundle, audit, frozen, opened, findings).Run();
        }
        return [.. audit.LeftOut.Select(left => new LeftOutLog(
            left.Entry.Log, Rules.Text.Words.Of(left.Entry.Reason), left.Cards, request.Without.Contains(left.Entry.Log, StringComparer.Ordinal)))];
    }

    // A joined log, followed by itself: its cards are those of the batches that the main log names for it.
    private static LogAudit Follow(Bundle bundle, DayLog main, DayLog log, FrozenPapers? frozen, Findings findings)
    {
        var audit = new LogAudit(log.Name) { Replacement = frozen?.Rules.Replacement };
        foreach (BatchEntry batch in main.Entries.OfType<BatchEntry>().Where(batch => batch.Log == log.Name).DistinctBy(batch => batch.Batch, StringComparer.Ordinal))
        {
            if (Manifest(bundle, BundleNames.Manifest(batch.Batch), AuditChecks.Manifests, findings) is { } manifest)
                audit.AddManifest(batch.Batch, manifest);
            audit.Allot(batch);
        }
        if (Manifest(bundle, BundleNames.OtherLog(log.Name) + BundleNames.Issued, AuditChecks.Issued, findings) is { } issued)
            audit.AddIssued(issued);
        LogChecks.Take(audit, log.Entries, findings);
        if (audit.Opening?.Entry is not { } open || main.Entries.OfType<OpenEntry>().FirstOrDefault() != open)
            findings.Fail(AuditChecks.Opening, "it was opened under other rules or another paper than the main log", log: log.Name);
        return audit;
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
