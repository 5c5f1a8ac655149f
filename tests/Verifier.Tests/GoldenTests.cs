using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>Bundles of format pbdd/1 that were written once, on 2026-11-22, and are verified by every later version. Never write them anew.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void The_first_bundles_of_this_format_still_verify()
    {
        AuditReport report = DayFiles.Verify(Read("public.zip"), Read("auditor.zip"));
        Assert.True(report.Holds, report.Failing());
        Assert.Equal("jJCEbFhdmGfB/O51K9ychUrbmuBENllfJYUvRkdyp6s=", report.Checkpoint!.Root.ToString());
    }

    [Fact]
    public void The_sample_day_still_gives_the_same_files_but_for_signatures_and_readme()
    {
        using var stream = new MemoryStream(Read("public.zip"));
        Assert.True(Bundle.TryOpen(stream, long.MaxValue, out Bundle? bundle, out _));
        DayFiles now = DayFiles.Good();
        Assert.Equal(bundle.Names, now.Members.Keys);
        foreach (string name in bundle.Names.Except([BundleNames.Readme, BundleNames.Checkpoints, BundleNames.LogCheckpoint], StringComparer.Ordinal))
            Assert.True(bundle.Read(name).AsSpan().SequenceEqual(now.Members[name]), name);
    }

    private static byte[] Read(string name) => File.ReadAllBytes(Repository.Path($"tests/Verifier.Tests/Golden/pbdd-1/{name}"));
}
