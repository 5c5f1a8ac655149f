using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Two public files of one day: whether the later continues the earlier.</summary>
/// <param name="Origin">The log's name; null where the files are not two of one day.</param>
/// <param name="From">Entries in the shorter log.</param>
/// <param name="To">Entries in the longer log.</param>
/// <param name="Added">The entries that the longer log has beyond the shorter, counted by kind.</param>
/// <param name="Files">What became of the rules, the paper and the other files, one line each.</param>
/// <param name="Problems">What cannot be true of one day; empty where the later continues the earlier.</param>
internal sealed record LogComparison(
    string? Origin, long From, long To, ImmutableSortedDictionary<string, int> Added, ImmutableArray<string> Files, ImmutableArray<Finding> Problems)
{
    /// <summary>Whether the files are good in themselves, and of two days, so that there is nothing to compare.</summary>
    public bool AreTwoDays { get; private init; }

    /// <summary>Compares; the order in which the files come makes no difference but in the words.</summary>
    public static LogComparison Of(Stream first, Stream second)
    {
        var problems = ImmutableArray.CreateBuilder<Finding>();
        (Bundle Bundle, DayLog Log)? a = Read(first, "the first file", problems), b = Read(second, "the second file", problems);
        if (a is null || b is null)
            return Nothing(problems);
        if (!string.Equals(a.Value.Log.Origin, b.Value.Log.Origin, StringComparison.Ordinal))
        {
            problems.Add(new(null, $"these are two days: {a.Value.Log.Origin} and {b.Value.Log.Origin}"));
            return Nothing(problems) with { AreTwoDays = problems.Count == 1 };
        }
        if (!a.Value.Log.Key.Equals(b.Value.Log.Key))
            problems.Add(new(null, $"the key changed: {a.Value.Log.Key} signed the first file and {b.Value.Log.Key} the second"));
        return problems.Count > 0 ? Nothing(problems)
            : a.Value.Log.Tree.Count <= b.Value.Log.Tree.Count ? Compare(a.Value, b.Value, problems)
            : Compare(b.Value, a.Value, problems);
    }

    private static LogComparison Nothing(ImmutableArray<Finding>.Builder problems) => new(null, 0, 0, ImmutableSortedDictionary<string, int>.Empty, [], problems.ToImmutable());

    private static LogComparison Compare((Bundle Bundle, DayLog Log) shorter, (Bundle Bundle, DayLog Log) longer, ImmutableArray<Finding>.Builder problems)
    {
        long from = shorter.Log.Tree.Count;
        if (longer.Log.Tree.Root(from) != shorter.Log.Tree.Root())
            problems.Add(Fork(shorter.Log, longer.Log));
        else
            foreach (string left in Checkpoints(shorter.Bundle).Except(Checkpoints(longer.Bundle), StringComparer.Ordinal))
                problems.Add(new(null, $"the longer log's {BundleNames.Checkpoints} leaves out a checkpoint that the shorter has, of {left.Split('\n')[1]} entries"));
        var added = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (ReadOnlyMemory<byte> text in longer.Log.Files.Entries.Skip((int)from))
        {
            string kind = LogEntry.TryParse(text.Span, out LogEntry? entry, out _) ? entry.Kind : "unreadable";
            added[kind] = added.GetValueOrDefault(kind) + 1;
        }
        return new(shorter.Log.Origin, from, longer.Log.Tree.Count, added.ToImmutable(), [.. FilesOf(shorter.Bundle, longer.Bundle, problems)], problems.ToImmutable());
    }

    private static Finding Fork(DayLog shorter, DayLog longer)
    {
        long at = 0;
        while (shorter.Tree.Leaf(at) == longer.Tree.Leaf(at))
            at++;
        return new(at, $"FORK: one log has '{Shown(shorter, at)}' here, the other '{Shown(longer, at)}', and both are signed");
    }

    private static string Shown(DayLog log, long at) => Encoding.UTF8.GetString(log.Files.Entries[(int)at].Span).TrimEnd('\n').Replace("\n", ", ", StringComparison.Ordinal);

    // Rules, paper, lists of pages and manifests may come, but never change and never go.
    private static IEnumerable<string> FilesOf(Bundle shorter, Bundle longer, ImmutableArray<Finding>.Builder problems)
    {
        foreach (string name in shorter.Names.Union(longer.Names, StringComparer.Ordinal).Where(IsFixed).Order(StringComparer.Ordinal))
        {
            bool same = shorter.Has(name) && longer.Has(name) && shorter.Read(name).AsSpan().SequenceEqual(longer.Read(name));
            if (shorter.Has(name) && !same)
                problems.Add(new(null, longer.Has(name) ? $"{name} changed" : $"{name} is gone"));
            yield return $"{name}: {(same ? "the same" : !shorter.Has(name) ? "new" : longer.Has(name) ? "CHANGED" : "GONE")}";
        }
    }

    private static bool IsFixed(string name) =>
        name is BundleNames.Rules or BundleNames.Paper or BundleNames.Issued or BundleNames.Ballots or BundleNames.Result
        || name.StartsWith(BundleNames.ManifestFolder, StringComparison.Ordinal)
        || name.StartsWith(BundleNames.PagesFolder, StringComparison.Ordinal)
        || name.StartsWith(BundleNames.PotFolder, StringComparison.Ordinal);

    private static HashSet<string> Checkpoints(Bundle bundle) =>
        DayLog.Text(bundle, BundleNames.Checkpoints) is { } text && CheckpointFile.TryParse(text, out IReadOnlyList<SignedNote> notes, out _)
            ? notes.Select(note => note.Text).ToHashSet(StringComparer.Ordinal)
            : [];

    private static (Bundle, DayLog)? Read(Stream file, string which, ImmutableArray<Finding>.Builder problems)
    {
        if (!Bundle.TryOpen(file, long.MaxValue, out Bundle? bundle, out string? problem))
        {
            problems.Add(new(null, $"{which}: {problem}"));
            return null;
        }
        var findings = new Findings();
        DayLog? log = DayKeys.Read(bundle, null, findings) is { } keys ? DayLog.Read(bundle, keys, findings) : null;
        foreach (Finding finding in findings.Results(AuditCheck.All).SelectMany(check => check.Findings))
            problems.Add(finding with { Reason = $"{which}: {finding.Reason}" });
        return log is null ? null : (bundle, log);
    }
}
