using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days;

/// <summary>Pairing and revoking stations. The log hears of a station before it may do anything, and of its end after it may do nothing.</summary>
internal sealed class StationPairing(DayStream stream, DayBox box)
{
    private const int CodeSymbols = 16;
    private const int LongestStationName = 40;
    private static readonly TimeSpan PairingLasts = TimeSpan.FromMinutes(15);

    private DayState Day => stream.State;

    public async Task<PairingOffer?> OfferAsync(OfferPairing command, CancellationToken cancellationToken)
    {
        var name = PlainText.Composed(command.Name.Trim());
        if (command.By.Length == 0 || !TakesStations(command.Role)
            || name.Length == 0 || PlainText.LineProblem(name, LongestStationName, "The name") is not null
            || Day.Settings.Venues.All(venue => !string.Equals(venue.Id, command.Venue, StringComparison.Ordinal))
            || IsTaken(command.Role, name)) return null;

        var (code, now) = (SecretCode.New(CodeSymbols), stream.Now);
        var offer = new PairingOffer(code, now + PairingLasts);
        await stream.AppendAsync(
            new PairingOffered(
                SecretCode.New(CodeSymbols), command.Role, name, command.Venue, SecretCode.HashText(code), offer.ValidUntil, command.By, now),
            cancellationToken);
        return offer;
    }

    public async Task<StationView?> PairAsync(string code, CancellationToken cancellationToken)
    {
        var offer = Day.Offers.FirstOrDefault(offer => SecretCode.Matches(code, offer.CodeHash));
        if (offer is null || offer.ValidUntil <= stream.Now || !TakesStations(offer.Role) || IsTaken(offer.Role, offer.Name)) return null;
        if ((await box.SetUpAsync()).Refusal != DayRefusal.None) throw NotPaired();

        var result = await box.Grain.RecordStationAsync(new RecordStation(offer.Station, offer.Role, Paired: true), cancellationToken);
        if (result == BoxResult.Unavailable) throw NotPaired();
        if (!BoxAnswer.Did(result)) return null;
        await stream.AppendAsync(new StationPaired(offer.Station, stream.Now), CancellationToken.None);
        return Station(offer.Station);
    }

    public async Task<DayOutcome> RevokeAsync(string station, string by, CancellationToken cancellationToken)
    {
        if (Day.Created is null) return new DayOutcome(DayRefusal.NoSuchDay, "There is no such day.");
        if (by.Length == 0) return DayDecision.Nobody.Outcome;
        if (Station(station) is not { } paired) return new DayOutcome(DayRefusal.Unknown, "This day has no such station.");

        var revoke = paired.Revoked ? Decision.DoneBefore : Decision.Write(new StationRevoked(station, by, stream.Now));
        if (await stream.CarryOutAsync(revoke, cancellationToken) is { Refusal: not DayRefusal.None } failed) return failed;
        var result = await box.Grain.RecordStationAsync(new RecordStation(station, paired.Role, Paired: false), CancellationToken.None);
        return result == BoxResult.Unavailable ? BoxAnswer.Unavailable : DayOutcome.Done;
    }

    /// <summary>Doors and kiosks from publishing, of a rehearsal from the draft, until the close; screens and the count team until the result is ratified.</summary>
    private bool TakesStations(StationRole role) => Day.Created is not null && Day.Phase switch
    {
        // Whoever is not confirmed yet may change a draft, and a station outlives it.
        DayPhase.Draft => Day.Created.Rehearsal,
        DayPhase.Published or DayPhase.Open or DayPhase.Paused => true,
        DayPhase.Checking or DayPhase.Closed or DayPhase.Counted or DayPhase.Declared => role is StationRole.Screen or StationRole.Paper,
        DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void => false,
    };

    /// <summary>
    /// A door's name is its own while it stands: by it the register tells what each door keeps, marks and settles. Source: docs/adr/0068.
    /// </summary>
    private bool IsTaken(StationRole role, string name) => role == StationRole.Door && Day.Stations.Any(station =>
        station is { Role: StationRole.Door, Revoked: false } && string.Equals(station.Name, name, StringComparison.Ordinal));

    private StationView? Station(string id) =>
        Day.Stations.FirstOrDefault(station => string.Equals(station.Station, id, StringComparison.Ordinal));

    private static JournalUnavailableException NotPaired() => new("The station could not be paired just now; scan the same code again.");
}
