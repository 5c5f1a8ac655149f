using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Audit;

/// <summary>
/// Reads what an auditor compares. After the declaration it works on the day's ballots, before it on invented ones; either way
/// the same answer is worked out once.
/// </summary>
internal sealed class AuditReader(IGrainFactory grains)
{
    private const int MostKept = 50;

    private readonly ConcurrentDictionary<(string Day, string Basis), Task<WhatIf>> kept = new();

    /// <summary>The box's account.</summary>
    public Task<BoxStatus> AccountAsync(PublicDay day, CancellationToken cancellationToken) =>
        grains.GetDayStatusAsync(day.Id, cancellationToken);

    /// <summary>How often an approver's account was recovered before the day ended, and how often of those a code of the machine stood in for a person.</summary>
    /// <summary>Who signed the rules of a day by publishing it.</summary>
    public Task<RulesSigned?> SignedAsync(PublicDay day, CancellationToken cancellationToken) => RulesSigned.ReadAsync(grains, day.View, cancellationToken);

    public async Task<(int Times, int ByMachine)> RecoveredAsync(PublicDay day, CancellationToken cancellationToken)
    {
        var recoveries = await ApproverRecoveries.ReadAsync(grains, day.View, cancellationToken);
        return (recoveries.Length, recoveries.Count(one => one.SecondBy.Length == 0));
    }

    /// <summary>The public bundle with the result in it; <c>null</c> before.</summary>
    public async Task<BundleInfo?> BundleAsync(PublicDay day, BoxStatus account, CancellationToken cancellationToken)
    {
        if (account.ResultHash.Length == 0) return null;
        var bundle = await grains.GetGrain<IBundleGrain>(day.Id).PrepareAsync(BundleKind.Public, cancellationToken);
        return bundle.Length > 0 ? bundle : null;
    }

    /// <summary>
    /// The rules side by side on the day's own ballots; <c>null</c> before the result is in the log, and where nobody here can read them any more: the
    /// openings key is destroyed and too few ballots counted for them to be published.
    /// </summary>
    public async Task<WhatIf?> OnBallotsAsync(PublicDay day, BoxStatus account, CancellationToken cancellationToken)
    {
        if (account.ResultHash.Length == 0) return null;
        if (await KnownBallots.ReadAsync(grains, day.Id, cancellationToken) is not { } ballots) return null;
        return await KeepAsync((day.Id, account.ResultHash), () => Task.FromResult(
            WhatIf.Of(day.Paper, day.Rules, ballots.SelectMany(same => Enumerable.Repeat(same.Ballot, same.Number)), Changes(account)) with
            {
                Halved = HalvedGroup.Of(day.Paper, day.Rules, ballots, Changes(account)),
            })).WaitAsync(cancellationToken);
    }

    /// <summary>The rules side by side on invented ballots.</summary>
    public Task<WhatIf> OnMockBallotsAsync(PublicDay day, CancellationToken cancellationToken) =>
        KeepAsync((day.Id, ""), () => Task.FromResult(WhatIf.Of(day.Paper, day.Rules, MockBallots.For(day.Paper, day.Rules.Form), PaperChanges.None)))
            .WaitAsync(cancellationToken);

    // Out of the box, which the result was counted from.
    private static PaperChanges Changes(BoxStatus account) => new(
        account.PotTotals.ToImmutableSortedDictionary(pot => pot.Pot, pot => pot.Amount, StringComparer.Ordinal),
        account.Withdrawn.ToImmutableSortedSet(StringComparer.Ordinal));

    private Task<WhatIf> KeepAsync((string Day, string Basis) key, Func<Task<WhatIf>> work)
    {
        if (kept.Count >= MostKept) kept.Clear();
        var answer = kept.GetOrAdd(key, _ => Task.Run(work));
        if (answer.IsFaulted) kept.TryRemove(key, out _);
        return answer;
    }
}
