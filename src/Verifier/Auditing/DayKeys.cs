using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>The keys of <c>keys.txt</c>: the main log's first, then one of each announced log, by name.</summary>
/// <param name="Origin">The main log's name.</param>
/// <param name="Main">Its key.</param>
/// <param name="Others">The others, by their logs' names.</param>
internal sealed record DayKeys(string Origin, LogPublicKey Main, IReadOnlyDictionary<string, LogPublicKey> Others)
{
    /// <summary>Reads the file; null, with the findings, where the main log's key cannot be told.</summary>
    public static DayKeys? Read(Bundle bundle, (string Name, LogPublicKey Key)? given, Findings findings)
    {
        string? text = DayLog.Text(bundle, BundleNames.Keys);
        string[] lines = text is [.. var body, '\n'] ? body.Split('\n') : [];
        if (lines.Length == 0 || !LogPublicKey.TryParseVerifierKey(lines[0], out string? origin, out LogPublicKey? main))
        {
            findings.Fail(AuditCheck.Keys, text is null ? $"{BundleNames.Keys} is missing" : $"{BundleNames.Keys} should hold the verifier key of the main log and of each other one, each ended by a line feed");
            return null;
        }
        var others = new SortedDictionary<string, LogPublicKey>(StringComparer.Ordinal);
        foreach (string line in lines[1..])
            if (!LogPublicKey.TryParseVerifierKey(line, out string? name, out LogPublicKey? key) || !name.StartsWith(origin + "/", StringComparison.Ordinal)
                || !LogNames.IsOther(name[(origin.Length + 1)..]) || others.Count > 0 && string.CompareOrdinal(others.Keys.Last(), name[(origin.Length + 1)..]) >= 0)
                findings.Fail(AuditCheck.Keys, $"{BundleNames.Keys} has a line that is no key of another log of this day, by name");
            else
                others.Add(name[(origin.Length + 1)..], key);
        if (given is { } other && (!other.Key.Equals(main) || !string.Equals(other.Name, origin, StringComparison.Ordinal)))
            findings.Fail(AuditCheck.Keys, $"the file has the key {main} of {origin}, and {other.Key} of {other.Name} was asked for with --key");
        else
            findings.Hold(AuditCheck.Keys, $"{main}{(given is null ? ": compare it with the one printed on the cards" : ", as asked for")}");
        return new(origin, main, others);
    }

    /// <summary>Holds the others against the entries that announced them.</summary>
    public void Check(DayLog log, Findings findings)
    {
        var announced = log.Entries.OfType<AnnounceEntry>().DistinctBy(entry => entry.Name, StringComparer.Ordinal).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (string name in announced.Keys.Union(Others.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            if (!announced.TryGetValue(name, out AnnounceEntry? entry))
                findings.Fail(AuditCheck.Keys, $"{BundleNames.Keys} has a key of the log {name}, which nobody announced");
            else if (!Others.TryGetValue(name, out LogPublicKey? key))
                findings.Fail(AuditCheck.Keys, $"{BundleNames.Keys} has no key of the log {name}, which was announced");
            else if (key.Fingerprint != entry.Key)
                findings.Fail(AuditCheck.Keys, $"{BundleNames.Keys} has another key of the log {name} than was announced");
    }
}
