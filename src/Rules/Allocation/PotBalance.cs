using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>The balance of one pot while it is being awarded: what is left, what stands in a project's way, and the trace.</summary>
internal sealed class PotBalance
{
    private readonly Election _election;
    private readonly MarginalPolicy _marginal;
    private readonly FundingLimits _limits;
    private readonly List<Award> _awards = [];
    private readonly List<Step> _steps = [];

    public PotBalance(Election election, RuleSettings settings)
    {
        _election = election;
        _marginal = settings.Marginal;
        _limits = new(election);
        Left = election.Pots[0].Amount;
    }

    public long Left { get; private set; }

    /// <summary>Whether nothing further is funded.</summary>
    public bool Closed { get; private set; }

    /// <summary>What happens when the next project does not fit.</summary>
    public MarginalPolicy Marginal => _marginal;

    public IReadOnlyList<Award> Awards => _awards;

    public IReadOnlyList<Step> Steps => _steps;

    public bool IsFunded(int project) => _limits.IsFunded(project);

    /// <summary>The conflict or the full group that stands in a project's way, or null.</summary>
    public (StepKind Kind, string Blocker)? Obstacle(int project) => _limits.Obstacle(project);

    public bool Fits(int project) => _election.Projects[project].Cost <= Left;

    /// <summary>Gives a project its turn: funds it, or applies the marginal policy.</summary>
    public void Offer(int project, ImmutableArray<string> tied, Fraction? price = null)
    {
        Project asked = _election.Projects[project];
        if (Closed)
            Note(project, StepKind.NotReached);
        else if (Obstacle(project) is { } obstacle)
            Note(new Step { Kind = obstacle.Kind, Project = asked.Id, Left = Left, Blocker = obstacle.Blocker });
        else if (asked.Cost <= Left)
            Fund(project, asked.Cost, StepKind.Funded, tied, price);
        else if (_marginal.Kind == MarginalKind.Part && Left > 0 && Left >= asked.Minimum)
            Fund(project, Left, StepKind.PartFunded, tied, price);
        else if (_marginal.Kind == MarginalKind.Reach && (Int128)Left * 100 >= (Int128)asked.Cost * _marginal.Percent)
        {
            Closed = true;
            Fund(project, asked.Cost, StepKind.Reached, tied, price);
        }
        else
        {
            Closed = _marginal.Kind is MarginalKind.Stop or MarginalKind.Reach;
            Note(new Step
            {
                Kind = Closed ? StepKind.Stopped : StepKind.DoesNotFit,
                Project = asked.Id,
                Left = Left,
                Short = (_marginal.Kind == MarginalKind.Part ? asked.Minimum : asked.Cost) - Left,
                Tied = tied,
            });
        }
    }

    /// <summary>Takes the money for a project out of the pot.</summary>
    public void Fund(int project, long amount, StepKind kind, ImmutableArray<string> tied, Fraction? price = null, long fullPayers = 0)
    {
        Project asked = _election.Projects[project];
        Left -= amount;
        _limits.Fund(project, amount);
        _awards.Add(new Award(asked.Id, amount, asked.Cost));
        Note(new Step { Kind = kind, Project = asked.Id, Amount = amount, Left = Left, Price = price, FullPayers = fullPayers, Tied = tied });
    }

    public void Note(Step step) => _steps.Add(step);

    public void Note(int project, StepKind kind, long missing = 0) =>
        Note(new Step { Kind = kind, Project = _election.Projects[project].Id, Left = Left, Short = missing });
}
