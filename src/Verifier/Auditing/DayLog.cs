using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>A bundle's log: the key that signed it, the tree, and its entries.</summary>
/// <param name="Name">The log's name among the day's: <c>main</c>, or that of one that was joined.</param>
/// <param name="Origin">The log's own name, which its key signs under.</param>
/// <param name="Key">The log's key.</param>
/// <param name="Files">The log's files, consistent in themselves.</param>
/// <param name="Entries">The entries, in order; empty where one cannot be read.</param>
internal sealed record DayLog(string Name, string Origin, LogPublicKey Key, LogFiles Files, IReadOnlyList<LogEntry> Entries)
{
    /// <summary>The last checkpoint.</summary>
    public Checkpoint Last => Files.Checkpoint;

    /// <summary>The tree over all entries.</summary>
    public MerkleTree Tree => Files.Tree;

    /// <summary>Reads the main log of a bundle; null, with the findings, where it is not one that its key signed.</summary>
    public static DayLog? Read(Bundle bundle, DayKeys keys, Findings findings) =>
        Read(bundle, LogNames.Main, keys.Origin, keys.Main, BundleNames.LogFolder, findings);

    /// <summary>Reads a joined log of a bundle; null, with the findings, where it is not one that its key signed.</summary>
    public static DayLog? ReadJoined(Bundle bundle, DayKeys keys, string name, Findings findings) => keys.Others.TryGetValue(name, out LogPublicKey? key)
        ? Read(bundle, name, LogNames.Origin(keys.Origin, name), key, BundleNames.OtherLog(name) + BundleNames.LogFolder, findings)
        : null;

    private static DayLog? Read(Bundle bundle, string name, string origin, LogPublicKey key, string folder, Findings findings)
    {
        if (!LogFiles.TryRead(Members(bundle, folder), out LogFiles? files, out BundleFault? fault, folder))
        {
            findings.Fail(AuditCheck.Tree, fault.ToString(), log: name);
            return null;
        }
        if (name == LogNames.Main)
            findings.Hold(AuditCheck.Tree, Say($"{files.Tree.Count:N0} entries, root {files.Checkpoint.Root}"));
        if (!files.Note.IsSignedBy(origin, key) || !string.Equals(files.Checkpoint.Origin, origin, StringComparison.Ordinal))
        {
            findings.Fail(AuditCheck.Checkpoints, $"{folder}checkpoint is not signed by the log's key", log: name);
            return null;
        }
        return new(name, origin, key, files, ReadEntries(files, name, findings));
    }

    /// <summary>The members of a bundle below a folder, to be read one at a time.</summary>
    public static IEnumerable<BundleMember> Members(Bundle bundle, string folder) => bundle.Names
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
        .Select(name => new BundleMember(name, () => bundle.Open(name)));

    /// <summary>A member's text; null where it is missing or not UTF-8.</summary>
    public static string? Text(Bundle bundle, string name) => bundle.Has(name) ? new BundleMember(name, () => bundle.Open(name)).ReadText() : null;

    private static LogEntry[] ReadEntries(LogFiles files, string name, Findings findings)
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
                findings.Fail(AuditCheck.Entries, problem, i, name);
        if (problems.Any(problem => problem is not null))
            return [];
        if (name == LogNames.Main)
            findings.Hold(AuditCheck.Entries, Kinds(entries!));
        return entries!;
    }

    private static string Kinds(IEnumerable<LogEntry> entries) =>
        string.Join(", ", entries.CountBy(entry => entry.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Say($"{kind.Value:N0} {kind.Key}")));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
