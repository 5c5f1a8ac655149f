using System.Buffers.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Asks for inclusion proofs as a voter does with a receipt, and checks them.</summary>
internal static class ProofCheck
{
    public const int Most = 10_000;

    /// <summary>Asks for the proofs of up to <see cref="Most"/> receipts, spread over the log.</summary>
    /// <returns>How many were asked for.</returns>
    public static async Task<int> RunAsync(
        Caller caller, string dayPath, Played played, int concurrency, Action asked, Differences differences, CancellationToken cancellationToken)
    {
        Receipt[] some = Spread([.. played.Casts.SelectMany(cast => cast.Receipts).OrderBy(receipt => receipt.Index)]);
        await Parallel.ForEachAsync(
            some, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            async (receipt, stop) =>
            {
                Answer answer = await caller.GetAsync($"{dayPath}/receipts/{InAddress(receipt.LeafHash)}", stop);
                ReceiptProof? proof = answer.IsGood ? answer.TryRead(Json.Default.ReceiptProof) : null;
                if (proof is null)
                    differences.Add($"Asking for the proof of entry {receipt.Index} was answered by {answer.Sentence}");
                else if (Wrong(proof, receipt, played) is { } problem)
                    differences.Add(problem);
                asked();
            });
        return some.Length;
    }

    /// <summary>What is wrong with a proof, or null.</summary>
    public static string? Wrong(ReceiptProof proof, Receipt receipt, Played played)
    {
        if (proof.State != "covered" || proof.Index != receipt.Index)
            return $"The proof of entry {receipt.Index} says '{proof.State}' at {proof.Index}.";
        if (!Checkpoint.TryOpen(proof.Checkpoint, played.Key, out Checkpoint? checkpoint) || checkpoint!.Origin != played.Origin)
            return $"The proof of entry {receipt.Index} comes with a checkpoint that the log's key has not signed.";
        var hashes = new List<Digest>();
        foreach (string text in proof.Proof)
            if (Digest.TryParse(text, out Digest hash))
                hashes.Add(hash);
        return hashes.Count == proof.Proof.Length && MerkleTree.VerifyInclusion(receipt.LeafHash, receipt.Index, checkpoint.Size, hashes, checkpoint.Root)
            ? null
            : $"The proof of entry {receipt.Index} does not lead to the checkpoint's root.";
    }

    private static Receipt[] Spread(Receipt[] all) =>
        all.Length <= Most ? all : [.. Enumerable.Range(0, Most).Select(i => all[(int)((long)i * all.Length / Most)])];

    // Base64 in the spelling that can stand in an address.
    private static string InAddress(Digest hash) => Base64Url.EncodeToString(hash.ToBytes());
}
