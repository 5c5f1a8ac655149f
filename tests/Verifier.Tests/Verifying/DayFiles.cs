using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>A day's files in memory, which a test alters before it has them verified.</summary>
internal sealed class DayFiles
{
    private DayFiles(SortedDictionary<string, byte[]> members, SortedDictionary<string, byte[]> openings) => (Members, Openings) = (members, openings);

    /// <summary>The good day that most tests begin with; played once.</summary>
    public static SampleDay GoodDay { get; } = SampleScript.Day().Play();

    /// <summary>The members of public.zip.</summary>
    public SortedDictionary<string, byte[]> Members { get; }

    /// <summary>The members of auditor.zip.</summary>
    public SortedDictionary<string, byte[]> Openings { get; }

    public static DayFiles Good() => Of(GoodDay);

    /// <summary>Copies, so that a test may change bytes in place.</summary>
    public static DayFiles Of(SampleDay day) => new(Copy(day.PublicMembers()), Copy(day.AuditorMembers()));

    /// <summary>
    /// The files as an operator who has the key would write them for another log: tree, tiles and checkpoints made anew
    /// at the same sizes as far as the log goes, all other files as they were.
    /// </summary>
    public static DayFiles Resigned(SampleDay day, IReadOnlyList<byte[]> entries)
    {
        DayFiles files = Of(day);
        foreach (string name in files.Members.Keys.Where(name => name.StartsWith(BundleNames.LogFolder, StringComparison.Ordinal)).ToArray())
            files.Members.Remove(name);
        var tree = new MerkleTree();
        foreach (byte[] entry in entries)
            tree.Append(MerkleTree.LeafHash(entry));
        long[] sizes = [.. day.Checkpoints.Select(note => long.Parse(note.Text.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture)).Where(size => size < tree.Count), tree.Count];
        SignedNote[] notes = [.. sizes.Select(size => day.Sign(new(day.Origin, size, tree.Root(size))))];
        foreach (BundleMember member in LogFiles.Of(notes[^1], tree, (from, count) => [.. entries.Skip((int)from).Take(count).Select(entry => (ReadOnlyMemory<byte>)entry)]))
            files.Members.Add(member.Name, member.Read());
        files[BundleNames.Checkpoints] = CheckpointFile.Print(notes);
        return files;
    }

    /// <summary>A member as text.</summary>
    public string this[string name]
    {
        get => Encoding.UTF8.GetString(Members[name]);
        set => Members[name] = Encoding.UTF8.GetBytes(value);
    }

    private static SortedDictionary<string, byte[]> Copy(SortedDictionary<string, byte[]> members) =>
        new(members.ToDictionary(member => member.Key, member => member.Value.ToArray(), StringComparer.Ordinal), StringComparer.Ordinal);

    public AuditReport Verify(
        bool openings = false, bool soFar = false, (string, LogPublicKey)? key = null, (string, LogPublicKey)? witness = null, string[]? without = null, params string[] seen) =>
        Verify(SampleDay.Pack(Members), openings ? SampleDay.Pack(Openings) : null, soFar, key, witness, without, seen);

    public static AuditReport Verify(
        byte[] publicFile, byte[]? auditor = null, bool soFar = false, (string, LogPublicKey)? key = null, (string, LogPublicKey)? witness = null, string[]? without = null,
        params string[] seen) =>
        Verification.Run(new()
        {
            Public = new MemoryStream(publicFile),
            Auditor = auditor is null ? null : new MemoryStream(auditor),
            SoFar = soFar,
            Without = without ?? [],
            Key = key,
            Witnesses = witness is { } one ? [one] : [],
            Seen = [.. seen.Select((text, i) => ($"seen-{i + 1}.txt", text))],
        });

    /// <summary>Says that the files are refused, and that this check is among those that fail.</summary>
    public AuditReport Refused(string check, bool openings = false, params string[] seen)
    {
        AuditReport report = Verify(openings, seen: seen);
        Assert.False(report.Holds);
        Assert.True(report.Fails(check), $"{check} should fail, but these do: {report.Failing()}");
        return report;
    }
}

/// <summary>What tests ask of a report.</summary>
internal static class Reports
{
    public static CheckResult Check(this AuditReport report, string name) => report.Checks.Single(check => check.Name == name);

    public static bool Fails(this AuditReport report, string name) => report.Check(name).Verdict == Verdict.Fails;

    public static string Failing(this AuditReport report) =>
        string.Join("; ", report.Checks.Where(check => check.Verdict is Verdict.Fails or Verdict.Unknown).Select(check => $"{check.Name} {VerdictText.Of(check.Verdict)} {VerdictText.Says(check)}"));
}
