using System.Globalization;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>Something in a log that the rules of docs/formats/verify.md forbid.</summary>
/// <param name="Check">Which check it is of: one of <see cref="AuditChecks.All"/>.</param>
/// <param name="Entry">The index of the entry at fault; null where it is no single one.</param>
/// <param name="Reason">What is wrong, in one plain sentence.</param>
public sealed record AuditFinding(string Check, long? Entry, string Reason)
{
    /// <summary>"card-proofs, entry 12: …".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Check}{(Entry is { } entry ? $", entry {entry}" : "")}: {Reason}");
}

/// <summary>What has been found so far.</summary>
internal sealed class AuditFindings
{
    private readonly List<AuditFinding> found = [];

    public IReadOnlyList<AuditFinding> Found => found;

    public void Add(string check, long? entry, string reason) => found.Add(new(check, entry, reason));
}
