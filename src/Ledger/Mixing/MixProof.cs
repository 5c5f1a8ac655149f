using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Mixing;

/// <summary>
/// <c>mix/proof.txt</c>: the hash of each of the mix's other files, as <c>sha256sum</c> prints them, so that
/// <c>sha256sum -c mix/proof.txt</c> checks them by hand. The <c>proof</c> entry holds this file's own hash.
/// </summary>
public static class MixProof
{
    /// <summary>The <c>proof</c> entry for the bytes of <c>mix/proof.txt</c>.</summary>
    public static ProofEntry EntryOf(ReadOnlySpan<byte> proofText) => new(Digest.Sha256(proofText));

    /// <summary>The file's bytes for files given by name and hash, in the order in which they come.</summary>
    internal static byte[] Bytes(IEnumerable<KeyValuePair<string, Digest>> files) =>
        Encoding.ASCII.GetBytes(string.Concat(files.Select(file => Line(file.Key, file.Value))));

    /// <summary>The first thing by which the files are not those whose hashes were put in the log, or null.</summary>
    internal static BundleFault? Fault(ProofEntry proof, Dictionary<string, BundleMember> files)
    {
        var text = files[BundleNames.MixProof].Read();
        if (EntryOf(text) != proof)
            return new(BundleNames.MixProof, null, "The file's hash is not the one in the log's proof entry.");
        var lines = Encoding.Latin1.GetString(text).Split('\n');
        var line = 0;
        foreach (var name in BundleNames.Mixed)
        {
            if (line >= lines.Length - 1 || !lines[line].EndsWith($"  {name}", StringComparison.Ordinal))
                return new(BundleNames.MixProof, line + 1, $"The hash of {name} should stand here as sha256sum prints it.");
            if (lines[line++] + "\n" != Line(name, HashOf(files[name])))
                return new(name, null, $"The file's hash is not the one in {BundleNames.MixProof}.");
        }
        return line == lines.Length - 1 && lines[line].Length == 0 ? null : new(BundleNames.MixProof, line + 1, "Nothing may follow the last file.");
    }

    /// <summary>The hash of a member's content.</summary>
    internal static Digest HashOf(BundleMember member)
    {
        using var content = member.Open();
        return new Digest(SHA256.HashData(content));
    }

    private static string Line(string name, Digest hash) => $"{Convert.ToHexStringLower(hash.ToBytes())}  {name}\n";
}
