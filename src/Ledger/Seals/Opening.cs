namespace PbDecisionDay.Ledger.Seals;

/// <summary>What opens a seal: the nonce the service drew and the ballot. Secret until the day's openings go to an auditor.</summary>
/// <param name="Nonce">The 32 bytes of the nonce.</param>
/// <param name="Ballot">The canonical ballot.</param>
public sealed record Opening(Digest Nonce, string Ballot)
{
    /// <summary>Whether this opens <paramref name="seal"/>.</summary>
    public bool Opens(Digest seal) =>
        BallotText.IsValid(Ballot) && BallotSeal.Of(Nonce.ToBytes(), System.Text.Encoding.ASCII.GetBytes(Ballot)) == seal;

    /// <summary>Says that this is an opening, and shows nothing of it.</summary>
    public override string ToString() => "opening (hidden)";
}
