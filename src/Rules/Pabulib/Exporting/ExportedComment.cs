using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>
/// META's <c>comment</c>: sentences in English, numbered as pabulib.org/format asks (<c>#1: … #2: …</c>), without a
/// word that people wrote.
/// </summary>
internal static class ExportedComment
{
    public static string Of(ExportedPart part, NamedRule rule, Lengths lengths) =>
        string.Join(' ', Sentences(part, rule, lengths).Select((sentence, i) => Say($"#{i + 1}: {sentence}")));

    private static IEnumerable<string> Sentences(ExportedPart part, NamedRule rule, Lengths lengths)
    {
        if (part.HasSeveralPots)
            yield return Say($"This file holds {part.Election.Pots.Length} pots, each with money of its own.")
                + " A file beside it holds each pot alone.";
        if (part.Pot is { } pot)
            yield return Say($"This is pot {pot + 1} of {part.Paper.Pots.Length}.")
                + " A ballot that names nothing in it is blank here.";
        if (part.BlankBallots > 0)
            yield return Say($"Blank ballots: {part.BlankBallots}. Their vote is a comma alone, a list of nothing.");
        if (lengths.Least is not null && part.Form.Least > lengths.Least && part.Form.Least > 1)
            yield return Say($"A ballot that is not blank names {part.Form.Least} projects or more")
                + (part is { Pot: not null, Form.PerPot: false } ? " in all pots together." : ".");
        if (part.Form.Extra is { } extra)
            yield return Say($"{extra.Votes} of the projects on a ballot may be extra,")
                + $" of the group {extra.Group} alone.";
        foreach (string sentence in Changes(part))
            yield return sentence;
        yield return RuleInWords(part.Rules.Allocation);
        if (!part.Rules.Allocation.FundsUnsupported)
            yield return "A project that no ballot supports is not funded.";
        if (part is { HasScore: true, Form.Kind: BallotKind.Rank })
            yield return "The rule counts a rank as the number of projects below it on the ballot, and the last as 0."
                + " The score counts one more for each.";
        if (part.Election.Groups.Any(group => group.MostMoney > 0 || group.MostProjects > 0)
            || part.Proposals.Any(proposal => proposal.Conflicts.Length > 0))
            yield return "Some projects cannot be funded beside each other, or share a limit.";
        foreach (PotAllocation outcome in part.Outcome)
            foreach (string sentence in Otherwise(outcome, part.Election.Unit))
                yield return sentence;
        if (rule.Name is NamedRule.Unknown or NamedRule.Custom)
            yield return "Pabulib has no name for a rule that gives this outcome from this file alone.";
    }

    /// <summary>What entries of the log changed after the paper was frozen.</summary>
    private static IEnumerable<string> Changes(ExportedPart part)
    {
        foreach (Pot pot in part.Election.Pots)
        {
            long before = part.Paper.Pots.Single(known => string.Equals(known.Id, pot.Id, StringComparison.Ordinal)).Amount;
            if (before != pot.Amount)
                yield return $"Pot {pot.Id} holds {PabulibNumber.Print(pot.Amount, part.Election.Unit)};"
                    + $" on the paper it held {PabulibNumber.Print(before, part.Election.Unit)}.";
        }
        foreach (Project project in part.Election.Projects.Where(project => project.Withdrawn))
            yield return $"Project {project.Id} was withdrawn after the paper was fixed. Its votes stand, and it cannot be funded.";
    }

    private static string RuleInWords(RuleSettings settings)
    {
        var words = new List<string> { Words.Of(settings.Rule) };
        if (settings.Rule == AllocationRule.EqualShares)
            words.AddRange([$"utility {Words.Of(settings.Utility)}", $"completion {Words.Of(settings.Completion)}"]);
        words.Add($"marginal {settings.Marginal}");
        if (settings.Threshold > 0)
            words.Add(Say($"threshold {settings.Threshold}"));
        if (settings.ThresholdPercent > 0)
            words.Add(Say($"threshold_percent {settings.ThresholdPercent}"));
        if (settings.FloorHundredths > 0)
            words.Add(Say($"floor_hundredths {settings.FloorHundredths}"));
        if (settings.CapPercent > 0)
            words.Add(Say($"cap_percent {settings.CapPercent}"));
        return $"The rule of the day: {string.Join(", ", words)}.";
    }

    /// <summary>Why <c>selected</c> is 2 where it is.</summary>
    private static IEnumerable<string> Otherwise(PotAllocation outcome, long unit)
    {
        foreach (Award award in outcome.Awards.Where(award => award.Amount < award.Cost))
            yield return $"Project {award.Project} has selected 2: it got {PabulibNumber.Print(award.Amount, unit)}"
                + $" of {PabulibNumber.Print(award.Cost, unit)}.";
        foreach (Step step in outcome.Steps.Where(step => step.Kind == StepKind.Reached))
            yield return $"Project {step.Project} has selected 2: it was funded in full, though less was left.";
        if (outcome.Completed < outcome.Awards.Length)
        {
            IEnumerable<string> ids = outcome.Awards.Skip(outcome.Completed).Select(award => award.Project);
            yield return $"Selected 2 from what Equal Shares left, by votes: {string.Join(", ", ids)}.";
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
