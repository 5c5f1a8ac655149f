using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A cast for which a phone holds a receipt.</summary>
/// <param name="Card">The card's number.</param>
/// <param name="Version">The version cast.</param>
/// <param name="Ballot">What was cast.</param>
/// <param name="Random">What its attempt was made of: whoever has it can have the cast opened.</param>
/// <param name="Receipt">The receipt, not verified yet.</param>
internal sealed record CastMade(Digest Card, int Version, Ballot Ballot, Digest Random, Receipt Receipt)
{
    /// <summary>The receipt of the challenge that opened this cast, with the next version; null where none did and it may count.</summary>
    public Receipt? Challenge { get; init; }

    /// <summary>Every receipt that is held for it.</summary>
    public IEnumerable<Receipt> Receipts => Challenge is null ? [Receipt] : [Receipt, Challenge];
}
