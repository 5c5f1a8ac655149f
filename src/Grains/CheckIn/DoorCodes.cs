using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// The organisers' own codes for the doors of a day, and how many were wrong. Codes are short, so that they are typed in a second; guessing is slow
/// instead, and each is good for one step, since the door's device learns it. Source: docs/adr/0068.
/// </summary>
internal sealed class DoorCodes(IRegisterStore store, string day, RegisterKey key, DoorGuesses guesses)
{
    private const int Symbols = 8;
    private const int AtOnce = 5;

    /// <summary>Makes an organiser's codes.</summary>
    public async Task<ImmutableArray<string>> MakeAsync(string organiser, CancellationToken cancellationToken)
    {
        await key.MakeAsync(cancellationToken);
        ImmutableArray<string> codes = [.. Enumerable.Range(0, AtOnce).Select(_ => SecretCode.New(Symbols))];
        await store.SaveDoorCodesAsync(day, organiser, [.. codes.Select(key.HashOf)], cancellationToken);
        return codes;
    }

    /// <summary>What an organiser is told of their codes.</summary>
    public Task<OwnDoorCodes> OfAsync(string organiser, CancellationToken cancellationToken) => store.ReadDoorCodesAsync(day, organiser, cancellationToken);

    /// <summary>A step as it is written beside its codes: whoever reads the register alone learns nothing of the card or the person.</summary>
    public DoorStep Named(DoorStep step) => key.IsMade ? step with { Key = Convert.ToHexStringLower(key.HashOf(step.Key)) } : step;

    /// <summary>Reads two codes for a step, and spends them for it.</summary>
    public async Task<TwoDoorCodes> SpendAsync(string first, string second, DoorStep step, CancellationToken cancellationToken)
    {
        if (guesses.IsStopped(day)) return new TwoDoorCodes(DoorCodesStatus.Wait, "", "");
        // Whoever has no key has made no codes.
        var two = key.IsMade
            ? await store.SpendDoorCodesAsync(day, key.HashOf(first), key.HashOf(second), Named(step), cancellationToken)
            : new TwoDoorCodes(DoorCodesStatus.Wrong, "", "");
        if (two.Status == DoorCodesStatus.Wrong) guesses.Note(day);
        return two;
    }
}
