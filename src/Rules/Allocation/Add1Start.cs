namespace PbDecisionDay.Rules.Allocation;

/// <summary>From which share the rises of <see cref="Completion.Add1"/> start.</summary>
public enum Add1Start
{
    /// <summary>Budget divided by ballots, as a fraction; exhaustive means among supported projects.</summary>
    Exact,

    /// <summary>The same rounded down to a whole unit of the currency; exhaustive means among all projects.</summary>
    Floor,
}
