using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>Closes a day's ballot account.</summary>
/// <param name="Hand">What was counted by hand, a line for each venue.</param>
/// <param name="Explanations">Why numbers do not agree, where they do not; those that explain nothing are left out.</param>
/// <param name="By">The organiser's id.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CloseAccount")]
public sealed record CloseAccount(
    [property: Id(0)] HandCount Hand,
    [property: Id(1)] ImmutableArray<Explanation> Explanations,
    [property: Id(2)] string By);

/// <summary>What closing an account came to.</summary>
/// <param name="Outcome">Whether it is closed.</param>
/// <param name="Unexplained">The mismatches that nothing explains; empty where it is closed.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AccountResult")]
public sealed record AccountResult([property: Id(0)] DayOutcome Outcome, [property: Id(1)] ImmutableArray<AccountLine> Unexplained);
