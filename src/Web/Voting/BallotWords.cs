using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>What a ballot asks and what is wrong with one, in the reader's language: the same sentences as the page's script says (Client/ballot).</summary>
internal static class BallotWords
{
    /// <summary>What the paper asks, as a heading.</summary>
    public static string Ask(BallotForm form, IStringLocalizer<ResidentWords> words) => form switch
    {
        { Kind: BallotKind.Points } => words["Form.Points", form.Top],
        { Kind: BallotKind.Score } => words["Form.Score", form.Top],
        _ when AsksToFit(form) => words["Form.Knapsack"],
        _ => Number(form, words),
    };

    /// <summary>What else there is to know before choosing.</summary>
    public static IEnumerable<string> Notes(BallotForm form, Paper paper, IStringLocalizer<ResidentWords> words)
    {
        if (form.Kind == BallotKind.Score)
        {
            yield return words["Form.Marks", form.Top];
            yield return words["Form.MarksLeftOut"];
            if (form.Most > 0 || form.Least > 1) yield return Number(form, words);
        }
        if (form is { Kind: BallotKind.Points, Least: > 1 }) yield return words["Form.Spread", form.Least];
        if (form.Kind == BallotKind.Rank) yield return words["Plain.Places"];
        if (form.PerPot) yield return words["Form.PerPot"];
        if (form.Knapsack && !AsksToFit(form)) yield return words["Form.Fit"];
        if (form.Extra is { } extra)
            yield return words["Form.Extra", Isolated.Of(paper.Groups.FirstOrDefault(group => group.Id == extra.Group)?.Title ?? extra.Group), extra.Votes];
        foreach (var group in paper.Groups)
        {
            if (group.MostProjects > 0) yield return words["Form.LimitProjects", Isolated.Of(group.Title), group.MostProjects];
            if (group.MostMoney > 0) yield return words["Form.LimitMoney", Isolated.Of(group.Title), Money.Format(group.MostMoney, paper.Currency)];
        }
    }

    /// <summary>A broken rule as a sentence that says what to do, with the names of pot and project.</summary>
    public static string Sentence(BallotProblem problem, PublicDay day, IStringLocalizer<ResidentWords> words)
    {
        var rule = Rules.Text.Words.Of(problem.Kind);
        var pot = problem.Pot is null ? null : Isolated.Of(day.Paper.Pots.First(pot => pot.Id == problem.Pot).Title);
        if (problem.Kind == BallotProblemKind.OverThePot)
            return words["Ballot.OverThePot", pot!, Money.Format(problem.Given, day.Paper.Currency), Money.Format(problem.Allowed, day.Paper.Currency)];
        if (pot is not null) return words[$"Ballot.Pot.{rule}", pot, problem.Given, problem.Allowed];
        return words[problem.Exactly ? "Rule.exactly" : $"Rule.{rule}", problem.Given, problem.Allowed, problem.Project is null ? "" : Title(problem.Project, day)];
    }

    /// <summary>A project's title in the reader's language, safe within a sentence of any direction.</summary>
    public static string Title(string project, PublicDay day)
    {
        var language = day.Find(project)?.Content.Texts.ForReader().Language ?? day.Paper.Language;
        return Isolated.Of(day.Paper.Find(project)?.TitleIn(language) ?? project);
    }

    // Whether the heading says that the choice must fit the money: nothing else is asked.
    private static bool AsksToFit(BallotForm form) => form is { Knapsack: true, Most: 0, Least: 1 };

    private static string Number(BallotForm form, IStringLocalizer<ResidentWords> words) => form switch
    {
        { Most: 0 } => words["Form.AtLeast", form.Least],
        { Most: var most } when most == form.Least => words["Form.Exactly", form.Most],
        { Least: 1 } => words["Form.UpTo", form.Most],
        _ => words["Form.Between", form.Least, form.Most],
    };
}
