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
        problem ??= day.Proposals.Zip(proposals).Select(listed => Unfit(settings, listed.First, listed.Second)).FirstOrDefault(found => found is not null);
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
            PaperGroups.Of(written.Select(proposal => proposal.Content)),
            [.. written.Select(proposal => Listed(settings, proposal))],
            out paper,
            out problem);
        if (made) problem = UnderRules(settings, paper!);
        return problem is null;
    }

    private static string? Unfit(DaySettings settings, string id, ProposalView? proposal)
    {
        if (proposal is null) return $"The proposal '{id}' is on the list but was never written; write it or take it off.";
        var content = proposal.Content;
        return ProposalCheck.Problem(content) is { } problem ? $"The proposal '{id}': {problem.Detail}"
            : settings.Pots.All(pot => !string.Equals(pot.Id, content.Pot, StringComparison.Ordinal)) ? $"The proposal '{id}' stands in the pot '{content.Pot}', which the day does not have."
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
        return rules.Form.Extra is { } extra && paper.Groups.All(group => !string.Equals(group.Id, extra.Group, StringComparison.Ordinal))
            ? $"The rules give an extra vote for '{extra.Group}', but no proposal belongs to it."
            : null;
    }

    private static Proposal Listed(DaySettings settings, ProposalView proposal)
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
            Area = PaperGroups.Area(content),
            Theme = PaperGroups.Theme(content),
        };
    }

    private static ImmutableSortedDictionary<string, string> Titles(ProposalContent content) =>
        content.Texts.ToImmutableSortedDictionary(text => text.Language, text => text.Title, StringComparer.Ordinal);
}
