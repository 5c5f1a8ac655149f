using System.Collections.Immutable;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>
/// What is offered as a row holds it: the kind's word, and after it what would be shared, for example <c>share class taxi</c>. A row of an earlier version
/// has the kind alone.
/// </summary>
internal static class OfferWords
{
    /// <summary>The words for an offer.</summary>
    public static string Of(OfferKind kind, ImmutableArray<SharedThing> things) => string.Join(' ', [Words.Of(kind), .. things.Select(Words.Of)]);

    /// <summary>What an offer would share, each thing once and in order; nothing where it is of another kind.</summary>
    public static ImmutableArray<SharedThing> Things(LeaveOffer offer) =>
        offer.Kind != OfferKind.Share || offer.Things.IsDefault ? [] : [.. offer.Things.Where(Enum.IsDefined).Distinct().Order()];

    /// <summary>Reads the words.</summary>
    /// <exception cref="InvalidDataException">One of them is not known.</exception>
    public static (OfferKind Kind, ImmutableArray<SharedThing> Things) Read(string words)
    {
        var parts = words.Split(' ');
        var things = ImmutableArray.CreateBuilder<SharedThing>();
        foreach (var part in parts.Skip(1))
            things.Add(Words.TryRead<SharedThing>(part, out var thing) ? thing : throw new InvalidDataException($"An offer to share '{part}' is not known."));
        return Words.TryRead<OfferKind>(parts[0], out var kind) ? (kind, things.ToImmutable()) : throw new InvalidDataException($"An offer of the kind '{parts[0]}' is not known.");
    }
}
