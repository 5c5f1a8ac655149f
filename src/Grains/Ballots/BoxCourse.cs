using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What each kind of entry comes to of which the last, or the only one, says it all. A fold over the log, as all of a box is.</summary>
internal sealed record BoxCourse
{
    public static readonly BoxCourse Start = new();

    public BoxPhase Phase { get; private init; }

    public CountEntry LastCount { get; private init; } = new(0, 0);

    /// <summary>The root over the cards made usable, once the box is closed.</summary>
    public Digest? IssuedRoot { get; private init; }

    public MixEntry? Mix { get; private init; }

    public string Dice { get; private init; } = "";

    public Digest? Proof { get; private init; }

    public Digest? Result { get; private init; }

    public MixStage Stage =>
        Mix is null ? MixStage.None
        : Dice.Length == 0 ? MixStage.AwaitsDice
        : Proof is null ? MixStage.AwaitsProof
        : MixStage.Proved;

    public BoxCourse After(LogEntry entry) => entry switch
    {
        OpenEntry or IncidentEntry { Code: IncidentCode.Resume } => this with { Phase = BoxPhase.Open },
        IncidentEntry { Code: IncidentCode.Pause } => this with { Phase = BoxPhase.Paused },
        CloseEntry close => this with { Phase = BoxPhase.Closed, IssuedRoot = close.Issued },
        CountEntry count => this with { LastCount = count },
        MixEntry mix => this with { Mix = mix },
        LotsEntry lots => this with { Dice = lots.Digits },
        ProofEntry proof => this with { Proof = proof.Hash },
        ResultEntry result => this with { Result = result.Result },
        _ => this,
    };
}
