using System.Collections.Immutable;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>Runs the rule again on one pot, with one number changed, and looks at one project.</summary>
internal sealed class Trial(Election election, RuleSettings settings, string project, CancellationToken cancellation)
{
    private readonly int _project = election.Projects.IndexOf(election.Projects.Single(one => string.Equals(one.Id, project, StringComparison.Ordinal)));

    /// <summary>What a run came to.</summary>
    /// <param name="Steps">The steps up to the project's own.</param>
    /// <param name="Funded">Whether the project is funded.</param>
    public readonly record struct Run(string Steps, bool Funded);

    /// <summary>What the project costs, in minor units.</summary>
    public long Cost => election.Projects[_project].Cost;

    /// <summary>What the pot holds, in minor units.</summary>
    public long Money => election.Pots[0].Amount;

    /// <summary>Minor units in one unit of the currency.</summary>
    public long Unit => election.Unit;

    /// <summary>Choices on all ballots, identical ballots counted once.</summary>
    public long Choices => election.Ballots.Projects.Length;

    /// <summary>So much more money, in minor units, that everything fits and no cap is in the way; more changes nothing.</summary>
    public long MostMissing
    {
        get
        {
            long all = election.Projects.Sum(one => one.Cost);
            long uncapped = settings.CapPercent == 0 ? 0 : (long)(((Int128)election.Projects.Max(one => one.Cost) * 100 + settings.CapPercent - 1) / settings.CapPercent);
            return Math.Max(0, Math.Max(all, uncapped) - Money);
        }
    }

    public Run AsItWas() => Of(election);

    public Run WithVoters(long more, int mark) => Of(With(election.Projects, election.Pots[0], election.Ballots.WithMore(_project, mark, (int)more)));

    public Run CostingLess(long less)
    {
        Project old = election.Projects[_project];
        Project cheaper = old with { Cost = old.Cost - less, Minimum = Math.Min(old.Minimum, old.Cost - less) };
        return Of(With(election.Projects.SetItem(_project, cheaper), election.Pots[0], election.Ballots));
    }

    public Run WithMoreMoney(long more) => Of(With(election.Projects, election.Pots[0] with { Amount = Money + more }, election.Ballots));

    private Election With(ImmutableArray<Project> projects, Pot pot, BallotClasses ballots) =>
        new(projects, [pot], election.Groups, ballots, election.Unit, election.DefaultScore);

    private Run Of(Election changed)
    {
        cancellation.ThrowIfCancellationRequested();
        PotAllocation pot = Allocator.Allocate(changed, settings, cancellation: cancellation).Pots[0];
        int end = pot.Steps.Select(step => step.Project).ToList().LastIndexOf(project);
        return new(
            string.Join('\n', pot.Steps.Take(end + 1).Select(step => $"{step.Kind} {step.Project}")),
            pot.Awards.Any(award => string.Equals(award.Project, project, StringComparison.Ordinal)));
    }
}
