using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>A printed card as the log so far has it.</summary>
/// <param name="number">Its number.</param>
/// <param name="batch">Its batch; <c>null</c> while no manifest names the card.</param>
internal sealed class AuditedCard(Digest number, AuditedBatch? batch)
{
    private readonly List<AuditedUse> uses = [];

    public Digest Number => number;

    public AuditedBatch? Batch => batch;

    /// <summary>For a card that no manifest names, the entry that names it first.</summary>
    public long FirstNamed { get; init; }

    public bool Voided { get; set; }

    public AuditedUse? Last => uses.Count == 0 ? null : uses[^1];

    public AuditedUse? First => uses.Count == 0 ? null : uses[0];

    public AuditedUse? LastCast => uses.FindLast(use => use.Kind == CardUseKind.Cast);

    public AuditedUse? UseOf(int version) => uses.Find(use => use.Version == version);

    /// <summary>Nothing follows: it was voided or surrendered, its batch was ended, or a challenge left it no version to cast with.</summary>
    public bool IsEnded =>
        Voided || Batch is { Spoilt: true } || Last is { Version: CardProof.Last } or { Kind: CardUseKind.Surrender } || IsChallengedOut;

    /// <summary>Its last use is a challenge after which no cast is left.</summary>
    public bool IsChallengedOut => Last is { Kind: CardUseKind.Challenge, Version: >= CardProof.LastCast };

    public int NextVersion => (Last?.Version ?? 0) + 1;

    public void Add(AuditedUse use) => uses.Add(use);

    /// <summary>The short number, as on the card's outside.</summary>
    public override string ToString() => $"Card {ShortNumber.Of(number)}";
}

/// <summary>One use of a card.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Version">The version used.</param>
/// <param name="Index">The entry's index.</param>
/// <param name="Seal">The seal of a cast; of a challenge the nonce.</param>
internal sealed record AuditedUse(CardUseKind Kind, int Version, long Index, Digest Seal = default);

/// <summary>A batch as the log so far has it.</summary>
/// <param name="log">The log that accepts its cards.</param>
/// <param name="size">How many cards it has.</param>
internal sealed class AuditedBatch(string log, int size)
{
    public string Log => log;

    public int Size => size;

    /// <summary>Whether it was ended, since its printing failed.</summary>
    public bool Spoilt { get; set; }

    public bool Active { get; set; }
}
