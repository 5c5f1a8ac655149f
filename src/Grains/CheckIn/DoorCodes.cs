using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// The organisers' own codes for the doors of a day, and how many were wrong. Codes are short, so that they are typed in a second; guessing is slow
/// instead. Source: docs/adr/0068.
/// </summary>
internal sealed class DoorCodes(IRegisterStore store, string day, DoorGuesses guesses)
{
    private const int Symbols = 8;

    /// <summary>Makes an organiser's code.</summary>
    public async Task<string> MakeAsync(string organiser, CancellationToken cancellationToken)
    {
        var code = SecretCode.New(Symbols);
        await store.SaveDoorCodeAsync(day, new DoorCodeRow(organiser, SecretCode.Hash(code)), cancellationToken);
        return code;
    }

    /// <summary>Reads two codes.</summary>
    public async Task<TwoDoorCodes> ReadAsync(string first, string second, CancellationToken cancellationToken)
    {
        if (guesses.IsStopped(day)) return Refused(DoorCodesStatus.Wait);
        var codes = await store.ReadDoorCodesAsync(day, cancellationToken);
        if (Owner(first) is not { } one || Owner(second) is not { } other)
        {
            guesses.Note(day);
            return Refused(DoorCodesStatus.Wrong);
        }

        return string.Equals(one, other, StringComparison.Ordinal)
            ? Refused(DoorCodesStatus.OnePerson)
            : new TwoDoorCodes(DoorCodesStatus.Read, one, other);

        string? Owner(string typed) => codes.FirstOrDefault(code => SecretCode.Matches(typed, code.CodeHash.Span))?.Organiser;
    }

    private static TwoDoorCodes Refused(DoorCodesStatus status) => new(status, "", "");
}
