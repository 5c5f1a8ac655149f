using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>The two steps that end a box, for tests that are about neither.</summary>
internal static class BoxEnding
{
    /// <summary>Ends casting and closes the box at once, as on a rehearsal.</summary>
    public static async Task<BoxResult> EndAndCloseAsync(this IBallotBoxGrain box, long? checkedIn = null) =>
        await box.EndCastingAsync(default) is BoxResult.Done or BoxResult.AlreadyDone ? await box.CloseAsync(checkedIn, default) : BoxResult.WrongPhase;
}
