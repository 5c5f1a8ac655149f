using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>A bundle's log: the key that signed it, the tree, and its entries.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Key">The log's key.</param>
/// <param name="Files">The log's files, consistent in themselves.</param>
/// <param name="Entries">The entries, in order; empty where one cannot be read.</param>
internal sealed record DayLog(string Origin, LogPublicKey Key, LogFiles Files, IReadOnlyList<LogEntry> Entries)
{
    /// <summary>The last checkpoint.</summary>
    public Checkpoint Last => Files.Checkpoint;

    /// <summary>The tree over all entries.</summary>
    public MerkleTree Tree => Files.Tree;

    /// <summary>Reads the log of a bundle; null, with the findings, where it is not one that its key signed.</summary>
    public static DayLog? Read(Bundle bundle, (string Name, LogPublicKey Key)? given, Findings findings)
    {
        if (!TryReadKey(bundle, given, findings, out string? origin, out LogPublicKey? key))
            return null;
        if (!LogFiles.TryRead(Members(bundle, BundleNames.LogFolder), out LogFiles? files, out BundleFault? fault))
        {
            findings.Fail(AuditCheck.Tree, fault.ToString());
            return null;
        }
        findings.Hold(AuditCheck.Tree, Say($"{files.Tree.Count:N0} entries, root {files.Checkpoint.Root}"));
        if (!files.Note.IsSignedBy(origin, key) || !string.Equals(files.Checkpoint.Origin, origin, StringComparison.Ordinal))
        {
            findings.Fail(AuditCheck.Checkpoints, $"{BundleNames.LogCheckpoint} is not signed by the log's key");
            return null;
        }
        return new(origin, key, files, ReadEntries(files, findings));
    }

    /// <summary>The members of a bundle below a folder, to be read one at a time.</summary>
    public static IEnumerable<BundleMember> Members(Bundle bundle, string folder) => bundle.Names
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
        .Select(name => new BundleMember(name, () => bundle.Open(name)));

    /// <summary>A member's text; null where it is missing or not UTF-8.</summary>
    public static string? Text(Bundle bundle, string name) => bundle.Has(name) ? new BundleMember(name, () => bundle.Open(name)).ReadText() : null;

    private static bool TryReadKey(
        Bundle bundle, (string Name, LogPublicKey Key)? given, Findings findings, [NotNullWhen(true)] out string? origin, [NotNullWhen(true)] out LogPublicKey? key)
    {
        (origin, key) = (null, null);
        string? text = Text(bundle, BundleNames.Keys);
        if (text is not [.. var line, '\n'] || !LogPublicKey.TryParseVerifierKey(line, out origin, out key))
            findings.Fail(AuditCheck.Keys, text is null ? $"{BundleNames.Keys} is missing" : $"{BundleNames.Keys} should hold one verifier key, that of the log, and a line feed");
        else if (given is { } other && (!other.Key.Equals(key) || !string.Equals(other.Name, origin, StringComparison.Ordinal)))
            findings.Fail(AuditCheck.Keys, $"the file has the key {key} of {origin}, and {other.Key} of {other.Name} was asked for with --key");
        else
            findings.Hold(AuditCheck.Keys, $"{key}{(given is null ? ": compare it with the one printed on the cards" : ", as asked for")}");
        return origin is not null && key is not null;
    }

    private static LogEntry[] ReadEntries(LogFiles files, Findings findings)
    {
        var (entries, problems) = (new LogEntry?[files.Entries.Count], new string?[files.Entries.Count]);
        Parallel.For(0, entries.Length, i =>
        {
            ReadOnlySpan<byte> text = files.Entries[i].Span;
            if (!LogEntry.TryParse(text, out entries[i], out EntryProblem? problem))
                problems[i] = problem.ToString();
            else if (!entries[i]!.Print().AsSpan().SequenceEqual(text))
                problems[i] = "it does not print back to the same bytes";
        });
        for (int i = 0; i < problems.Length; i++)
            if (problems[i] is { } problem)
                findings.Fail(AuditCheck.Entries, problem, i);
        if (findings.Fails(AuditCheck.Entries))
            return [];
        findings.Hold(AuditCheck.Entries, Kinds(entries!));
        return entries!;
    }

    private static string Kinds(IEnumerable<LogEntry> entries) =>
        string.Join(", ", entries.CountBy(entry => entry.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Say($"{kind.Value:N0} {kind.Key}")));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
