using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Days;

/// <summary>
/// The web's reader of days. What begins with <c>Find</c> is for everyone: a draft is nobody's business yet and is not found. What begins
/// with <c>Get</c> is for organisers and stations, who see drafts too.
/// </summary>
public sealed partial class DayReader(IGrainFactory grains, KnownDays known, TimeProvider time, ILogger<DayReader> logger)
{
    // So that a revoked station is out at once, and a busy door costs no grain call.
    private static readonly TimeSpan MostAge = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (DayView View, long Read)> _recent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unreadable = new(StringComparer.Ordinal);

    /// <summary>A day in any phase as it stands now; <c>null</c> where there is none under this id.</summary>
    public async Task<DayView?> GetAsync(string day, CancellationToken cancellationToken) =>
        DayNameConstraint.IsName(day) && await known.ContainsAsync(day, cancellationToken)
            ? await grains.GetGrain<IDecisionDayGrain>(day).GetAsync(cancellationToken)
            : null;

    /// <summary>A day in any phase as it stood at most two seconds ago; <c>null</c> where there is none under this id.</summary>
    public async Task<DayView?> GetRecentAsync(string day, CancellationToken cancellationToken)
    {
        if (_recent.TryGetValue(day, out var last) && time.GetElapsedTime(last.Read) < MostAge) return last.View;
        var read = time.GetTimestamp();
        var view = await GetAsync(day, cancellationToken);
        if (view is null) _recent.TryRemove(day, out _);
        else _recent[day] = (view, read);
        return view;
    }

    /// <summary>As <see cref="GetRecentAsync"/>, and <c>null</c> for a day that cannot be read, which is logged once.</summary>
    public async Task<DayView?> TryGetRecentAsync(string day, CancellationToken cancellationToken)
    {
        try
        {
            return await GetRecentAsync(day, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (_unreadable.TryAdd(day, true)) LogUnreadable(day, fault);
            return null;
        }
    }

    /// <summary>Has the next <see cref="GetRecentAsync"/> read the day anew: this node changed it.</summary>
    public void Forget(string day) => _recent.TryRemove(day, out _);

    /// <summary>A published day; <c>null</c> where there is none under this id.</summary>
    public async Task<PublicDay?> FindAsync(string day, CancellationToken cancellationToken)
    {
        var view = await FindViewAsync(day, cancellationToken);
        if (view is null
            || !FrozenRules.TryParse(view.Rules, out var rules, out _)
            || !Paper.TryParse(view.Paper, out var paper, out _))
            return null;
        var logKey = LogKeyAsync(day, cancellationToken);
        var logs = OtherLogsAsync(view, cancellationToken);
        var proposals = await Task.WhenAll(paper!.Proposals.Select(proposal =>
            grains.GetGrain<IProposalGrain>(ProposalKey.For(day, proposal.Id)).GetAsync(cancellationToken)));
        return new PublicDay(view, [.. proposals.OfType<ProposalView>()], rules!, paper, await logKey, await logs);
    }

    /// <summary>A published day without its proposals; <c>null</c> where there is none under this id.</summary>
    public async Task<DayView?> FindViewAsync(string day, CancellationToken cancellationToken) =>
        await GetAsync(day, cancellationToken) is { } view && IsPublished(view) ? view : null;

    /// <summary>The public key of a day's main log as a C2SP verifier key.</summary>
    public Task<string> LogKeyAsync(string day, CancellationToken cancellationToken) => LogKeyAsync(day, BoxKey.MainLog, cancellationToken);

    /// <summary>A day's logs beside the main one, in the order in which they were announced. The day does not wait for one that cannot be read.</summary>
    public async Task<ImmutableArray<PublicLog>> OtherLogsAsync(DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        return [.. await Task.WhenAll(day.Logs.Select(async log => new PublicLog(
            log.Log, LogNames.Origin(day.Origin, log.Log), await OtherLogKeyAsync(day.Day, log.Log, cancellationToken))))];
    }

    private async Task<string> OtherLogKeyAsync(string day, string log, CancellationToken cancellationToken)
    {
        try
        {
            return await LogKeyAsync(day, log, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (_unreadable.TryAdd(BoxKey.For(day, log), true)) LogUnreadableLog(log, day, fault);
            return "";
        }
    }

    private async Task<string> LogKeyAsync(string day, string log, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log)).GetStatusAsync(cancellationToken)).LogKey;

    /// <summary>All published days that can be read, practice runs too, newest first: whose receipts can be checked.</summary>
    public async Task<ImmutableArray<DayView>> ListWithPracticesAsync(CancellationToken cancellationToken) =>
        [.. (await GetAllAsync(day => IsPublished(day) ? day : null, cancellationToken)).Select(day => day.Shown).OfType<DayView>()];

    /// <summary>All published days that can be read, newest first; a practice run is on no list, nor a rehearsal that was voided.</summary>
    public Task<ImmutableArray<DayView>> ListAsync(CancellationToken cancellationToken) => ListAsync(day => day, cancellationToken);

    /// <summary>What a list shows of each published day, newest first. A day that cannot be read or shown is left out, and logged once.</summary>
    /// <param name="show">Makes of a day what the list shows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ImmutableArray<T>> ListAsync<T>(Func<DayView, T> show, CancellationToken cancellationToken)
        where T : class =>
        [.. (await GetAllAsync(day => IsPublished(day) && IsListed(day) ? show(day) : null, cancellationToken)).Select(day => day.Shown).OfType<T>()];

    /// <summary>
    /// What a list shows of each day in any phase, newest first; nothing for a day that cannot be read or shown, which is logged once. Where
    /// no day at all can be read the fault is not a day's, and is thrown.
    /// </summary>
    /// <param name="show">Makes of a day what the list shows; <c>null</c> leaves it out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ImmutableArray<ListedDay<T>>> GetAllAsync<T>(Func<DayView, T?> show, CancellationToken cancellationToken)
        where T : class
    {
        var ids = await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(cancellationToken);
        var days = await Task.WhenAll(ids.Select(id => TryShowAsync(id, show, cancellationToken)));
        if (days.Length > 0 && days.All(day => day.Fault is not null)) ExceptionDispatchInfo.Throw(days[0].Fault!);
        return [.. days.Where(day => day.Shown is not null || day.Fault is not null)];
    }

    private async Task<ListedDay<T>> TryShowAsync<T>(string id, Func<DayView, T?> show, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new ListedDay<T>(id, await GetAsync(id, cancellationToken) is { } view ? show(view) : null, null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (_unreadable.TryAdd(id, true)) LogUnreadable(id, fault);
            return new ListedDay<T>(id, null, fault);
        }
    }

    [LoggerMessage(6020, LogLevel.Error, "The day {Day} cannot be read or shown; lists of days leave it out.")]
    private partial void LogUnreadable(string day, Exception fault);

    [LoggerMessage(6021, LogLevel.Error, "The log {Log} of the day {Day} cannot be read; the day is shown without its key.")]
    private partial void LogUnreadableLog(string log, string day, Exception fault);

    // A rehearsal that was voided concerns nobody any more; that a day that counts was voided has to be seen.
    private static bool IsListed(DayView day) => day.PracticeOf.Length == 0 && day is not { Rehearsal: true, Phase: DayPhase.Void };

    private static bool IsPublished(DayView day) => day is { Phase: not DayPhase.Draft, Paper.Length: > 0 };
}

/// <summary>A day in a list.</summary>
/// <param name="Day">Its id.</param>
/// <param name="Shown">What the list shows of it; <c>null</c> where it cannot be read or shown.</param>
/// <param name="Fault">Why it cannot; <c>null</c> where it can.</param>
public sealed record ListedDay<T>(string Day, T? Shown, Exception? Fault)
    where T : class;
