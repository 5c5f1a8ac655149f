using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What a decision may know of a box: a pending round on top of the committed state, and in tests the state alone.</summary>
internal interface IBoxView
{
    /// <summary>Entries in the log; the next entry's index.</summary>
    long Size { get; }

    BoxMilestones Milestones { get; }

    BoxPhase Phase { get; }

    BoxCounts Counts { get; }

    /// <summary>What the box was opened under; <c>null</c> before that.</summary>
    OpenBox? Frozen { get; }

    Paper? Paper { get; }

    FrozenRules? Rules { get; }

    /// <summary>What entries changed of the frozen paper.</summary>
    PaperChanges Changes { get; }

    /// <summary>Why a proposal was withdrawn or restored last; <c>null</c> where it never was.</summary>
    WithdrawReason? WithdrawalOf(string proposal);

    Card? Find(Digest number);

    Card? Find(ShortNumber number);

    Batch? FindBatch(string id);

    OtherLog? FindLog(string name);

    /// <summary>How many cards the batches of a log have.</summary>
    long PrintedFor(string log);

    /// <summary>Whether every other log of the day is joined or left out.</summary>
    bool LogsSettled { get; }

    /// <summary>Whether this is the box of the day's main log.</summary>
    bool IsMain { get; }

    EnteredPaper? FindPaper(PaperSlip slip);

    /// <summary>Whether the log holds this very entry.</summary>
    bool Has(StationEntry station);

    /// <summary>Whether the log holds this very entry.</summary>
    bool Has(ErasureEntry erasure);

    /// <summary>Whether the log says this already.</summary>
    bool Has(ReleaseEntry release);
}
