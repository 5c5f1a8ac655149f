using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Proposals;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>Puts the frozen paper together from a day's settings and its proposals, and says why it cannot be voted on.</summary>
internal static class BallotPaper
{
    /// <summary>The first thing that keeps the day from being published; <c>null</c> if nothing does.</summary>
    public static string? Problem(DayState day, IReadOnlyList<ProposalView?> proposals) =>
        TryMake(day, proposals, out _, out var problem) ? null : problem;

    /// <summary>Makes the paper, or says what has to be put right first.</summary>
    /// <param name="proposals">The day's proposals in the order of its list; <c>null</c> where one was never written.</param>
    public static bool TryMake(DayState day, IReadOnlyList<ProposalView?> proposals, out Paper? paper, out string? problem)
    {
        paper = null;
        var settings = day.Settings;
        problem = SettingsCheck.Wrong(settings)?.Detail ?? SettingsCheck.Missing(settings);
        if (problem is null && day.Proposals.IsEmpty) problem = "Put at least one proposal on the list.";
        problem ??= day.Proposals.Zip(proposals).Select(listed => Unfit(day, listed.First, listed.Second)).FirstOrDefault(found => found is not null);
        if (problem is not null) return false;

        var language = settings.Languages[0];
        var written = proposals.OfType<ProposalView>().ToArray();
        var made = Paper.TryCreate(
            day.Created!.Origin,
            settings.Title.Single(title => string.Equals(title.Language, language, StringComparison.Ordinal)).Text,
            language,
            settings.Currency,
            Currencies.DigitsOf(settings.Currency)!.Value,
            [.. settings.Pots.Select(pot => new Pot(pot.Id, pot.Name, pot.Amount))],
            [.. PaperGroups.Of(written.Select(proposal => proposal.Content)).Select(group => Limited(group, settings.Limits ?? []))],
            [.. written.Select(proposal => Listed(settings, proposal, written))],
            out paper,
            out problem);
        if (made) problem = UnderRules(settings, paper!);
        return problem is null;
    }

    private static string? Unfit(DayState day, string id, ProposalView? proposal)
    {
        var settings = day.Settings;
        if (proposal is null) return $"The proposal '{id}' is on the list but was never written; write it or take it off.";
        var content = proposal.Content;
        return ProposalCheck.Problem(content) is { } problem ? $"The proposal '{id}': {problem.Detail}"
            : settings.Pots.All(pot => !string.Equals(pot.Id, content.Pot, StringComparison.Ordinal)) ? $"The proposal '{id}' stands in the pot '{content.Pot}', which the day does not have."
            : (content.Conflicts ?? []).FirstOrDefault(other => other == id || !day.Proposals.Contains(other, StringComparer.Ordinal)) is { } other
                ? $"The proposal '{id}' cannot be funded beside '{other}', which is no other proposal on the list."
            : Titles(content).ContainsKey(settings.Languages[0]) ? null
            : $"The proposal '{id}' has no title in the day's first language, '{settings.Languages[0]}'.";
    }

    /// <summary>Whether people can vote on this paper under these rules.</summary>
    private static string? UnderRules(DaySettings settings, Paper paper)
    {
        if (!FrozenRules.TryParse(settings.Rules, out var rules, out var problem)) return problem;
        if (!rules!.Languages.SequenceEqual(settings.Languages, StringComparer.Ordinal))
            return $"The rules were saved for the languages {string.Join(", ", rules.Languages)}; save them again for {string.Join(", ", settings.Languages)}.";
        if (rules.Form.Least > paper.Proposals.Length)
            return $"A ballot has to name at least {rules.Form.Least} proposals, but there are only {paper.Proposals.Length}.";
        if (paper.Proposals.SelectMany(one => one.Conflicts.Select(other => (one, paper.Find(other)!))).FirstOrDefault(pair => pair.one.Pot != pair.Item2.Pot)
            is { one: { } first, Item2: { } second })
            return $"The proposals '{first.Id}' and '{second.Id}' exclude each other and stand in different pots. Each pot is shared out alone, so put them into one pot.";
        return rules.Form.Extra is { } extra && paper.Groups.All(group => !string.Equals(group.Id, extra.Group, StringComparison.Ordinal))
            ? $"The rules give an extra vote for '{extra.Group}', but no proposal belongs to it."
            : null;
    }

    private static Group Limited(Group group, ImmutableArray<GroupLimit> limits) =>
        limits.FirstOrDefault(limit => string.Equals(limit.Group, group.Id, StringComparison.Ordinal)) is { } limit
            ? group with { MostMoney = limit.MostMoney, MostProjects = limit.MostProjects }
            : group;

    private static Proposal Listed(DaySettings settings, ProposalView proposal, ProposalView[] all)
    {
        var content = proposal.Content;
        var titles = Titles(content);
        return new Proposal
        {
            Id = proposal.Proposal,
            Title = titles[settings.Languages[0]],
            Titles = titles.Remove(settings.Languages[0]),
            Pot = content.Pot,
            Ask = content.Ask,
            Minimum = content.Minimum,
            Tier = PaperGroups.Tier(content),
            Area = PaperGroups.Area(content),
            Theme = PaperGroups.Theme(content),
            Conflicts = Conflicts(proposal, all),
        };
    }

    // The paper wants both to name each other; of those who entered them one is enough.
    private static ImmutableArray<string> Conflicts(ProposalView proposal, ProposalView[] all) =>
    [
        .. (proposal.Content.Conflicts ?? [])
            .Concat(all.Where(other => (other.Content.Conflicts ?? []).Contains(proposal.Proposal, StringComparer.Ordinal)).Select(other => other.Proposal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static ImmutableSortedDictionary<string, string> Titles(ProposalContent content) =>
        content.Texts.ToImmutableSortedDictionary(text => text.Language, text => text.Title, StringComparer.Ordinal);
}
