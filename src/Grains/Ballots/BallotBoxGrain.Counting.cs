using System.Text;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What a box does between its close and its result.</summary>
internal sealed partial class BallotBoxGrain
{
    public async Task<BoxResult> KeyPaperAsync(KeyPaper command, CancellationToken cancellationToken)
    {
        if (PaperRequest.Read(command) is not { } slip)
            return BoxResult.Invalid;
        if (tools is null || state.Rules is not { } rules || state.Paper is not { } paper)
            return BoxResult.WrongPhase;
        var cipher = tools.PaddedCipher(rules, paper);
        var ballot = await Task.Run(() => SealedBallot.Of(command.Ballot, rules.Form, paper, notes.Origin, cipher), cancellationToken);
        return await DoAsync(draft => BoxDecision.KeyPaper(draft, slip, ballot));
    }

    public Task<BoxResult> MixAsync(BallotFacts facts, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<BoxResult> RecordLotsAsync(string digits, CancellationToken cancellationToken) => throw new NotImplementedException();

    public async Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken)
    {
        var hash = Digest.Sha256(Encoding.UTF8.GetBytes(resultText));
        return await AndSignAsync(await DoAsync(draft => BoxDecision.RecordResult(draft, hash)));
    }
}
