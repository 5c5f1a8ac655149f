using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Tests.Mixing;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Fuzzing;

/// <summary>Of files that belong together, a change to any one is refused, and no change throws.</summary>
public class BundledFilesTests
{
    [Fact]
    public void No_change_to_a_file_of_the_mix_holds_even_if_the_proof_is_made_for_it()
    {
        var random = new Random(20261122);
        var check = new MixCheck(MixedDay.Counted, MixedDay.Entry, MixedDay.Dice, MixedDay.Published);
        var names = MixedDay.Files().Keys.Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < 400; i++)
        {
            var (files, name) = (MixedDay.Files(), names[i % names.Length]);
            var honest = files[name];
            files[name] = Mutations.Of(honest, random);
            var proof = name == BundleNames.MixProof ? MixProof.EntryOf(files[name]) : MixedDay.Reprove(files);
            var fault = check.Fault(proof, MixedDay.AsMembers(files));
            Assert.Equal(files[name].AsSpan().SequenceEqual(honest), fault is null);
        }
    }

    [Fact]
    public void No_change_to_a_file_of_the_log_is_read()
    {
        var random = new Random(20261122);
        var log = SampleScript.SmallDay().Play().PublicMembers().Where(member => member.Key.StartsWith(BundleNames.LogFolder, StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, log.Length);
        for (var i = 0; i < 3000; i++)
        {
            var files = new Dictionary<string, byte[]>(log, StringComparer.Ordinal);
            var (name, honest) = log[i % log.Length];
            files[name] = Mutations.Of(honest, random);
            // A change to the signature alone leaves a checkpoint that reads and does not verify.
            if (LogFiles.TryRead(MixedDay.AsMembers(files), out var read, out _))
                Assert.True(files[name].AsSpan().SequenceEqual(honest) || name == BundleNames.LogCheckpoint && read.Note.Print() == System.Text.Encoding.UTF8.GetString(files[name]));
        }
    }
}
