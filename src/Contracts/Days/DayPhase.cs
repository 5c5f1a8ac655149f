using Orleans;

namespace PbDecisionDay.Contracts.Days;

/// <summary>Where a day stands in its life cycle.</summary>
[GenerateSerializer, Alias("pbdd.DayPhase")]
public enum DayPhase
{
    /// <summary>Everything can be changed.</summary>
    Draft,

    /// <summary>Rules and paper are frozen and their hashes shown.</summary>
    Published,

    /// <summary>Ballots are taken.</summary>
    Open,

    /// <summary>Casting stands still for a while.</summary>
    Paused,

    /// <summary>
    /// No more ballots, and a step that ends voting was agreed to: it is taken by itself when <see cref="StepRules.CheckingTime"/> is over, in which
    /// the votes that were cast can still be opened and checked.
    /// </summary>
    Checking,

    /// <summary>Voting is over and nothing more of a card's is taken.</summary>
    Closed,

    /// <summary>The money is allocated; organisers can see how.</summary>
    Counted,

    /// <summary>The result was announced.</summary>
    Declared,

    /// <summary>The council's committee approved it.</summary>
    Ratified,

    /// <summary>Personal data was erased. A day that was postponed or voided is archived too.</summary>
    Archived,

    /// <summary>The day will be held at another time, as a new day.</summary>
    Postponed,

    /// <summary>The day does not count.</summary>
    Void,
}
