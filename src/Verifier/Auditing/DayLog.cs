using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>A bundle's log: its key, its entries, and the tree that they give.</summary>
internal sealed class DayLog
{
    private DayLog(string origin, LogPublicKey key) => (Origin, Key) = (origin, key);

    /// <summary>The log's name.</summary>
    public string Origin { get; }

    /// <summary>The log's key.</summary>
    public LogPublicKey Key { get; }

    /// <summary>The checkpoint at which the bundle ends; null where there is none that the key signed.</summary>
    public Checkpoint? Last { get; private set; }

    /// <summary>The text of that checkpoint's note.</summary>
    public string? Note { get; private set; }

    /// <summary>The tree over the entries that were found; whole if <see cref="IsWhole"/>.</summary>
    public MerkleTree Tree { get; } = new();

    /// <summary>The entries, in order; as many as could be read from the first on.</summary>
    public IReadOnlyList<LogEntry> Entries { get; private set; } = [];

    /// <summary>Whether the tree is the one that was signed and every entry could be read.</summary>
    public bool IsWhole => Last is not null && Tree.Count == Last.Size && Entries.Count == Last.Size && Tree.Root() == Last.Root;

    /// <summary>Reads the log of a bundle as far as can be; what is wrong is among the findings. Null without a key.</summary>
    public static DayLog? Read(Bundle bundle, (string Name, LogPublicKey Key)? given, Findings findings)
    {
        if (!TryReadKey(bundle, given, findings, out string? origin, out LogPublicKey? key))
            return null;
        var log = new DayLog(origin, key);
        if (log.ReadCheckpoint(bundle, findings))
            log.ReadTree(bundle, findings);
        return log;
    }

    private static bool TryReadKey(
        Bundle bundle, (string Name, LogPublicKey Key)? given, Findings findings, [NotNullWhen(true)] out string? origin, [NotNullWhen(true)] out LogPublicKey? key)
    {
        (origin, key) = (null, null);
        string? text = Text(bundle, BundleNames.Keys);
        if (text is null || text.IndexOf('\n', StringComparison.Ordinal) != text.Length - 1 || !LogPublicKey.TryParseVerifierKey(text[..^1], out origin, out key) || !LogOrigin.IsValid(origin))
            findings.Fail(AuditCheck.Keys, text is null ? $"{BundleNames.Keys} is missing" : $"{BundleNames.Keys} should hold one verifier key, that of the log, and a line feed");
        else if (given is { } other && (!other.Key.Equals(key) || !string.Equals(other.Name, origin, StringComparison.Ordinal)))
            findings.Fail(AuditCheck.Keys, $"the key is {origin} {key}, and {other.Name} {other.Key} was asked for with --key");
        else
            findings.Hold(AuditCheck.Keys, $"{key}{(given is null ? ": compare it with the one printed on the cards" : ", as asked for")}");
        return !findings.Fails(AuditCheck.Keys);
    }

    private bool ReadCheckpoint(Bundle bundle, Findings findings)
    {
        string? text = Text(bundle, BundleNames.LogCheckpoint);
        if (!Checkpoint.TryOpen(text, Key, out Checkpoint? checkpoint))
            findings.Fail(AuditCheck.Checkpoints, text is null ? $"{BundleNames.LogCheckpoint} is missing" : $"{BundleNames.LogCheckpoint} is not a checkpoint signed by the log's key");
        else if (!string.Equals(checkpoint.Origin, Origin, StringComparison.Ordinal))
            findings.Fail(AuditCheck.Checkpoints, $"{BundleNames.LogCheckpoint} is of another log, {checkpoint.Origin}");
        else
            (Last, Note) = (checkpoint, text);
        return Last is not null;
    }

    private void ReadTree(Bundle bundle, Findings findings)
    {
        var entries = new List<LogEntry>();
        bool readable = true;
        foreach (Tile tile in Tile.AllOf(Last!.Size))
        {
            string name = BundleNames.LogTile(tile);
            if (!bundle.Has(name))
                findings.Fail(AuditCheck.Tree, $"{name} is missing");
            else if (tile.Level is null)
                readable = ReadEntries(bundle.Read(name), tile, entries, readable, findings);
            else if (!tile.IsIn(Tree.Count) || !bundle.Read(name).AsSpan().SequenceEqual(TileContents.Hashes(Tree, tile)))
                findings.Fail(AuditCheck.Tree, $"{name} does not hold the hashes of the entries");
            if (findings.Fails(AuditCheck.Tree))
                return;
        }
        Entries = entries;
        if (Tree.Root() != Last.Root)
            findings.Fail(AuditCheck.Tree, "the entries give another root than the last checkpoint names");
        findings.Hold(AuditCheck.Tree, Say($"{Tree.Count:N0} entries, root {Tree.Root()}"));
        findings.Hold(AuditCheck.Entries, Kinds(entries));
    }

    private bool ReadEntries(byte[] bytes, Tile tile, List<LogEntry> entries, bool readable, Findings findings)
    {
        if (!TileContents.TryReadEntries(bytes, out IReadOnlyList<ReadOnlyMemory<byte>> texts) || texts.Count != tile.Width)
        {
            findings.Fail(AuditCheck.Tree, Say($"{BundleNames.LogTile(tile)} does not hold {tile.Width} entries"));
            return false;
        }
        foreach (ReadOnlyMemory<byte> text in texts)
        {
            Tree.Append(MerkleTree.LeafHash(text.Span));
            if (!LogEntry.TryParse(text.Span, out LogEntry? entry, out EntryProblem? problem))
                findings.Fail(AuditCheck.Entries, problem.ToString(), Tree.Count - 1);
            else if (!entry.Print().AsSpan().SequenceEqual(text.Span))
                findings.Fail(AuditCheck.Entries, "it does not print back to the same bytes", Tree.Count - 1);
            else if (readable)
            {
                entries.Add(entry);
                continue;
            }
            readable = false;
        }
        return readable;
    }

    private static string Kinds(IEnumerable<LogEntry> entries) =>
        string.Join(", ", entries.CountBy(entry => entry.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Say($"{kind.Value:N0} {kind.Key}")));

    // Bytes that are not UTF-8 come out as no file of ours has them, and are refused by whatever reads the text.
    internal static string? Text(Bundle bundle, string name) => bundle.Has(name) ? Encoding.UTF8.GetString(bundle.Read(name)) : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
