using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>
/// What people offer a day's stalls: to come, to help, to share what their own budget pays for. Its key is the day's id. An offer knows no card, no ballot,
/// no line of a register and no time. Contacts are sealed, opened for one stall at a time, and each opening is written down. From the publishing on, and
/// until <see cref="OffersTold.EndsOn"/>; the day after, all of it is erased.
/// </summary>
[Alias("pbdd.IOffersGrain")]
public interface IOffersGrain : IGrainWithStringKey
{
    /// <summary>
    /// Numbers are told in steps of so many, and below the first nothing is: so that a number does not move with whoever has just left something. It is no
    /// secret: whoever leaves false offers and counts them can learn how many others there are.
    /// </summary>
    const int LeastTold = 10;

    /// <summary>How many days offers are kept after the day's date, or after its publishing where that is later.</summary>
    const int DaysKept = 60;

    /// <summary>The most characters of a contact.</summary>
    const int LongestContact = 120;

    /// <summary>The most offers that are kept for one stall.</summary>
    const int MostOfStall = 2_000;

    /// <summary>The most offers that are kept in a minute for one stall, so that who floods one leaves the others open.</summary>
    const int MostOfStallInMinute = 40;

    /// <summary>The most offers that a day keeps in a minute, over all its stalls: a hall of 600 does not need as many.</summary>
    const int MostInMinute = 240;

    /// <summary>The most codes that a day looks up in a minute. They have 60 bits; nobody who has one waits for those who leave offers.</summary>
    const int MostCodesInMinute = 600;

    /// <summary>What everyone may know now.</summary>
    [Alias("Get"), ReadOnly]
    Task<OffersTold> GetAsync(CancellationToken cancellationToken);

    /// <summary>Keeps an offer. The code is shown once; only its hash is kept.</summary>
    [Alias("Leave")]
    Task<LeftOffer> LeaveAsync(LeaveOffer offer, CancellationToken cancellationToken);

    /// <summary>Erases the offer of a code.</summary>
    [Alias("TakeBack")]
    Task<TakeBackResult> TakeBackAsync(string code, CancellationToken cancellationToken);

    /// <summary>The offers of one stall with their contacts, for organisers alone. It is written down before they are answered.</summary>
    /// <param name="stall">The stall's proposal.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before it is written down.</param>
    [Alias("Open")]
    Task<ImmutableArray<OpenedOffer>> OpenAsync(string stall, string by, CancellationToken cancellationToken);

    /// <summary>Who opened which stall's offers, and when, the oldest first.</summary>
    [Alias("Openings"), ReadOnly]
    Task<ImmutableArray<OffersOpening>> ListOpeningsAsync(CancellationToken cancellationToken);

    /// <summary>Erases every offer of the day, and the key that opens their contacts.</summary>
    [Alias("Erase")]
    Task EraseAsync(CancellationToken cancellationToken);

    /// <summary>Erases what has to be by now.</summary>
    /// <returns>Whether the day takes no offers any more and keeps none, so that nobody needs to ask again.</returns>
    [Alias("End")]
    Task<bool> EndAsync(CancellationToken cancellationToken);
}
