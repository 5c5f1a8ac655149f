using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A ballot that was checked and, where it is valid, sealed with a nonce that only the service knows. Made off the grain's turn, many at once.</summary>
/// <param name="Text">The ballot as it came.</param>
/// <param name="Broken">Which rule it breaks; <c>null</c> if none.</param>
/// <param name="Seal">Its seal, where it is valid.</param>
/// <param name="Opening">Nonce and ballot, encrypted and padded, where it is valid.</param>
internal sealed record SealedBallot(string Text, BrokenRule? Broken, Digest Seal, ReadOnlyMemory<byte> Opening)
{
    public static SealedBallot Of(string ballot, BallotForm form, Paper paper, string origin, OpeningCipher cipher)
    {
        if (BrokenBy(ballot, form, paper) is { } broken)
            return new SealedBallot(ballot, broken, default, default);
        Span<byte> nonce = stackalloc byte[Digest.Size];
        RandomNumberGenerator.Fill(nonce);
        var seal = BallotSeal.Of(nonce, Encoding.ASCII.GetBytes(ballot));
        return new SealedBallot(ballot, null, seal, cipher.Encrypt(origin, seal, nonce, ballot));
    }

    private static BrokenRule? BrokenBy(string text, BallotForm form, Paper paper)
    {
        if (!Rules.Ballots.Ballot.TryParse(text, out var ballot, out _))
            return new BrokenRule(BrokenRule.Malformed, 0, 0, "");
        return form.Check(ballot!, paper) is { } problem
            ? new BrokenRule(Words.Of(problem.Kind), problem.Given, problem.Allowed, problem.Project ?? "") { Exactly = problem.Exactly }
            : null;
    }
}
