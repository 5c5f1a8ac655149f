namespace PbDecisionDay.Rules.Ballots;

/// <summary>Which rule of the form a ballot breaks.</summary>
public enum BallotProblemKind
{
    /// <summary>Another kind of ballot is asked for.</summary>
    WrongForm,

    /// <summary>A project is not on the paper.</summary>
    UnknownProject,

    /// <summary>More projects than the form allows.</summary>
    TooMany,

    /// <summary>Fewer projects than the form asks for.</summary>
    TooFew,

    /// <summary>A mark above the top mark.</summary>
    MarkTooHigh,

    /// <summary>The points given are not the points to give.</summary>
    WrongTotal,

    /// <summary>The points stand on too few projects.</summary>
    TooLittleSpread,

    /// <summary>The chosen projects ask for more than the pot holds.</summary>
    OverThePot,
}
