using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Tests.Support.Days;

// The day's bundles, as members that a test may alter before it packs them.
public sealed partial class SampleDay
{
    private string? ballotsText, resultText;
    private string[] potTexts = [];
    private readonly List<string> pages = [];
    private Mix? mix;
    private Dictionary<string, byte[]> mixFiles = [];

    /// <summary>What META says in ballots.pb.</summary>
    public static PabulibFacts Facts { get; } = new("Troon decides", "GB", "South Example", "2026", new(2026, 5, 9), new(2026, 5, 9));

    /// <summary>The members of public.zip by name.</summary>
    public SortedDictionary<string, byte[]> PublicMembers()
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BundleNames.Readme] = Utf8("A sample day.\n"),
            [BundleNames.Checkpoints] = Utf8(CheckpointFile.Print([.. checkpoints, .. Others.Values.Where(other => other.IsJoined).Select(other => other.Checkpoint)])),
            [BundleNames.Keys] = Utf8(string.Concat(Others.Values.Select(other => other.VerifierKey).Prepend(Key.VerifierKey(Origin)).Select(line => line + "\n"))),
            [BundleNames.Paper] = Utf8(Paper.Text),
            [BundleNames.Rules] = Utf8(Rules.Text),
        };
        foreach (var member in LogFiles.Of(checkpoints[^1], Tree, (from, count) => [.. entries.Skip((int)from).Take(count).Select(entry => (ReadOnlyMemory<byte>)entry.Print())]))
            members.Add(member.Name, member.Read());
        foreach (var member in Others.Values.Where(other => other.IsJoined).SelectMany(other => other.Members()))
            members.Add(member.Name, member.Read());
        foreach (var (i, list) in pages.Index())
            members.Add(BundleNames.Pages(i + 1), Utf8(list));
        if (entries.OfType<CloseEntry>().Any())
        {
            members.Add(BundleNames.Issued, Issued.Print());
            foreach (var (batch, manifest) in manifests)
                members.Add(BundleNames.Manifest(batch), manifest.Print());
        }
        if (resultText is null)
            return members;
        members.Add(BundleNames.Result, Utf8(resultText));
        if (ballotsText is not null)
            members.Add(BundleNames.Ballots, Utf8(ballotsText));
        foreach (var (i, pot) in potTexts.Index())
            members.Add(BundleNames.PotBallots(i + 1), Utf8(pot));
        foreach (var (name, content) in mixFiles)
            members.Add(name, [.. content]);
        return members;
    }

    /// <summary>The members of auditor.zip by name.</summary>
    public SortedDictionary<string, byte[]> AuditorMembers()
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BundleNames.Readme] = Utf8("The openings of a sample day.\n"),
            [BundleNames.Openings] = OpeningsFile.Print(openings.Select(one => new PlacedOpening(one.Key, one.Value))),
        };
        foreach (var other in Others.Values.Where(other => other.IsJoined))
            members.Add(BundleNames.OpeningsOf(other.Name), OpeningsFile.Print(other.Openings));
        return members;
    }

    /// <summary>Packs members into a bundle.</summary>
    public static byte[] Pack(IEnumerable<KeyValuePair<string, byte[]>> members)
    {
        using var to = new MemoryStream();
        BundleWriter.Write(to, members.Select(member => BundleMember.Of(member.Key, member.Value)));
        return to.ToArray();
    }
}
