using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The steps a box has come through, and what the last entry of each kind of step says: opening, totals, close, mix, dice, proof, result.</summary>
internal sealed record BoxMilestones
{
    public static readonly BoxMilestones Start = new();

    /// <summary>Where the box stands.</summary>
    public BoxPhase Phase { get; private init; }

    /// <summary>The running totals that were written last.</summary>
    public CountEntry LastCount { get; private init; } = new(0, 0);

    /// <summary>Whether totals were written after the close.</summary>
    public bool HasLateCount { get; private init; }

    /// <summary>The index of the entry that ended casting; -1 before.</summary>
    public long LastIndex { get; private init; } = -1;

    /// <summary>The root over the cards made usable, once the box is closed.</summary>
    public Digest? IssuedRoot { get; private init; }

    /// <summary>The binding to the published ballots; <c>null</c> before the mix.</summary>
    public MixEntry? Mix { get; private init; }

    /// <summary>The eight digits of the dice; empty until they were entered.</summary>
    public string Dice { get; private init; } = "";

    /// <summary>Keyed papers that the dice named, opened, in the order of the log.</summary>
    public ImmutableArray<SampleEntry> Samples { get; private init; } = [];

    /// <summary>How many of them were found to differ from their slips, or had none.</summary>
    public int Disputed { get; private init; }

    /// <summary>The hash of the mix's proof, once it is published.</summary>
    public Digest? Proof { get; private init; }

    /// <summary>The hash of the result, once it is published.</summary>
    public Digest? Result { get; private init; }

    /// <summary>The hash of the list of the voter's pages that was written last.</summary>
    public Digest? Pages { get; private init; }

    /// <summary>How many lists of the voter's pages the log names.</summary>
    public int PageLists { get; private init; }

    /// <summary>The index of the opening; <c>null</c> before it.</summary>
    public long? OpenIndex { get; private init; }

    /// <summary>Whether the openings left the service.</summary>
    public bool Released { get; private init; }

    /// <summary>Whether the erasure of the openings key is written.</summary>
    public bool OpeningsErased { get; private init; }

    /// <summary>
    /// Whether the service needs its own copy of the openings key no more and destroys it: after the mix's proof; without a mix once the openings were
    /// released; and whenever its erasure was written.
    /// </summary>
    public bool OpeningsOver => Proof is not null || OpeningsErased || Mix is null && Released;

    /// <summary>How far the mix is.</summary>
    public MixStage Stage =>
        Mix is null ? MixStage.None
        : Dice.Length == 0 ? MixStage.AwaitsDice
        : Proof is null ? MixStage.AwaitsProof
        : MixStage.Proved;

    /// <summary>The milestones after the next entry.</summary>
    public BoxMilestones After(LogEntry entry, long index) => entry switch
    {
        OpenEntry open => this with { Phase = BoxPhase.Open, Pages = open.Pages, PageLists = 1, OpenIndex = index },
        PagesEntry pages => this with { Pages = pages.Pages, PageLists = PageLists + 1 },
        ReleaseEntry => this with { Released = true },
        ErasureEntry { What: ErasedThing.OpeningsKey } => this with { OpeningsErased = true },
        IncidentEntry { Code: IncidentCode.Resume } => this with { Phase = BoxPhase.Open },
        IncidentEntry { Code: IncidentCode.Pause } => this with { Phase = BoxPhase.Paused },
        // A dispute before papers were opened is of something else.
        IncidentEntry { Code: IncidentCode.Dispute } => this with { Disputed = Samples.IsEmpty ? 0 : Disputed + 1 },
        LastEntry => this with { Phase = BoxPhase.Checking, LastIndex = index },
        CloseEntry close => this with { Phase = BoxPhase.Closed, IssuedRoot = close.Issued },
        CountEntry count => this with { LastCount = count, HasLateCount = Phase == BoxPhase.Closed },
        MixEntry mix => this with { Mix = mix },
        DiceEntry dice => this with { Dice = dice.Digits },
        SampleEntry sample => this with { Samples = Samples.Add(sample) },
        ProofEntry proof => this with { Proof = proof.Hash },
        ResultEntry result => this with { Result = result.Result },
        _ => this,
    };
}
