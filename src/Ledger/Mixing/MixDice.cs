using System.Text;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Mixing;

/// <summary>
/// What the dice decide: which half of each of the twenty pairs is opened. Nobody knows it before the dice are rolled,
/// and nobody can choose it afterwards, since the <c>mix</c> entry goes into it. Grammar: docs/formats/mix.md.
/// </summary>
public sealed class MixDice
{
    private readonly byte[] bits;

    /// <param name="mixLeaf">The leaf hash of the log's <c>mix</c> entry.</param>
    /// <param name="digits">Eight digits in the order in which the dice were read.</param>
    /// <exception cref="ArgumentException">There are not eight digits.</exception>
    public MixDice(Digest mixLeaf, string digits) =>
        bits = Digest.Sha256([.. mixLeaf.ToBytes(), .. Encoding.ASCII.GetBytes(EntryText.Dice.Checked(digits))]).ToBytes();

    /// <summary>
    /// Whether pair <paramref name="k"/>, 1 to 20, is opened towards the ballots (y and the ballot for each u in its
    /// list's order); otherwise towards the seals (x and u for each counted seal in log order).
    /// </summary>
    public bool OpensBallots(int k) => (bits[(k - 1) / 8] >> (7 - (k - 1) % 8) & 1) == 1;
}
