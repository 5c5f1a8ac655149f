using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>Whatever comes in, a verdict comes out. The seeds are fixed, so that what fails fails again.</summary>
public sealed class FuzzTests
{
    private static readonly byte[][] Words = [.. new[] { "\n", "\n\n", "0", "-1", "99999999999999999999", "1e9", ";", ",", "\"", "{", "[", "null", "—", "+", "=", " ", "META\n", "VOTES\n", "\0", "ÿ" }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Random_bytes_get_a_verdict()
    {
        var random = new Random(1);
        for (int i = 0; i < 100; i++)
        {
            byte[] bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            Assert.True(DayFiles.Verify(bytes, bytes, seen: Encoding.Latin1.GetString(bytes)).Fails(AuditCheck.Bundle));
            Assert.NotEmpty(LogComparison.Of(new MemoryStream(bytes), new MemoryStream(bytes)).Problems);
        }
    }

    [Fact]
    public void Mutated_members_get_a_verdict()
    {
        var random = new Random(2);
        string[] names = [.. DayFiles.Good().Members.Keys.Where(name => name != BundleNames.Readme)];
        for (int i = 0; i < 250; i++)
        {
            DayFiles files = DayFiles.Good();
            string name = names[random.Next(names.Length)];
            files.Members[name] = Mutate(files.Members[name], random);
            files.Openings[BundleNames.Openings] = Mutate(files.Openings[BundleNames.Openings], random);
            Assert.False(files.Verify(openings: i % 4 == 0).Holds, $"{i}: {name}");
        }
    }

    // The documents that are read as JSON or Pabulib, with hashes that fit, as only the operator could make them.
    [Fact]
    public void Mutated_documents_with_hashes_that_fit_get_a_verdict()
    {
        var random = new Random(3);
        SampleDay day = DayFiles.GoodDay;
        for (int i = 0; i < 200; i++)
        {
            string name = new[] { BundleNames.Rules, BundleNames.Paper, BundleNames.Ballots, BundleNames.Result }[i % 4];
            byte[] bad = Mutate(DayFiles.Good().Members[name], random);
            Digest hash = Digest.Sha256(bad);
            DayFiles files = DayFiles.Resigned(day, [.. day.Entries.Select(entry => (name, entry) switch
            {
                (BundleNames.Rules, OpenEntry open) => (open with { Rules = hash }).Print(),
                (BundleNames.Paper, OpenEntry open) => (open with { Paper = hash }).Print(),
                (BundleNames.Ballots, MixEntry mix) => new MixEntry(hash, mix.Lists).Print(),
                (BundleNames.Result, ResultEntry) => new ResultEntry(hash).Print(),
                _ => entry.Print(),
            })]);
            files.Members[name] = bad;
            Assert.False(files.Verify().Holds, $"{i}: {name}");
        }
    }

    [Fact]
    public void Mutated_bundles_of_the_whole_file_are_compared_without_a_crash()
    {
        var random = new Random(4);
        byte[] good = SampleDay.Pack(DayFiles.Good().Members);
        for (int i = 0; i < 150; i++)
            Assert.NotEmpty(LogComparison.Of(new MemoryStream(good), new MemoryStream(Mutate(good, random))).Problems);
    }

    [Fact]
    public void Mutated_notes_that_people_kept_get_a_verdict()
    {
        var random = new Random(5);
        DayFiles files = DayFiles.Good();
        byte[] kept = Encoding.UTF8.GetBytes(DayFiles.GoodDay.Receipt(12).Print() + "\n" + DayFiles.GoodDay.Checkpoints[0].Print());
        for (int i = 0; i < 150; i++)
            files.Verify(seen: Encoding.UTF8.GetString(Mutate(kept, random)));
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        byte[] bad = [.. good];
        do
        {
            for (int times = random.Next(1, 4); times > 0; times--)
                bad = Once(bad, random);
        }
        while (bad.AsSpan().SequenceEqual(good));
        return bad;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length + 1), until = Math.Min(bytes.Length, at + random.Next(1, 60));
        byte[] word = Words[random.Next(Words.Length)];
        return random.Next(5) switch
        {
            0 => [.. bytes[..at], .. word, .. bytes[at..]],
            1 => [.. bytes[..at], .. bytes[until..]],
            2 => [.. bytes[..until], .. bytes[at..]],
            3 => [.. bytes[..at], .. word, .. bytes[until..]],
            _ => [.. bytes[..at], .. bytes[at..until].Select(one => (byte)(one ^ (1 << random.Next(8)))), .. bytes[until..]],
        };
    }
}
