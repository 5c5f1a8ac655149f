using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.PlainRules;

namespace PbDecisionDay.Web.Console;

/// <summary>What the proposals of a day add to its rules: the groups that they belong to, and which of them exclude each other.</summary>
/// <param name="Day">The day's settings.</param>
/// <param name="Proposals">Its proposals as far as they are written, in the order of its list.</param>
public sealed record DraftGroups(DaySettings Day, ImmutableArray<ProposalView> Proposals)
{
    /// <summary>The tiers, areas and themes that they name.</summary>
    public ImmutableArray<Group> Groups { get; } = PaperGroups.Of(Proposals.Select(proposal => proposal.Content));

    /// <summary>Pairs of which at most one is funded, each once.</summary>
    public IEnumerable<(ProposalView One, ProposalView Other)> Exclusive =>
        from one in Proposals
        from other in Proposals
        where string.CompareOrdinal(one.Proposal, other.Proposal) < 0
            && ((one.Content.Conflicts ?? []).Contains(other.Proposal) || (other.Content.Conflicts ?? []).Contains(one.Proposal))
        select (one, other);

    /// <summary>Reads a day's proposals.</summary>
    public static async Task<DraftGroups> ReadAsync(IGrainFactory grains, DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        var read = await Task.WhenAll(day.Proposals.Select(id => grains.GetGrain<IProposalGrain>(ProposalKey.For(day.Day, id)).GetAsync(cancellationToken)));
        return new DraftGroups(day.Settings, [.. read.OfType<ProposalView>()]);
    }

    /// <summary>How many proposals belong to a group.</summary>
    public int SizeOf(string group) => Proposals.Count(proposal =>
        PaperGroups.Tier(proposal.Content) == group || PaperGroups.Area(proposal.Content) == group || PaperGroups.Theme(proposal.Content) == group);

    /// <summary>A proposal's title in the day's first language.</summary>
    public string TitleOf(ProposalView proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return (proposal.Content.Texts.FirstOrDefault(text => text.Language == Day.Languages.FirstOrDefault()) ?? proposal.Content.Texts[0]).Title;
    }

    /// <summary>What limits, exclusions and pots add to the rules, in words.</summary>
    public IEnumerable<string> InWords(ImmutableArray<GroupLimit>? limits, IStringLocalizer<RuleWords> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            .. RulesInWords.Of(Groups.Select(group => (limits ?? []).FirstOrDefault(limit => limit.Group == group.Id) is { } limit
                ? group with { MostMoney = limit.MostMoney, MostProjects = limit.MostProjects }
                : group), Day.Currency, words),
            .. RulesInWords.Of(Exclusive.Select(pair => (TitleOf(pair.One), TitleOf(pair.Other))), words),
            .. Day.Pots.Length > 1 ? [words["Pots.Alone"].Value] : Array.Empty<string>(),
        ];
    }
}
