using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Organisations;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Days;

/// <summary>Pairing and revoking stations. The log hears of a station before it may do anything, and of its end after it may do nothing.</summary>
internal sealed partial class DecisionDayGrain
{
    private const int CodeSymbols = 16;
    private const int LongestStationName = 40;
    private static readonly TimeSpan PairingLasts = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<PairingOffer?> OfferPairingAsync(OfferPairing command, CancellationToken cancellationToken)
    {
        var name = command.Name.Trim();
        if (command.By.Length == 0 || !TakesStations(command.Role)
            || name.Length is 0 or > LongestStationName || name.Any(char.IsControl)
            || State.Settings.Venues.All(venue => !string.Equals(venue.Id, command.Venue, StringComparison.Ordinal))) return null;

        var code = SecretCode.New(CodeSymbols);
        var offer = new PairingOffer(code, Now + PairingLasts);
        await stream.AppendAsync(
            [new PairingOffered(SecretCode.New(CodeSymbols), command.Role, name, command.Venue, SecretCode.HashText(code), offer.ValidUntil, command.By, Now)],
            cancellationToken);
        return offer;
    }

    /// <inheritdoc/>
    public async Task<StationView?> PairAsync(string code, CancellationToken cancellationToken)
    {
        var offer = State.Offers.FirstOrDefault(offer => SecretCode.Matches(code, offer.CodeHash));
        if (offer is null || offer.ValidUntil <= Now || !TakesStations(offer.Role)) return null;
        if ((await SetUpBoxAsync()).Refusal != DayRefusal.None) throw NotPaired();

        var result = await Box.RecordStationAsync(new RecordStation(offer.Station, offer.Role, Paired: true), cancellationToken);
        if (result == BoxResult.Unavailable) throw NotPaired();
        if (!BoxAnswer.Did(result)) return null;
        await stream.AppendAsync([new StationPaired(offer.Station, Now)], CancellationToken.None);
        return Station(offer.Station);
    }

    /// <inheritdoc/>
    public Task<DayOutcome> RevokeStationAsync(string station, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (State.Created is null) return new DayOutcome(DayRefusal.NoSuchDay, "There is no such day.");
        if (by.Length == 0) return DayDecision.Nobody.Outcome;
        if (Station(station) is not { } paired) return new DayOutcome(DayRefusal.Unknown, "This day has no such station.");

        var revoke = paired.Revoked ? Decision.DoneBefore : Decision.Write(new StationRevoked(station, by, Now));
        if (await CarryOutAsync(revoke, cancellationToken) is { Refusal: not DayRefusal.None } failed) return failed;
        var result = await Box.RecordStationAsync(new RecordStation(station, paired.Role, Paired: false), CancellationToken.None);
        return result == BoxResult.Unavailable ? BoxAnswer.Unavailable : DayOutcome.Done;
    });

    /// <summary>Doors and kiosks until the close; screens and the count team until the result is ratified.</summary>
    private bool TakesStations(StationRole role) => State.Created is not null && State.Phase switch
    {
        DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused => true,
        DayPhase.Closed or DayPhase.Counted or DayPhase.Declared => role is StationRole.Screen or StationRole.Paper,
        DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void => false,
    };

    private StationView? Station(string id) =>
        State.Stations.FirstOrDefault(station => string.Equals(station.Station, id, StringComparison.Ordinal));

    private static JournalUnavailableException NotPaired() => new("The station could not be paired just now; scan the same code again.");
}
