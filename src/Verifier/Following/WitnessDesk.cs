using System.Globalization;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Following;

/// <summary>Who is told what a witness answered; the console, or a test.</summary>
internal interface IWitnessVoice
{
    /// <summary>A checkpoint was countersigned.</summary>
    void Countersigned(Checkpoint checkpoint);

    /// <summary>A request was refused.</summary>
    void Refused(WitnessAnswer answer);

    /// <summary>The log signed two histories; both sides were kept as files.</summary>
    void Fork(string reason, (string Kept, string Shown) evidence);
}

/// <summary>
/// Answers one log that pushes its checkpoints. A checkpoint is countersigned only if it continues the last one that was, and is on the disk
/// before it is answered; so a restart never signs another history.
/// </summary>
/// <param name="folder">What <c>pbdd follow</c> keeps of the log too.</param>
internal sealed class WitnessDesk(string folder, string origin, LogPublicKey key, Witness witness, IWitnessVoice voice, TimeProvider time)
{
    /// <summary>Answers one request.</summary>
    /// <exception cref="FormatException">What is kept does not hold together.</exception>
    /// <exception cref="IOException">The folder cannot be used; nothing was signed.</exception>
    public async Task<WitnessAnswer> AnswerAsync(string body, CancellationToken cancellation)
    {
        WitnessAnswer answer = await DecideAsync(body, cancellation);
        if (answer.Status != 200)
            voice.Refused(answer);
        return answer;
    }

    private async Task<WitnessAnswer> DecideAsync(string body, CancellationToken cancellation)
    {
        if (!AddCheckpoint.TryParse(body, out AddCheckpoint? request))
            return WitnessAnswer.Refusal(400, "This is not an old size, a proof and a signed checkpoint.");
        Checkpoint asked = request.Checkpoint;
        if (!string.Equals(asked.Origin, origin, StringComparison.Ordinal))
            return WitnessAnswer.Refusal(404, "This witness does not know that log.");
        if (!request.Note.IsSignedBy(origin, key))
            return WitnessAnswer.Refusal(403, "The checkpoint is not signed with the key that this witness has of the log.");
        if (request.Old > asked.Size)
            return WitnessAnswer.Refusal(400, "The old size is above the checkpoint's.");

        using CosignedCheckpoint cosigned = await CosignedCheckpoint.TakeTurnAsync(folder, origin, key, time, cancellation);
        (long size, Digest root) = (cosigned.Checkpoint?.Size ?? 0, cosigned.Checkpoint?.Root ?? MerkleTree.EmptyRoot);
        if (asked.Size == size && asked.Root != root)
            return Fork(Say($"two roots were signed for {size:N0} entries"), cosigned.Note, request.Note, size);
        if (request.Old != size)
            return WitnessAnswer.Size(size);
        if (!MerkleTree.VerifyConsistency(size, asked.Size, root, asked.Root, request.Proof))
            return WitnessAnswer.Refusal(422, "The proof does not lead from the last countersigned checkpoint to this one.");
        KeptLog followed = KeptLog.Open(folder);
        if (asked.Size <= followed.Tree.Count && followed.Tree.Root(asked.Size) != asked.Root)
            return Fork(Say($"the checkpoint of {asked.Size:N0} entries is not of the log that was followed"), followed.Note, request.Note, size);

        SignedNote countersigned = witness.Sign(LogLine(request.Note));
        cosigned.Keep(countersigned);
        voice.Countersigned(asked);
        return WitnessAnswer.Line(countersigned);
    }

    // Only the log's own line is kept: what others wrote under the note is not this witness's to vouch for.
    private SignedNote LogLine(SignedNote note) => new(note.Text, note.Signatures.Where(line => line.Name == origin && line.KeyId == key.KeyId));

    private WitnessAnswer Fork(string reason, SignedNote? kept, SignedNote shown, long size)
    {
        voice.Fork(reason, Evidence.Keep(folder, kept?.Print() ?? $"{key.VerifierKey(origin)}\n", LogLine(shown).Print()));
        return WitnessAnswer.Size(size);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
