using System.Collections.Immutable;
using System.Text;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Receipts;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>
/// What somebody kept of a log: receipts and signed checkpoints, one or many in a file with empty lines between. Files
/// that travelled by mail or print are read too: line ends of any kind, spaces at line ends, several empty lines.
/// </summary>
/// <param name="Receipts">The receipts.</param>
/// <param name="Checkpoints">The checkpoints.</param>
/// <param name="Problems">What in the file is neither, with its place.</param>
internal sealed record SeenNotes(ImmutableArray<Receipt> Receipts, ImmutableArray<SignedNote> Checkpoints, ImmutableArray<string> Problems)
{
    /// <summary>Reads a file's text.</summary>
    public static SeenNotes Read(string text)
    {
        var (receipts, checkpoints, problems) = (new List<Receipt>(), new List<SignedNote>(), new List<string>());
        string[] blocks = [.. Blocks(text)];
        for (int at = 0; at < blocks.Length; at += 2)
        {
            string note = at + 1 < blocks.Length ? $"{blocks[at]}\n{blocks[at + 1]}" : blocks[at];
            if (Receipt.TryParse(note, out Receipt? receipt))
                receipts.Add(receipt);
            else if (SignedNote.TryParse(note, out SignedNote? signed) && Checkpoint.TryParse(signed.Text, out _))
                checkpoints.Add(signed);
            else
                problems.Add($"note {at / 2 + 1} is neither a receipt nor a signed checkpoint");
        }
        if (blocks.Length == 0)
            problems.Add("there is no receipt and no checkpoint in it");
        return new([.. receipts], [.. checkpoints], [.. problems]);
    }

    // Lines that stand together, each block ended by a line feed: a text, then its signatures, and so on.
    private static IEnumerable<string> Blocks(string text)
    {
        var block = new StringBuilder();
        foreach (string line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Append(""))
        {
            if (line.Length > 0)
                block.Append(line).Append('\n');
            else if (block.Length > 0)
            {
                yield return block.ToString();
                block.Clear();
            }
        }
    }
}
