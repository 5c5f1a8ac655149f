using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// Tries the address that will stand on the cards: the console shows a code there, and a phone brings it back from there. What the code was is
/// nobody's business afterwards, so it is never written.
/// </summary>
internal sealed class AddressTrials(DayStream stream)
{
    private const int CodeSymbols = 16;
    private static readonly TimeSpan TrialLasts = TimeSpan.FromMinutes(15);

    private AddressTrial? _shown;
    private bool _brought;

    public AddressTrial Try()
    {
        (_shown, _brought) = (new AddressTrial(SecretCode.New(CodeSymbols), stream.Now + TrialLasts), false);
        return _shown;
    }

    public async Task<bool> ReachAsync(string code, bool secure, CancellationToken cancellationToken)
    {
        if (_shown is null || _shown.ValidUntil <= stream.Now || SecretCode.Normalise(code) != _shown.Code) return false;
        if (!_brought) await stream.AppendAsync(new AddressReached(secure, stream.Now), cancellationToken);
        return _brought = true;
    }
}
