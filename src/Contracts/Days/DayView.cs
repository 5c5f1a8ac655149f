using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Contracts.Days;

/// <summary>A day as it stands.</summary>
/// <param name="Day">Its id.</param>
/// <param name="Site">The address residents open.</param>
/// <param name="Origin">The name of its main log: the site's host, its port where that is not the scheme's own, a slash and the day.</param>
/// <param name="Rehearsal">Whether it is a rehearsal.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Proposals">Its proposals' ids, in the order entered.</param>
/// <param name="Paper">The frozen ballot paper's canonical text; empty before publishing.</param>
/// <param name="PaperHash">Its SHA-256, base64; empty before publishing.</param>
/// <param name="Rules">The frozen rules' canonical text; empty before publishing.</param>
/// <param name="RulesHash">Its SHA-256, base64; empty before publishing.</param>
/// <param name="Stations">Stations that were paired.</param>
/// <param name="Steps">The steps taken, in order.</param>
/// <param name="Result">The result's canonical text once counted; to be shown to the public once declared.</param>
/// <param name="ResultHash">Its SHA-256, base64.</param>
/// <param name="Mix">How far the mix of the ballots is; where it is <see cref="MixStage.None"/> on a counted day, too few ballots count and no dice are needed.</param>
/// <param name="Dice">The eight digits of the dice; empty until they are entered.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DayView")]
public sealed record DayView(
    [property: Id(0)] string Day,
    [property: Id(1)] string Site,
    [property: Id(2)] string Origin,
    [property: Id(3)] bool Rehearsal,
    [property: Id(4)] DayPhase Phase,
    [property: Id(5)] DaySettings Settings,
    [property: Id(6)] ImmutableArray<string> Proposals,
    [property: Id(7)] string Paper,
    [property: Id(8)] string PaperHash,
    [property: Id(9)] string Rules,
    [property: Id(10)] string RulesHash,
    [property: Id(11)] ImmutableArray<StationView> Stations,
    [property: Id(12)] ImmutableArray<StepView> Steps,
    [property: Id(13)] string Result,
    [property: Id(14)] string ResultHash,
    [property: Id(15)] MixStage Mix,
    [property: Id(16)] string Dice)
{
    /// <summary>Who keeps the shares of the openings key; <c>null</c> before they are made.</summary>
    [Id(17)]
    public KeyShares? Shares { get; init; }

    /// <summary>How often two shares put the openings key back into the service.</summary>
    [Id(23)]
    public int KeyRestored { get; init; }

    /// <summary>How far the paperwork of its count is.</summary>
    [Id(18)]
    public CountPaperwork Paperwork { get; init; } = CountPaperwork.None;

    /// <summary>Each time that the openings left the service.</summary>
    [Id(19)]
    public ImmutableArray<OpeningsRelease> Releases { get; init; } = [];

    /// <summary>The other logs of the day, in the order in which they were announced.</summary>
    [Id(40)]
    public ImmutableArray<DayLog> Logs { get; init; } = [];

    /// <summary>New totals of pots, in minor units.</summary>
    [Id(30)]
    public ImmutableArray<PotTotal> PotTotals { get; init; } = [];

    /// <summary>Ids of the proposals that are withdrawn.</summary>
    [Id(31)]
    public ImmutableArray<string> Withdrawn { get; init; } = [];

    /// <summary>Each change of money, withdrawal and restoring, in the order made.</summary>
    [Id(33)]
    public ImmutableArray<MadeChange> PaperChanges { get; init; } = [];

    /// <summary>Each cost that was corrected between publishing and opening, in the order made.</summary>
    [Id(62)]
    public ImmutableArray<CorrectedCost> Corrections { get; init; } = [];

    /// <summary>Who may approve steps of this day, fixed when it was published; empty where anyone may: a rehearsal, or a day published by an older version.</summary>
    [Id(41)]
    public ImmutableArray<Approver> Approvers { get; init; } = [];

    /// <summary>The papers named by the dice that were held beside their slips, in the order in which that was done first.</summary>
    [Id(42)]
    public ImmutableArray<ComparePaper> Compared { get; init; } = [];

    /// <summary>How many each door let in that could not tell it by itself, as organisers noted after the close.</summary>
    [Id(32)]
    public ImmutableArray<DoorCount> Told { get; init; } = [];

    /// <summary>The batches of paper slips, by name.</summary>
    [Id(43)]
    public ImmutableArray<CountedBatch> PaperBatches { get; init; } = [];

    /// <summary>The batches of cards that this service printed, in the order printed.</summary>
    [Id(60)]
    public ImmutableArray<CardPrint> CardPrints { get; init; } = [];

    /// <summary>Who hands out which batch of cards, by the batch's id.</summary>
    [Id(61)]
    public ImmutableArray<BatchLabel> BatchLabels { get; init; } = [];

    /// <summary>Who hands a batch of cards out; <c>null</c> where nobody said.</summary>
    public string? LabelOf(string batch) => BatchLabels.FirstOrDefault(one => string.Equals(one.Batch, batch, StringComparison.Ordinal))?.Label;

    /// <summary>What was done with the ballot boxes, the oldest first.</summary>
    [Id(44)]
    public ImmutableArray<BoxHandling> Boxes { get; init; } = [];

    /// <summary>The other elections whose totals stand beside its own, a rehearsal before another.</summary>
    [Id(46)]
    public ImmutableArray<KeptBeside> Beside { get; init; } = [];

    /// <summary>Who let everybody vote, and when; <c>null</c> before that, and on a day that takes votes from its opening on.</summary>
    [Id(45)]
    public VotingBeginning? Beginning { get; init; }

    /// <summary>When a phone last reached the address that stands on the cards; <c>null</c> before that.</summary>
    [Id(47)]
    public AddressReach? Reached { get; init; }

    /// <summary>Whether its site is an address that phones do not find, such as <c>localhost</c>.</summary>
    [Id(48)]
    public bool OutOfReach { get; init; }

    /// <summary>The day of which it is a practice run; empty for every other day.</summary>
    [Id(50)]
    public string PracticeOf { get; init; } = "";

    /// <summary>Whether votes wait for no group any more. Once true of a published day it stays so. They are taken while the day is open as well.</summary>
    public bool VotingBegan => Settings.VotesFrom == VotesFrom.Opening || Beginning is not null;

    /// <summary>What it is working on.</summary>
    [Id(20)]
    public DayWork Work { get; init; }

    /// <summary>Why the last such work failed, until somebody who asked for it was told; <c>null</c> where none did.</summary>
    [Id(21)]
    public DayOutcome? WorkFailure { get; init; }

    /// <summary>While votes are only checked, when the day goes on by itself unless the service restarts; otherwise <c>null</c>.</summary>
    [Id(22)]
    public DateTimeOffset? ClosesAt { get; init; }
}

/// <summary>The word that the last group has spoken, after which everybody may vote.</summary>
/// <param name="By">The organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.VotingBeginning")]
public sealed record VotingBeginning([property: Id(0)] string By, [property: Id(1)] DateTimeOffset At);

/// <summary>A phone that opened the address of the cards.</summary>
/// <param name="Secure">Whether its browser called the page secure, as https is: only then may a page use its camera.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AddressReach")]
public sealed record AddressReach([property: Id(0)] bool Secure, [property: Id(1)] DateTimeOffset At);

/// <summary>A step of the life cycle.</summary>
/// <param name="To">The phase reached.</param>
/// <param name="At">When.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="SecondBy">The second organiser's id; may be empty.</param>
/// <param name="Reason">The reason given; may be empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StepView")]
public sealed record StepView(
    [property: Id(0)] DayPhase To,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string By,
    [property: Id(3)] string SecondBy,
    [property: Id(4)] string Reason);
