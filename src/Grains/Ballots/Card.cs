using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A card as the log and the issued cards have it. It knows its ballot, and nothing of who holds it.</summary>
/// <param name="Number">The card's number A.</param>
/// <param name="Usable">Whether it may be used.</param>
/// <param name="Voided">Whether it was ended without a ballot.</param>
/// <param name="Uses">What it was used for, in the order of its versions.</param>
/// <param name="Counted">The canonical ballot that counts; empty if none.</param>
/// <param name="Elsewhere">Whether it votes in another log of the day.</param>
/// <param name="ForExchange">Whether it is kept to replace a card that a door took in.</param>
internal sealed record Card(Digest Number, bool Usable, bool Voided, ImmutableArray<CardUse> Uses, string Counted, bool Elsewhere, bool ForExchange)
{
    public static Card Printed(Digest number, bool elsewhere, bool forExchange) =>
        new(number, Usable: false, Voided: false, [], "", elsewhere, forExchange);

    /// <summary>Why it was ended by itself; <c>null</c> where it was not, or with its batch.</summary>
    public VoidReason? EndedAs { get; init; }

    /// <summary>Whether somebody may get another card for it: it had been handed out, and was lost or exchanged after a challenge.</summary>
    public bool MayBeReplaced => Usable && EndedAs is (VoidReason.Lost or VoidReason.Challenged);

    public int LastVersion => Uses.IsEmpty ? 0 : Uses[^1].Version;

    /// <summary>How many of its casts a later cast replaced; one that was opened is not among them.</summary>
    public int Replaced => Uses.Zip(Uses.Skip(1)).Count(pair => pair is { First.Kind: CardUseKind.Cast, Second.Kind: CardUseKind.Cast });

    public bool HasCast => Uses.Any(use => use.Kind == CardUseKind.Cast);

    /// <summary>Its last use is a cast, which nothing has opened or uncounted.</summary>
    public bool CastLast => Uses is [.., { Kind: CardUseKind.Cast }];

    /// <summary>Its last use opened the cast before it.</summary>
    public bool ChallengedLast => Uses is [.., { Kind: CardUseKind.Challenge }];

    /// <summary>Its last use opened its last cast, and no version is left to cast with: the door exchanges the card.</summary>
    public bool ChallengedOut => ChallengedLast && LastVersion >= CardProof.LastCast;

    /// <summary>No version follows: the card was surrendered or voided, or a challenge left it no cast.</summary>
    public bool Ended => Voided || ChallengedOut || (!Uses.IsEmpty && Uses[^1].Kind == CardUseKind.Surrender);

    public CardUse? UseOf(int version) => Uses.FirstOrDefault(use => use.Version == version);

    /// <summary>Whether a use of a kind may take a version: the next, or for a cast 6 and for a surrender 7.</summary>
    public bool MayGoOnWith(CardUseKind kind, int version) => !Ended && kind switch
    {
        CardUseKind.Cast => version == CardProof.LastCast || (version == LastVersion + 1 && version < CardProof.LastCast),
        CardUseKind.Surrender => version == CardProof.Last || version == LastVersion + 1,
        CardUseKind.Challenge => version == LastVersion + 1,
    };

    public Card AfterCast(CardUse use, string ballot) => this with { Uses = Uses.Add(use), Counted = ballot };

    public Card AfterChallenge(CardUse use) => this with { Uses = Uses.Add(use), Counted = "" };

    public Card AfterSurrender(CardUse use) => this with { Uses = Uses.Add(use), Counted = "" };
}

/// <summary>One use of a card: an entry in the log, and what a retry must be told.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Version">The version used.</param>
/// <param name="Attempt">The attempt that was accepted.</param>
/// <param name="Index">The entry's index.</param>
/// <param name="Leaf">The entry's leaf hash.</param>
internal sealed record CardUse(CardUseKind Kind, int Version, Digest Attempt, long Index, Digest Leaf)
{
    /// <summary>The receipt's signature; set once, before the commit, by whoever signs the batch.</summary>
    public ReadOnlyMemory<byte> Signature { get; set; }
}
