using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What a decision may know of a box: the committed state, or that state with the batch decided so far on top of it.</summary>
internal interface IBoxView
{
    BoxCourse Course { get; }

    BoxPhase Phase { get; }

    Paper? Paper { get; }

    FrozenRules? Rules { get; }

    int Issued { get; }

    int Ballots { get; }

    int Surrendered { get; }

    int Papers { get; }

    Card? Find(Digest number);

    Digest? FindByShortNumber(ShortNumber number);

    Batch? FindBatch(string id);

    KeyedPaper? FindPaper(PaperSlip slip);

    bool HasStation(StationEntry station);

    bool HasErased(ErasedThing what);
}
