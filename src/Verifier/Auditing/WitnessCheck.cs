using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Whether the witnesses whose keys were given, or whom the frozen rules name, countersigned checkpoints of this log.</summary>
internal static class WitnessCheck
{
    /// <summary>Checks the lines that witnesses added to checkpoints.</summary>
    /// <param name="witnesses">Each witness's name and key.</param>
    /// <param name="named">The keys of those whom the rules name, who are looked at where none was given: such a witness may have been away.</param>
    /// <param name="notes">The checkpoints that were published or kept.</param>
    /// <param name="log">The log.</param>
    public static void Run(
        IReadOnlyList<(string Name, LogPublicKey Key)> witnesses, IReadOnlyList<string> named, IReadOnlyList<SignedNote> notes, DayLog log, Findings findings)
    {
        bool given = witnesses.Count > 0;
        if (!given)
            witnesses = [.. named.Select(key => Named(key, findings)).OfType<(string, LogPublicKey)>()];
        if (witnesses.Count == 0)
        {
            findings.NotAsked(AuditCheck.Witnesses, "no witness's key was given: --witness KEY");
            return;
        }
        var held = new List<string>();
        foreach (var (name, key) in witnesses)
        {
            long furthest = -1;
            foreach (SignedNote note in notes.Where(note => note.Signatures.Any(line => line.Name == name && line.KeyId == key.KeyId)))
            {
                _ = Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint);
                if (!note.IsSignedBy(name, key))
                    findings.Fail(AuditCheck.Witnesses, $"the line of {name} under the checkpoint of {Number(checkpoint!.Size)} entries is not its signature");
                else if (Fits(checkpoint!, log))
                    furthest = Math.Max(furthest, checkpoint!.Size);
                else
                    findings.Fail(AuditCheck.Witnesses, $"{name} countersigned a checkpoint of {Number(checkpoint!.Size)} entries that is not of this history");
            }
            if (furthest < 0 && !given)
                held.Add($"{name}, whom the rules name, countersigned nothing that is here");
            else if (furthest < 0)
                findings.Fail(AuditCheck.Witnesses, $"no checkpoint of this history carries the line of {name}: give those that it countersigned with --seen");
            else
                held.Add($"{name} up to {Number(furthest)} entries");
        }
        findings.Hold(AuditCheck.Witnesses, string.Join(", ", held));
    }

    private static (string, LogPublicKey)? Named(string key, Findings findings)
    {
        if (LogPublicKey.TryParseVerifierKey(key, out string? name, out LogPublicKey? read))
            return (name, read);
        findings.Fail(AuditCheck.Witnesses, $"{BundleNames.Rules} names a witness whose key cannot be read: {key}");
        return null;
    }

    private static bool Fits(Checkpoint checkpoint, DayLog log) =>
        string.Equals(checkpoint.Origin, log.Origin, StringComparison.Ordinal)
        && checkpoint.Size <= log.Tree.Count
        && log.Tree.Root(checkpoint.Size) == checkpoint.Root;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
