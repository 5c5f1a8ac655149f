using System.Buffers.Text;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Receipts;

/// <summary>A receipt with the day it belongs to.</summary>
/// <param name="Day">The day.</param>
/// <param name="Receipt">The receipt.</param>
public sealed record VotedView(PublicDay Day, Receipt Receipt)
{
    /// <summary>What the page without script can have this vote opened with; <c>null</c> where it cannot.</summary>
    public PlainChallenge? Challenge { get; init; }

    /// <summary>Whether voting has ended, so that nothing can follow a vote that is opened.</summary>
    public bool HasEnded => Day.View.Phase == Contracts.Days.DayPhase.Checking;

    /// <summary>
    /// The address behind the receipt's QR. What names the entry stands in the fragment, so that opening it does not tell the server
    /// which receipt is looked at: index, leaf hash and signature, which with the origin of its log make the receipt's text again.
    /// </summary>
    public string Link =>
        $"{Day.View.Site}/r/{Day.Id}#{Receipt.Index}.{Base64Url.EncodeToString(Receipt.LeafHash.ToBytes())}.{Base64Url.EncodeToString(Receipt.Signature)}";
}
