using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>What may become of a card: casts, challenges, surrenders and voids. A use with a finding changes nothing.</summary>
internal sealed class CardAudit(AuditFindings findings, BatchAudit batches)
{
    private readonly int[] voided = new int[Enum.GetValues<VoidReason>().Length];

    public bool? Replacement { get; set; }

    public int CardsUsed { get; private set; }

    public int Casts { get; private set; }

    public int Replaced { get; private set; }

    public int Challenged { get; private set; }

    public int GivenUp { get; private set; }

    public int Surrendered { get; private set; }

    public int CountedCards => Casts - Replaced - Challenged - GivenUp;

    public int Voided(VoidReason reason) => voided[(int)reason];

    public IEnumerable<CountedSeal> Counted => batches.Cards
        .Select(card => card.Last)
        .OfType<AuditedUse>()
        .Where(last => last.Kind == CardUseKind.Cast)
        .Select(last => new CountedSeal(last.Index, last.Seal));

    public void Take(long index, CastEntry entry, string? shut)
    {
        var use = new AuditedUse(CardUseKind.Cast, entry.Version, index, entry.Seal);
        if (MayUse(index, use, entry.Card, entry.Reveal, shut) is not { } card)
            return;
        if (Replacement == false && card.Last is { Kind: CardUseKind.Cast } last)
        {
            findings.Add(AuditChecks.Replacement, index, $"{card} had cast at entry {last.Index}, and the rules allow no replacement.");
            return;
        }
        if (card.Last is null)
            CardsUsed++;
        if (card.Last is { Kind: CardUseKind.Cast })
            Replaced++;
        Casts++;
        card.Add(use);
    }

    public void Take(long index, ChallengeEntry entry, string? shut)
    {
        var use = new AuditedUse(CardUseKind.Challenge, entry.Version, index, entry.Nonce);
        if (MayUse(index, use, entry.Card, entry.Reveal, shut) is not { } card)
            return;
        var problem =
            card.Last is not { Kind: CardUseKind.Cast } last ? $"{card} has no cast that it could challenge."
            : !new Opening(entry.Nonce, entry.Ballot).Opens(last.Seal) ? $"The challenge does not open the seal of entry {last.Index}."
            : null;
        if (problem is not null)
        {
            findings.Add(AuditChecks.Challenges, index, problem);
            return;
        }
        Challenged++;
        card.Add(use);
    }

    public void Take(long index, SurrenderEntry entry, string? shut)
    {
        var use = new AuditedUse(CardUseKind.Surrender, entry.Version, index);
        if (MayUse(index, use, entry.Card, entry.Reveal, shut) is not { } card)
            return;
        if (Replacement == false && card.Last is { Kind: CardUseKind.Cast } last)
        {
            findings.Add(AuditChecks.Replacement, index, $"{card} was surrendered after its cast at entry {last.Index}, and the rules allow no replacement.");
            return;
        }
        if (card.Last is null)
            CardsUsed++;
        if (card.Last is { Kind: CardUseKind.Cast })
            GivenUp++;
        Surrendered++;
        card.Add(use);
    }

    public void Take(long index, VoidEntry entry, bool ended, bool closed)
    {
        if (Published(index, entry.Card) is not { } card)
            return;
        var unused = entry.Reason == VoidReason.Unused;
        var problem =
            card.Voided ? $"{card} was voided before."
            : unused && !closed ? $"{card} was voided as unused before the close."
            : !unused && ended ? $"{card} was voided after the end of casting."
            : entry.Reason == VoidReason.Challenged ? card.IsChallengedOut ? null : $"{card} was exchanged, and its last use is no challenge of version 6 or 7."
            : !unused && card.LastCast is { } cast ? $"{card} was voided after its cast at entry {cast.Index}."
            : !unused && card.Last is { } last ? $"{card} was voided after it was surrendered at entry {last.Index}."
            : null;
        if (problem is not null)
        {
            findings.Add(AuditChecks.Voids, index, problem);
            return;
        }
        if (unused && card.LastCast is { } fraud)
            findings.Add(AuditChecks.UnusedCards, fraud.Index, $"{card} cast here, and entry {index} says that it never left the organiser's hands.");
        card.Voided = true;
        voided[(int)entry.Reason]++;
    }

    // The card, if nothing that holds for every use stands against this one.
    private AuditedCard? MayUse(long index, AuditedUse use, Digest number, Digest reveal, string? shut)
    {
        if (shut is not null)
        {
            findings.Add(AuditChecks.Hours, index, $"Card {ShortNumber.Of(number)} was used {shut}.");
            return null;
        }
        if (Published(index, number) is not { } card)
            return null;
        var (check, problem) =
            !CardProof.Holds(number, use.Version, reveal) ? (AuditChecks.CardProofs, $"What {card} shows does not prove version {use.Version}.")
            : card.UseOf(use.Version) is { } earlier ? earlier == use with { Index = earlier.Index }
                ? (AuditChecks.RepeatedEntries, $"This repeats entry {earlier.Index}.")
                : (AuditChecks.CardVersions, $"{card} used version {use.Version} before, at entry {earlier.Index}.")
            : card.IsEnded ? (AuditChecks.EndedCards, $"{card} was ended before this.")
            : !Follows(card, use) ? (AuditChecks.CardVersions, $"{card} used version {use.Version}, and {card.NextVersion} came next.")
            : ("", null);
        if (problem is not null)
            findings.Add(check, index, problem);
        return problem is null ? card : null;
    }

    private static bool Follows(AuditedCard card, AuditedUse use) => use.Version == card.NextVersion || use.Kind switch
    {
        CardUseKind.Cast => use.Version == CardProof.LastCast,
        CardUseKind.Surrender => use.Version == CardProof.Last,
        CardUseKind.Challenge => false,
    };

    private AuditedCard? Published(long index, Digest number)
    {
        var card = batches.Find(number, index);
        var problem =
            card is null ? $"Card {ShortNumber.Of(number)} is in no published batch."
            : card.Batch is { } batch && !batches.IsOwn(batch) ? $"{card} votes in the log {batch.Log}."
            : null;
        if (problem is not null)
            findings.Add(AuditChecks.PublishedCards, index, problem);
        return problem is null ? card : null;
    }
}
