using System.Buffers.Text;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Receipts;

/// <summary>How far a receipt has been found right. The steps are those that the browser takes in Client/receipts/check.ts.</summary>
public enum CheckState
{
    /// <summary>Everything holds.</summary>
    Right,

    /// <summary>The entry is in the log; the next checkpoint will cover it.</summary>
    Waits,

    /// <summary>A step failed.</summary>
    Wrong,

    /// <summary>The text is no receipt.</summary>
    NotReceipt,

    /// <summary>It belongs to a log that this site does not hold.</summary>
    OtherSite,
}

/// <summary>What checking a receipt came to.</summary>
/// <param name="State">How far it is right.</param>
/// <param name="Day">The name of the day, once known.</param>
/// <param name="Receipt">The receipt, once read.</param>
/// <param name="Signed">Whether the log's key signed the receipt.</param>
/// <param name="InLog">Whether its entry stands at its place in the log.</param>
/// <param name="Covered">Whether a signed checkpoint covers it.</param>
/// <param name="Proved">Whether the proof leads there.</param>
/// <param name="Checkpoint">The checkpoint it is proved under, a C2SP note; empty where it is not.</param>
/// <param name="Standing">Whether the ballot counts, once its entry is found.</param>
/// <param name="MayVote">Whether its card may vote again now.</param>
/// <param name="Card">The short number of its card, once its entry is found.</param>
public sealed record CheckOutcome(
    CheckState State, string Day = "", Receipt? Receipt = null, bool Signed = false, bool InLog = false, bool Covered = false, bool Proved = false, string Checkpoint = "",
    BallotStanding Standing = BallotStanding.NotSaid, bool MayVote = false, string Card = "")
{
    /// <summary>The key of the sentence that comes first where everything is right: whether the ballot counts.</summary>
    public string First => Standing == BallotStanding.NotSaid ? "Check.Right" : $"Check.Standing.{Rules.Text.Words.Of(Standing)}";

    /// <summary>The key of what to do about it.</summary>
    public string ToDo => Standing == BallotStanding.NotSaid ? "Check.Means" : MayVote ? "Check.VoteAgain" : $"{First}.Detail";

    /// <summary>Whether the first sentence is good news.</summary>
    public bool IsGood => Standing is BallotStanding.NotSaid or BallotStanding.Counts;
}

/// <summary>Checks a receipt for a browser without script.</summary>
public sealed class ReceiptCheck(IGrainFactory grains, StandingReader standings)
{
    /// <summary>Checks a receipt against its log.</summary>
    /// <param name="pasted">The receipt's text, or the link of its QR.</param>
    /// <param name="logs">The logs of this site.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<CheckOutcome> CheckAsync(string pasted, IReadOnlyList<KnownLog> logs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pasted);
        ArgumentNullException.ThrowIfNull(logs);
        if (Read(pasted, logs) is not { } receipt) return new CheckOutcome(CheckState.NotReceipt);
        var log = logs.FirstOrDefault(one => string.Equals(one.Origin, receipt.Origin, StringComparison.Ordinal));
        if (log is null || !LogPublicKey.TryParseVerifierKey(log.LogKey, out _, out var key))
            return new CheckOutcome(CheckState.OtherSite, Receipt: receipt);

        var answer = await grains.GetGrain<IBallotBoxGrain>(BoxKey.For(log.Day, log.Log)).ProveInclusionAsync(receipt.LeafHash.ToString(), cancellationToken);
        var signed = receipt.IsSignedBy(key!);
        var inLog = answer.State != InclusionState.NotInLog && answer.Index == receipt.Index;
        var covered = Checkpoint.TryOpen(answer.Checkpoint, key!, out var checkpoint) && checkpoint!.Origin == receipt.Origin && checkpoint.Size > receipt.Index;
        var proved = covered && MerkleTree.VerifyInclusion(receipt.LeafHash, receipt.Index, checkpoint!.Size, [.. answer.Proof.Select(hash => Digest.TryParse(hash, out var read) ? read : default)], checkpoint.Root);
        var waits = signed && inLog && answer.State == InclusionState.AwaitsCheckpoint;
        var state = signed && inLog && proved ? CheckState.Right : waits ? CheckState.Waits : CheckState.Wrong;
        var read = state == CheckState.Wrong ? EntryStanding.Unknown : await standings.ReadAsync(log.Day, log.Log, receipt.LeafHash, cancellationToken);
        return new CheckOutcome(
            state, log.Title, receipt, signed, inLog, covered, proved, proved ? answer.Checkpoint : "", read.Standing, read.MayVote, read.Card);
    }

    private static Receipt? Read(string pasted, IReadOnlyList<KnownLog> logs)
    {
        var text = pasted.ReplaceLineEndings("\n").Trim();
        // A saved file holds the checkpoint as a second note, with an empty line between.
        var notes = text.Split("\n\n").Chunk(2).Select(note => string.Join("\n\n", note) + "\n");
        if (notes.Select(note => Receipt.TryParse(note, out var read) ? read : null).FirstOrDefault(read => read is not null) is { } receipt) return receipt;
        var compact = text[(text.IndexOf('#', StringComparison.Ordinal) + 1)..].Split('.');
        if (compact is not [var index, var leaf, var signature]) return null;
        // A link does not say which of its day's logs it is of: the one whose key signed it. One that none signed is told so as the first's.
        var named = logs.Where(log => text.Contains($"/r/{log.Day}#", StringComparison.Ordinal))
            .Select(log => (Log: log, Receipt: Whole(log.Origin, index, leaf, signature)))
            .Where(one => one.Receipt is not null).ToArray();
        return named.FirstOrDefault(one => LogPublicKey.TryParseVerifierKey(one.Log.LogKey, out _, out var key) && one.Receipt!.IsSignedBy(key), named.FirstOrDefault()).Receipt;
    }

    private static Receipt? Whole(string origin, string index, string leaf, string signature) =>
        Receipt.TryParse($"pbdd/1 receipt\n{origin}\n{index} {Standard(leaf)}\n\n— {origin} {Standard(signature)}\n", out var read) ? read : null;

    // A receipt's address holds base64url; any other text stays as it is, and is then no receipt.
    private static string Standard(string part) =>
        Base64Url.IsValid(part) ? Convert.ToBase64String(Base64Url.DecodeFromChars(part)) : part;
}

/// <summary>A log that this site holds.</summary>
/// <param name="Day">Its day's id.</param>
/// <param name="Title">The day's name for the reader.</param>
/// <param name="Origin">The log's name.</param>
/// <param name="LogKey">Its public key as a C2SP verifier key.</param>
/// <param name="Rehearsal">Whether the day is a rehearsal.</param>
/// <param name="Log">Its name among the day's logs.</param>
public sealed record KnownLog(string Day, string Title, string Origin, string LogKey, bool Rehearsal, string Log);
