using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// What of a day's settings goes along when it is copied: names, places, money, areas, words, languages, colour and rules. Nothing dated does: the date, the hours,
/// the witnesses and the seed of lots are asked for anew, and the address is that of the service as it is now. Source: docs/adr/0085.
/// </summary>
public static class CopiedDay
{
    /// <summary>The settings for another date.</summary>
    /// <param name="old">The settings of the day that is copied.</param>
    /// <param name="title">Its new name in its languages.</param>
    /// <param name="date">The new date, <c>yyyy-MM-dd</c>.</param>
    /// <param name="hours">The hours by the clock of the hall, which mean the same clock in summer and in winter: the time zone stays.</param>
    /// <param name="seed">The new public words for lots; empty where the rules draw none.</param>
    public static DaySettings Settings(DaySettings old, ImmutableArray<LocalText> title, string date, string hours, string seed)
    {
        ArgumentNullException.ThrowIfNull(old);
        return old with { Title = title, Date = date, Hours = hours, Witnesses = [], Rules = Rules(old.Rules, seed) };
    }

    /// <summary>The seeds of lots that rules draw; none where they draw no lots, or cannot be read.</summary>
    public static IEnumerable<string> SeedsOf(string rules) => !FrozenRules.TryParse(rules, out var known, out _) ? []
        : known!.Allocation.Ties.Concat(known.Allocation.CompletionTies).Where(tie => tie.Kind == TieBreakKind.Lots).Select(tie => tie.Seed);

    // Rules that cannot be read, or that the new seed cannot stand in, are chosen anew before the day is published.
    private static string Rules(string rules, string seed) =>
        FrozenRules.TryParse(rules, out var known, out _)
        && FrozenRules.TryCreate(
            known!.Form, known.Allocation with { Ties = Seeded(known.Allocation.Ties, seed), CompletionTies = Seeded(known.Allocation.CompletionTies, seed) },
            known.Live, known.Replacement, known.Languages, out var made, out _)
            ? made!.Allowing(known.Money, known.Withdrawal).Text
            : "";

    private static ImmutableArray<TieBreak> Seeded(ImmutableArray<TieBreak> ties, string seed) =>
        [.. ties.Select(tie => tie.Kind == TieBreakKind.Lots ? tie with { Seed = seed } : tie)];
}
