using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>
/// A bundle of format pbdd/1 that was written once, on 2026-11-29, when the format had got its last kinds of entries before anything was released,
/// and that every later version verifies. Never write it anew.
/// </summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("pbdd-1", "DBcQKEFKBYOP6UYGjgbeIbiN3Rthbmi9chbFgtlfKPg=")]
    public void Bundles_that_were_written_once_still_verify(string folder, string root)
    {
        AuditReport report = DayFiles.Verify(Read(folder, "public.zip"), Read(folder, "auditor.zip"));
        Assert.True(report.Holds, report.Failing());
        Assert.Equal(root, report.Checkpoint!.Root.ToString());
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

    private static byte[] Read(string folder, string name) => File.ReadAllBytes(Repository.Path($"tests/Verifier.Tests/Golden/{folder}/{name}"));
}
