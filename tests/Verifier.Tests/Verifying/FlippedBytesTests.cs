using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>One byte of a good bundle changed.</summary>
public sealed class FlippedBytesTests
{
    private const int Samples = 200;

    /// <summary>Members of which every byte is tried; of the larger ones a good number, spread over them and other in each place.</summary>
    private const int SmallMember = 300;

    [Fact]
    public void A_changed_byte_anywhere_in_the_file_is_found()
    {
        byte[] good = SampleDay.Pack(DayFiles.Good().Members);
        foreach (int at in Spread(good.Length, Samples))
        {
            byte[] bad = [.. good];
            bad[at] ^= (byte)(1 << at % 8);
            Assert.False(DayFiles.Verify(bad).Holds, $"byte {at}");
        }
    }

    [Fact]
    public void A_changed_byte_in_any_member_is_found_though_the_file_was_packed_again()
    {
        DayFiles good = DayFiles.Good();
        foreach (var (name, content) in good.Members.Where(member => member.Key != BundleNames.Readme))
            foreach (int at in content.Length <= SmallMember ? Enumerable.Range(0, content.Length) : Spread(content.Length, content.Length / 100 + 10))
            {
                DayFiles files = DayFiles.Good();
                files.Members[name][at] ^= (byte)(1 << at % 8);
                Assert.False(files.Verify().Holds, $"{name}, byte {at}");
            }
    }

    [Fact]
    public void A_changed_byte_in_the_openings_is_found()
    {
        int length = DayFiles.Good().Openings[BundleNames.Openings].Length;
        foreach (int at in Spread(length, 80))
        {
            DayFiles files = DayFiles.Good();
            files.Openings[BundleNames.Openings][at] ^= (byte)(1 << at % 8);
            Assert.False(files.Verify(openings: true).Holds, $"byte {at}");
        }
    }

    [Fact]
    public void A_file_that_breaks_off_is_found_wherever_it_does()
    {
        byte[] good = SampleDay.Pack(DayFiles.Good().Members);
        foreach (int length in Spread(good.Length, 60))
            Assert.False(DayFiles.Verify(good[..length]).Holds, $"{length} bytes");
        Assert.False(DayFiles.Verify([.. good, 0]).Holds);
    }

    // So many places from 0 up to a length, the first and the last among them, of every remainder by eight.
    private static IEnumerable<int> Spread(int length, int number) =>
        Enumerable.Range(0, number).Select(i => (int)((long)i * (length - 1) / (number - 1))).Distinct();
}
