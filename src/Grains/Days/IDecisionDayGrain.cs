using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// One decision day: its settings, hubs and stations, the frozen paper and rules, and its life cycle. Its key is the day's id.
/// It commands its ballot box and may repeat itself; the box's log alone decides open, paused and closed.
/// </summary>
[Alias("pbdd.IDecisionDayGrain")]
public interface IDecisionDayGrain : IGrainWithStringKey
{
    /// <summary>The day; <c>null</c> where none was created under this id.</summary>
    [Alias("Get"), ReadOnly]
    Task<DayView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Creates the day as a draft.</summary>
    [Alias("Create")]
    Task<DayOutcome> CreateAsync(CreateDay command, CancellationToken cancellationToken);

    /// <summary>Changes a draft's settings.</summary>
    [Alias("Configure")]
    Task<DayOutcome> ConfigureAsync(DaySettings settings, string by, CancellationToken cancellationToken);

    /// <summary>Puts a proposal on a draft's list; its content stands in its own grain.</summary>
    [Alias("AddProposal")]
    Task<DayOutcome> AddProposalAsync(string proposal, string by, CancellationToken cancellationToken);

    /// <summary>Takes a proposal off a draft's list.</summary>
    [Alias("RemoveProposal")]
    Task<DayOutcome> RemoveProposalAsync(string proposal, string by, CancellationToken cancellationToken);

    /// <summary>Takes the day a step on. Publishing freezes the paper and the rules; counting allocates the money.</summary>
    [Alias("Transition")]
    Task<DayOutcome> TransitionAsync(Transition command, CancellationToken cancellationToken);

    /// <summary>Registers a printed batch of cards; before opening only.</summary>
    [Alias("AddBatch")]
    Task<DayOutcome> AddBatchAsync(AddBatch command, string by, CancellationToken cancellationToken);

    /// <summary>Makes a batch usable. Register mode only; outside rehearsals a batch below 50 cards is refused.</summary>
    [Alias("ActivateBatch")]
    Task<DayOutcome> ActivateBatchAsync(string batch, string by, CancellationToken cancellationToken);

    /// <summary>Ends a lost, found or unused card.</summary>
    [Alias("VoidCard")]
    Task<DayOutcome> VoidCardAsync(VoidCard command, string by, CancellationToken cancellationToken);

    /// <summary>Enters a paper ballot of a closed day, or corrects it under its number.</summary>
    [Alias("KeyPaper")]
    Task<DayOutcome> KeyPaperAsync(KeyPaper command, string by, CancellationToken cancellationToken);

    /// <summary>Enters the eight dice that were rolled in public after the count; with the same digits again it goes on where it stopped.</summary>
    /// <param name="digits">Eight digits in the order in which the dice were read.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("RecordLots")]
    Task<DayOutcome> RecordLotsAsync(string digits, string by, CancellationToken cancellationToken);

    /// <summary>Offers a station a one-use pairing code.</summary>
    [Alias("OfferPairing")]
    Task<PairingOffer?> OfferPairingAsync(OfferPairing command, CancellationToken cancellationToken);

    /// <summary>Uses a pairing code.</summary>
    /// <returns>The station; <c>null</c> where the code is unknown, used, older than 15 minutes, or the day is over.</returns>
    [Alias("Pair")]
    Task<StationView?> PairAsync(string code, CancellationToken cancellationToken);

    /// <summary>Revokes a station.</summary>
    [Alias("RevokeStation")]
    Task<DayOutcome> RevokeStationAsync(string station, string by, CancellationToken cancellationToken);

    /// <summary>Notes that an organiser holds a copy of the openings key, and returns that copy sealed under the passphrase.</summary>
    [Alias("KeepKeyCopy")]
    Task<KeyCopyResult> KeepKeyCopyAsync(string passphrase, string by, CancellationToken cancellationToken);
}
