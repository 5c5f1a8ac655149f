using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A cast with everything done to it that needs no state and much arithmetic: its proof tried, its ballot checked, and the ballot
/// sealed with a nonce that only the service knows. Made off the grain's turn, many at once.
/// </summary>
internal sealed record SealedCast(
    CastRequest Request, bool ProofHolds, string Ballot, string Problem, Digest Seal, ReadOnlyMemory<byte> Opening)
{
    public static SealedCast Of(CastRequest request, string ballot, BallotForm form, Paper paper, string origin, OpeningCipher cipher)
    {
        var proofHolds = CardProof.Holds(request.Card, request.Version, request.Proof);
        var problem = ProblemOf(ballot, form, paper);
        if (!proofHolds || problem.Length > 0)
            return new SealedCast(request, proofHolds, ballot, problem, default, default);
        Span<byte> nonce = stackalloc byte[Digest.Size];
        RandomNumberGenerator.Fill(nonce);
        var seal = BallotSeal.Of(nonce, Encoding.ASCII.GetBytes(ballot));
        return new SealedCast(request, true, ballot, "", seal, cipher.Encrypt(origin, seal, nonce, ballot));
    }

    private static string ProblemOf(string text, BallotForm form, Paper paper)
    {
        if (!Rules.Ballots.Ballot.TryParse(text, out var ballot, out _))
            return "Malformed";
        return form.Check(ballot!, paper) is { } problem
            ? FormattableString.Invariant($"{problem.Kind} {problem.Given} {problem.Allowed} {problem.Project}").TrimEnd()
            : "";
    }
}
