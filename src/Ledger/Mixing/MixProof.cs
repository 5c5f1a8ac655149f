using System.Text;

namespace PbDecisionDay.Ledger;

/// <summary>
/// <c>mix/proof.txt</c>: the hash of each of the mix's other files, as <c>sha256sum</c> prints them, so that
/// <c>sha256sum -c mix/proof.txt</c> checks them by hand. The <c>proof</c> entry holds this file's own hash.
/// </summary>
public static class MixProof
{
    /// <summary>The <c>proof</c> entry for the bytes of <c>mix/proof.txt</c>.</summary>
    public static ProofEntry EntryOf(ReadOnlySpan<byte> proofText) => new(Digest.Sha256(proofText));

    /// <summary>The file's text for files given by name and hash, in the order in which they come.</summary>
    internal static string Print(IEnumerable<KeyValuePair<string, Digest>> files) =>
        string.Concat(files.Select(file => Line(file.Key, file.Value)));

    /// <summary>One line with its line feed.</summary>
    internal static string Line(string name, Digest hash) => $"{Convert.ToHexStringLower(hash.ToBytes())}  {name}\n";

    internal static byte[] Bytes(IEnumerable<KeyValuePair<string, Digest>> files) => Encoding.ASCII.GetBytes(Print(files));
}
