using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Mixing;

/// <summary>The mix of the sample day, played once, with its files for tests to alter.</summary>
internal static class MixedDay
{
    private static readonly SampleDay Day = SampleScript.Day().Play();
    private static readonly LogAudit Audit = Day.Audit();
    private static readonly SortedDictionary<string, byte[]> Members = Day.PublicMembers();

    public static IReadOnlyList<CountedSeal> Counted { get; } = Audit.CountedSeals();

    public static IReadOnlyList<PlacedOpening> Openings { get; } = [.. Counted.Select(one => new PlacedOpening(one.Index, Day.Openings[one.Index]))];

    public static IReadOnlyList<string> Published { get; } = [.. Openings.Select(one => one.Opening.Ballot)];

    public static MixEntry Entry => Audit.Mix!.Entry;

    public static DiceEntry Dice => Audit.Dice!.Entry;

    public static ProofEntry Proof => Audit.Proof!.Entry;

    /// <summary>The first pair, from 1, that the lots opened towards the ballots, or towards the seals.</summary>
    public static string Pair(bool towardsBallots) =>
        BundleNames.MixPair(Enumerable.Range(1, 20).First(k => new MixDice(Entry.LeafHash(), Dice.Digits).OpensBallots(k) == towardsBallots));

    /// <summary>A copy of the 22 files.</summary>
    public static Dictionary<string, byte[]> Files() =>
        Members.Where(member => member.Key.StartsWith(BundleNames.MixFolder, StringComparison.Ordinal)).ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);

    public static IEnumerable<BundleMember> AsMembers(IEnumerable<KeyValuePair<string, byte[]>> files) => files.Select(file => BundleMember.Of(file.Key, file.Value));

    /// <summary>Makes <c>mix/proof.txt</c> anew for altered files, as an operator who cheats would before the proof is entered.</summary>
    public static ProofEntry Reprove(Dictionary<string, byte[]> files)
    {
        files[BundleNames.MixProof] = MixProof.Bytes(files.Where(file => file.Key != BundleNames.MixProof).OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => KeyValuePair.Create(file.Key, Digest.Sha256(file.Value))));
        return MixProof.EntryOf(files[BundleNames.MixProof]);
    }
}
