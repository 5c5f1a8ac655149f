using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Voting;

/// <summary>
/// Whether a day's votes are taken yet. That they are never ends, so it is remembered for good, and the path of a cast asks no grain for it again. That they
/// are not is read anew each time: an answer of a moment ago would refuse a vote that another node has taken already. Source: docs/adr/0075.
/// </summary>
public sealed class CastGate(DayReader days)
{
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);

    /// <summary>The day, where it holds this request's cast back; <c>null</c> where the box is to be asked. Nothing about who asks is kept.</summary>
    public async Task<DayView?> HoldsBackAsync(string day, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_open.ContainsKey(day)) return null;
        // A draft's settings may still change, and of a day that is over or unknown the box says so itself.
        if (await days.FindViewAsync(day, context.RequestAborted) is not { } view || VoteModel.IsOverIn(view.Phase)) return null;
        if (view.VotingBegan) _open.TryAdd(day, true);
        return view.VotingBegan || view.Settings.VotesFrom == VotesFrom.KiosksEarlier && await IsItsKioskAsync(day, context) ? null : view;
    }

    private static async Task<bool> IsItsKioskAsync(string day, HttpContext context) =>
        (await context.AuthenticateAsync(StationAccess.Scheme)).Principal is { } station
        && station.StationRoleWord() == Words.Of(StationRole.Kiosk)
        && string.Equals(station.StationDay(), day, StringComparison.Ordinal);
}
