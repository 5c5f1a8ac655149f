using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>What stands in a project's way beside money: funded projects that it conflicts with, and the limits of its groups.</summary>
internal sealed class FundingLimits(Election election)
{
    private readonly bool[] _funded = new bool[election.Projects.Length];
    private readonly long[] _money = new long[election.Groups.Length];
    private readonly int[] _projects = new int[election.Groups.Length];

    /// <summary>Whether there is nothing to stand in any project's way.</summary>
    public bool AreNone { get; } = election.Groups.IsEmpty && election.Projects.All(project => project.Conflicts.IsEmpty);

    public bool IsFunded(int project) => _funded[project];

    /// <summary>Forgets all awards.</summary>
    public void Clear()
    {
        Array.Clear(_funded);
        Array.Clear(_money);
        Array.Clear(_projects);
    }

    /// <summary>Notes an award.</summary>
    public void Fund(int project, long amount)
    {
        _funded[project] = true;
        foreach (int group in election.Projects[project].Groups)
        {
            _money[group] += amount;
            _projects[group]++;
        }
    }

    /// <summary>The conflict or the full group that stands in a project's way, or null.</summary>
    public (StepKind Kind, string Blocker)? Obstacle(int project)
    {
        foreach (int other in election.Projects[project].Conflicts)
            if (_funded[other])
                return (StepKind.Conflict, election.Projects[other].Id);
        foreach (int g in election.Projects[project].Groups)
        {
            Group group = election.Groups[g];
            if ((group.MostProjects > 0 && _projects[g] + 1 > group.MostProjects)
                || (group.MostMoney > 0 && _money[g] + election.Projects[project].Cost > group.MostMoney))
                return (StepKind.GroupFull, group.Id);
        }
        return null;
    }
}
