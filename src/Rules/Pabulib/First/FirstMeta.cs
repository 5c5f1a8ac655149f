using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Pabulib.First;

/// <summary>META as <see cref="FirstExport"/> writes it.</summary>
internal static class FirstMeta
{
    public static ImmutableArray<KeyValuePair<string, string>> Of(Paper paper, FrozenRules rules, PabulibFacts facts, int ballots, long unit)
    {
        var meta = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        long budget = paper.Pots.Sum(pot => pot.Amount);
        Add("description", facts.Description);
        Add("country", facts.Country);
        Add("unit", facts.Unit);
        Add("instance", facts.Instance);
        Add("num_projects", Number(paper.Proposals.Length));
        Add("num_votes", Number(ballots));
        Add("budget", PabulibNumber.Print(budget, unit));
        Add("vote_type", VoteType(rules.Form));
        Add("rule", PabulibRule.Of(rules.Allocation));
        Add("date_begin", Date(facts.DateBegin));
        Add("date_end", Date(facts.DateEnd));
        AddForm(rules.Form);
        if (rules.Allocation.Threshold > 0)
            Add("min_project_score_threshold", Number(rules.Allocation.Threshold));
        Add("language", paper.Language);
        Add("currency", paper.Currency);
        if (paper.Proposals.Sum(proposal => proposal.Ask) <= budget)
            Add("fully_funded", "1");
        return meta.ToImmutable();

        void Add(string key, string value) => meta.Add(new(key, value));

        void AddForm(BallotForm form)
        {
            if (form.PerPot)
                return;
            Add("min_length", Number(form.Least));
            if (form.Most > 0)
                Add("max_length", Number(form.Most + (form.Extra?.Votes ?? 0)));
            if (form.Kind == BallotKind.Points)
            {
                Add("min_sum_points", Number(form.Top));
                Add("max_sum_points", Number(form.Top));
            }
            if (form.Kind == BallotKind.Score)
            {
                Add("min_points", "0");
                Add("max_points", Number(form.Top));
            }
            if (form.Knapsack)
                Add("max_sum_cost", PabulibNumber.Print(budget, unit));
        }
    }

    private static string VoteType(BallotForm form) => form.Kind switch
    {
        BallotKind.Approve => form is { Least: 1, Most: 1, PerPot: false, Extra: null } ? "choose-1" : "approval",
        BallotKind.Rank => "ordinal",
        BallotKind.Points => "cumulative",
        BallotKind.Score => "scoring",
        BallotKind.Blank => throw new ArgumentException("A form is never blank."),
    };

    private static string Date(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
