using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Statements;

/// <summary>
/// Tells the changes of a day's money and projects, each with what it did to the awards once the result is declared. Before, nobody is told: whoever saw
/// it could aim the next change. What one result makes of them is worked out once.
/// </summary>
public sealed class ChangesReader(IGrainFactory grains)
{
    private const int MostKept = 50;

    private readonly ConcurrentDictionary<(string Day, string Result), Task<ImmutableArray<ChangeEffect>>> kept = new();

    /// <summary>The changes in the order made; none where nothing was changed.</summary>
    public async Task<ImmutableArray<ToldChange>> ReadAsync(DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (day.PaperChanges.IsEmpty || !Paper.TryParse(day.Paper, out var paper, out _)) return [];
        return Tell(day, paper!, await EffectsAsync(day, paper!, cancellationToken));
    }

    /// <summary>The same without what it did to the awards, which is told once the result is declared.</summary>
    public static ImmutableArray<ToldChange> Tell(PublicDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return Tell(day.View, day.Paper, []);
    }

    private static ImmutableArray<ToldChange> Tell(DayView day, Paper paper, ImmutableArray<ChangeEffect> effects)
    {
        PaperChanges[] standings = [PaperChanges.None, .. ChangesMade.AfterEach(day)];
        return
        [
            .. day.PaperChanges.Select((made, at) => new ToldChange(
                made,
                made.Pot is { } pot && paper.Pots.FirstOrDefault(one => one.Id == pot.Pot) is { } found ? standings[at].TotalOf(found) : 0,
                effects.IsEmpty ? null : effects[at])),
        ];
    }

    /// <summary>None before the declaration, and where nobody here can read the ballots any more.</summary>
    private async Task<ImmutableArray<ChangeEffect>> EffectsAsync(DayView day, Paper paper, CancellationToken cancellationToken)
    {
        if (day.Phase is not (DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived) || !FrozenRules.TryParse(day.Rules, out var rules, out _)) return [];
        if (kept.Count >= MostKept) kept.Clear();
        var answer = kept.GetOrAdd((day.Day, day.ResultHash), _ => Task.Run(() => WorkOutAsync(day, paper, rules!), CancellationToken.None));
        if (answer.IsFaulted) kept.TryRemove((day.Day, day.ResultHash), out _);
        var effects = await answer.WaitAsync(cancellationToken);
        // Ballots that cannot be read now may be read later: a log elsewhere answers again.
        if (effects.IsEmpty) kept.TryRemove((day.Day, day.ResultHash), out _);
        return effects;
    }

    private async Task<ImmutableArray<ChangeEffect>> WorkOutAsync(DayView day, Paper paper, FrozenRules rules)
    {
        var counted = (await grains.GetDayStatusAsync(day.Day, CancellationToken.None)).Ballots;
        var ballots = await grains.GetGrain<ITallyGrain>(day.Day).GetBallotsAsync(CancellationToken.None);
        return ballots.Sum(same => (long)same.Number) == counted
            ? ChangeEffect.OfEach(paper, rules, [.. ballots.Select(same => (Read(same.Ballot), same.Number))], ChangesMade.AfterEach(day))
            : [];
    }

    private static Ballot Read(string canonical) => Ballot.TryParse(canonical, out var ballot, out var problem)
        ? ballot!
        : throw new InvalidDataException($"A counted ballot cannot be read: {problem}.");
}

/// <summary>A change as people read it.</summary>
/// <param name="Made">The change.</param>
/// <param name="Before">What its pot held before, in minor units; 0 where a project was changed.</param>
/// <param name="Effect">What it did to the awards; <c>null</c> before the declaration, and where nobody knows the ballots any more.</param>
public sealed record ToldChange(MadeChange Made, long Before, ChangeEffect? Effect);
