using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Web.Days;

/// <summary>The ballots that a day's result was counted from.</summary>
internal static class KnownBallots
{
    /// <summary>
    /// Identical ones together with their number, in ordinal order; <c>null</c> before the result is in the log, and where nobody here knows them any more: the
    /// openings key is destroyed and too few ballots counted for them to be published.
    /// </summary>
    public static async Task<ImmutableArray<(Ballot Ballot, int Number)>?> ReadAsync(IGrainFactory grains, string day, CancellationToken cancellationToken)
    {
        var status = await grains.GetDayStatusAsync(day, cancellationToken);
        if (status.ResultHash.Length == 0) return null;
        var ballots = await grains.GetGrain<ITallyGrain>(day).GetBallotsAsync(cancellationToken);
        if (ballots.Sum(same => (long)same.Number) != status.Ballots) return null;
        return
        [
            .. ballots.Select(same => Ballot.TryParse(same.Ballot, out var ballot, out var problem)
                ? (ballot!, same.Number)
                : throw new InvalidDataException($"A counted ballot cannot be read: {problem}.")),
        ];
    }
}
