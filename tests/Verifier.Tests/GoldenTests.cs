using System.Buffers.Binary;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>
/// Bundles of format pbdd/1 that were written once, on 2026-11-29, when the format had got its last kinds of entries before anything was released,
/// and that every later version verifies: a simple day, and one with every kind of entry. Never write them anew.
/// </summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("pbdd-1", "DBcQKEFKBYOP6UYGjgbeIbiN3Rthbmi9chbFgtlfKPg=")]
    [InlineData("pbdd-1-many", "u0t9LnPv+9Nsb6VMJAm5SxCF7TC5GfBIcAB2d+97EcY=", EveryKindDay.Missing)]
    public void Bundles_that_were_written_once_still_verify(string folder, string root, string? without = null)
    {
        AuditReport report = Verify(folder, [.. new[] { without }.OfType<string>()]);
        Assert.True(report.Holds, report.Failing());
        Assert.Equal(root, report.Checkpoint!.Root.ToString());
    }

    [Fact]
    public void A_log_that_is_left_out_has_to_be_accepted_by_name()
    {
        AuditReport report = Verify("pbdd-1-many");
        Assert.False(report.Holds);
        Assert.Empty(report.Failing());
        Assert.Equal([new LeftOutLog(EveryKindDay.Missing, "damaged", 8, Accepted: false)], report.LeftOut);
    }

    [Fact]
    public void Every_kind_of_entry_stands_in_some_golden_bundle()
    {
        IEnumerable<Type> kinds = typeof(LogEntry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LogEntry)));
        Assert.Empty(kinds.Except(Folders.SelectMany(Entries).Select(entry => entry.GetType())).Select(type => type.Name));
    }

    /// <summary>Where PBDD_GOLDEN names a new folder, the bundle is kept there, to be committed once as another golden one.</summary>
    [Fact]
    public void The_day_with_every_kind_of_entry_still_makes_a_bundle_that_holds()
    {
        DayFiles day = DayFiles.Of(EveryKindDay.Script().Play());
        (byte[] everybody, byte[] auditor) = (SampleDay.Pack(day.Members), SampleDay.Pack(day.Openings));
        AuditReport report = DayFiles.Verify(everybody, auditor, without: [EveryKindDay.Missing]);
        Assert.True(report.Holds, report.Failing());
        if (Environment.GetEnvironmentVariable("PBDD_GOLDEN") is not { Length: > 0 } folder)
            return;
        Assert.False(Directory.Exists(folder), "A golden bundle is never written anew.");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(System.IO.Path.Combine(folder, "public.zip"), everybody);
        File.WriteAllBytes(System.IO.Path.Combine(folder, "auditor.zip"), auditor);
    }

    [Fact]
    public void The_sample_day_still_gives_the_same_files_but_for_signatures_and_readme()
    {
        using var stream = new MemoryStream(Read("pbdd-1", "public.zip"));
        Assert.True(Bundle.TryOpen(stream, long.MaxValue, out Bundle? bundle, out _));
        DayFiles now = DayFiles.Good();
        Assert.Equal(bundle.Names, now.Members.Keys);
        foreach (string name in bundle.Names.Except([BundleNames.Readme, BundleNames.Checkpoints, BundleNames.LogCheckpoint], StringComparer.Ordinal))
            Assert.True(bundle.Read(name).AsSpan().SequenceEqual(now.Members[name]), name);
    }

    private static readonly string[] Folders = ["pbdd-1", "pbdd-1-many"];

    private static AuditReport Verify(string folder, params string[] without) =>
        DayFiles.Verify(Read(folder, "public.zip"), Read(folder, "auditor.zip"), without: without);

    // Of all logs in the bundle, out of their files.
    private static IEnumerable<LogEntry> Entries(string folder)
    {
        using var stream = new MemoryStream(Read(folder, "public.zip"));
        Assert.True(Bundle.TryOpen(stream, long.MaxValue, out Bundle? bundle, out _));
        return [.. bundle.Names.Where(name => name.Contains("/tile/entries/", StringComparison.Ordinal)).SelectMany(name => Split(bundle.Read(name)))];
    }

    // C2SP tlog-tiles: each entry after its length in two bytes.
    private static IEnumerable<LogEntry> Split(byte[] entries)
    {
        for (int at = 0; at < entries.Length; at += 2 + Length(entries, at))
            yield return LogEntry.Parse(entries.AsSpan(at + 2, Length(entries, at)));
    }

    private static int Length(byte[] entries, int at) => BinaryPrimitives.ReadUInt16BigEndian(entries.AsSpan(at));

    private static string Path(string folder, string name) => Repository.Path($"tests/Verifier.Tests/Golden/{folder}/{name}");

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(Path(folder, name));
}
