using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;

namespace PbDecisionDay.Grains.Days;

/// <summary>A day as its events have it; a fold, without a clock or a neighbour.</summary>
internal sealed record DayState
{
    /// <summary>Before the day was created.</summary>
    public static readonly DayState None = new();

    /// <summary>The event that made the day; <c>null</c> where there is none.</summary>
    public DayCreated? Created { get; private init; }

    public DayPhase Phase { get; private init; } = DayPhase.Draft;

    public DaySettings Settings { get; private init; } = new([], "", "", "", "", [], "", [], [], CheckInMode.CardsOnly, "");

    public ImmutableArray<string> Proposals { get; private init; } = [];

    public string Paper { get; private init; } = "";

    public string Rules { get; private init; } = "";

    /// <summary>The list of the voter's pages, as it was at publishing.</summary>
    public string Pages { get; private init; } = "";

    /// <summary>Who may approve steps, fixed at publishing; empty on a rehearsal, and where an older version published the day.</summary>
    public ImmutableArray<Approver> Approvers { get; private init; } = [];

    public string Result { get; private init; } = "";

    public MixStage Mix { get; private init; }

    public string Dice { get; private init; } = "";

    public ImmutableArray<StepView> Steps { get; private init; } = [];

    /// <summary>Who let everybody vote, and when; <c>null</c> where nobody did.</summary>
    public VotingBeginning? Beginning { get; private init; }

    public AddressReach? Reached { get; private init; }

    /// <summary>The step that was asked for and of which it is not written that the box took it.</summary>
    public StepBegun? Begun { get; private init; }

    /// <summary>Pairing codes that were shown and not used; lapsed ones leave with the next offer.</summary>
    public ImmutableArray<PairingOffered> Offers { get; private init; } = [];

    public ImmutableArray<StationView> Stations { get; private init; } = [];

    /// <summary>Who keeps the shares of the openings key; <c>null</c> before they are made.</summary>
    public KeyShares? Shares { get; private init; }

    /// <summary>SHA-256 of each share of the newest making, base64.</summary>
    public ImmutableArray<string> ShareHashes { get; private init; } = [];

    public int KeyRestored { get; private init; }

    /// <summary>The other logs of the day, in the order in which they were announced.</summary>
    public ImmutableArray<DayLog> Logs { get; private init; } = [];

    /// <summary>The logs that were left out, and why.</summary>
    public ImmutableArray<LogLeftOut> LeftOut { get; private init; } = [];

    public ImmutableHashSet<string> Batches { get; private init; } = Ordinal;

    public ImmutableHashSet<string> SpoiltBatches { get; private init; } = Ordinal;

    /// <summary>What the service printed, in the order printed.</summary>
    public ImmutableArray<BatchPrinted> Prints { get; private init; } = [];

    /// <summary>The prints and batches whose place another print took.</summary>
    public ImmutableHashSet<string> ReplacedBatches { get; private init; } = Ordinal;

    /// <summary>Who hands out which batch.</summary>
    public ImmutableSortedDictionary<string, string> BatchLabels { get; private init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableHashSet<string> ActiveBatches { get; private init; } = Ordinal;

    /// <summary>Ended cards by the symbols of their short numbers, and why.</summary>
    public ImmutableDictionary<string, VoidReason> VoidedCards { get; private init; } = ImmutableDictionary.Create<string, VoidReason>(StringComparer.Ordinal);

    /// <summary>New totals of pots, in minor units, by the pot's id.</summary>
    public ImmutableSortedDictionary<string, long> PotTotals { get; private init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Why each proposal that was withdrawn or restored was so last.</summary>
    public ImmutableSortedDictionary<string, WithdrawReason> Withdrawals { get; private init; } =
        ImmutableSortedDictionary.Create<string, WithdrawReason>(StringComparer.Ordinal);

    /// <summary>Each change of money, withdrawal and restoring, in the order made.</summary>
    public ImmutableArray<MadeChange> PaperChanges { get; private init; } = [];

    /// <summary>Each cost that was corrected before the opening, in the order made.</summary>
    public ImmutableArray<CorrectedCost> Corrections { get; private init; } = [];

    public CountPaperwork Paperwork { get; private init; } = CountPaperwork.None;

    /// <summary>The papers named by the dice that were held beside their slips.</summary>
    public ImmutableArray<ComparePaper> Compared { get; private init; } = [];

    /// <summary>How many each door let in that could not tell it by itself, as organisers noted.</summary>
    public ImmutableSortedDictionary<string, long> Told { get; private init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The batches of paper slips by name.</summary>
    public ImmutableSortedDictionary<string, CountedBatch> PaperBatches { get; private init; } =
        ImmutableSortedDictionary.Create<string, CountedBatch>(StringComparer.Ordinal);

    /// <summary>What was done with the ballot boxes, and SHA-256 of the file of who did it.</summary>
    public ImmutableArray<(BoxHandling Handling, string Names)> Boxes { get; private init; } = [];

    /// <summary>The other elections whose totals stand beside the day's own.</summary>
    public ImmutableSortedDictionary<BesideKind, KeptBeside> Beside { get; private init; } = ImmutableSortedDictionary<BesideKind, KeptBeside>.Empty;

    public ImmutableArray<OpeningsRelease> Releases { get; private init; } = [];

    private static ImmutableHashSet<string> Ordinal => ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    public DayState Apply(DayEvent happened) => happened switch
    {
        DayCreated created => this with { Created = created, Settings = Whole(created.Settings) },
        DayConfigured configured => this with { Settings = Whole(configured.Settings) },
        ProposalAdded added => this with { Proposals = Proposals.Add(added.Proposal) },
        ProposalRemoved removed => this with { Proposals = Proposals.Remove(removed.Proposal, StringComparer.Ordinal) },
        DayPublished published => (this with { Paper = published.Paper, Rules = published.Rules, Pages = published.Pages, Approvers = published.Approvers.IsDefault ? [] : published.Approvers })
            .Reach(new StepView(DayPhase.Published, published.At, published.By, published.SecondBy, "")),
        StepBegun begun => this with { Begun = begun },
        CastingEnded ended => Reach(new StepView(DayPhase.Checking, ended.At, Begun!.By, Begun.SecondBy, "")) with { Begun = Begun },
        StepTaken taken => Reach(new StepView(taken.To, taken.At, taken.By, taken.SecondBy, taken.Reason)),
        VotingBegan began => this with { Beginning = new VotingBeginning(began.By, began.At) },
        DayCounted counted => (this with { Result = counted.Result })
            .Reach(new StepView(DayPhase.Counted, counted.At, counted.By, counted.SecondBy, "")),
        BallotsMixed => this with { Mix = MixStage.AwaitsDice },
        DiceEntered dice => this with { Mix = MixStage.Proved, Dice = dice.Digits },
        PaperKeyed => this,
        PaperBatchOpened opened => this with
        {
            PaperBatches = PaperBatches.SetItem(opened.Batch, new CountedBatch(opened.Batch, Finished: false, PaperBatches.GetValueOrDefault(opened.Batch)?.Figures)),
        },
        PaperBatchCounted counted => this with { PaperBatches = PaperBatches.SetItem(counted.Batch, new CountedBatch(counted.Batch, Finished: true, counted.Figures)) },
        BoxHandled handled => this with { Boxes = Boxes.Add((CustodyDecision.Handling(this, handled), handled.Sha256)) },
        PaperCompared compared => this with { Compared = Noted(new ComparePaper(compared.Batch, compared.Number, compared.Same)) },
        DoorTold told => this with { Told = told.People == 0 ? Told.Remove(told.Door) : Told.SetItem(told.Door, told.People) },
        BesideKept kept => this with { Beside = Beside.SetItem(kept.Election.Kind, new KeptBeside(kept.Election, kept.By, kept.At)) },
        BesideDropped dropped => this with { Beside = Beside.Remove(dropped.Kind) },
        LogAnnounced announced => this with { Logs = Logs.Add(new DayLog(announced.Log, LogState.Announced)) },
        LogJoined joined => this with { Logs = [.. Logs.Select(log => log.Log == joined.Log ? log with { State = LogState.Joined } : log)] },
        LogLeftOut left => this with { Logs = [.. Logs.Select(log => log.Log == left.Log ? log with { State = LogState.Missing } : log)], LeftOut = LeftOut.Add(left) },
        PotChanged pot => this with
        {
            PotTotals = PotTotals.SetItem(pot.Pot, pot.Amount),
            PaperChanges = PaperChanges.Add(new MadeChange(new ChangePotTotal(pot.Pot, pot.Amount, pot.Source, pot.Reason), null, pot.By, pot.SecondBy, pot.At)),
        },
        ProposalWithdrawn withdrawn => this with
        {
            Withdrawals = Withdrawals.SetItem(withdrawn.Proposal, withdrawn.Reason),
            PaperChanges = PaperChanges.Add(new MadeChange(
                null, new WithdrawFromPaper(withdrawn.Proposal, withdrawn.Reason, withdrawn.Consent), withdrawn.By, withdrawn.SecondBy, withdrawn.At)),
        },
        PaperCorrected made => this with
        {
            Paper = made.Paper,
            Corrections = Corrections.Add(new CorrectedCost(
                made.Proposal, made.AskBefore, made.MinimumBefore, made.Ask, made.Minimum, Hash(Paper), made.By, made.SecondBy, made.At)),
        },
        BatchAdded added => this with { Batches = Batches.Add(added.Batch) },
        BatchAddedByTwo added => this with { Batches = Batches.Add(added.Batch) },
        BatchSpoilt spoilt => this with { SpoiltBatches = SpoiltBatches.Add(spoilt.Batch) },
        BatchPrinted printed => this with
        {
            Prints = Prints.Add(printed),
            ReplacedBatches = printed.InsteadOf.Length > 0 ? ReplacedBatches.Add(printed.InsteadOf) : ReplacedBatches,
        },
        BatchLabelled labelled => this with
        {
            BatchLabels = labelled.Label.Length > 0 ? BatchLabels.SetItem(labelled.Batch, labelled.Label) : BatchLabels.Remove(labelled.Batch),
        },
        BatchActivated activated => this with { ActiveBatches = ActiveBatches.Add(activated.Batch) },
        CardVoided voided => this with { VoidedCards = VoidedCards.SetItem(voided.ShortNumber, voided.Reason) },
        CardEnded ended => this with { VoidedCards = VoidedCards.SetItem(ended.ShortNumber, ended.Reason) },
        PairingOffered offered => this with { Offers = [.. Offers.Where(offer => offer.ValidUntil > offered.At), offered] },
        StationPaired paired => Pair(Offers.Single(offer => string.Equals(offer.Station, paired.Station, StringComparison.Ordinal))),
        StationRevoked revoked => this with { Stations = [.. Stations.Select(station => Revoke(station, revoked.Station))] },
        AddressReached reached => this with { Reached = new AddressReach(reached.Secure, reached.At) },
        SharesMade made => this with
        {
            Shares = new KeyShares(
                made.Set, made.Openings, [.. made.Holders.Select((holder, at) => new ShareHolder(at + 1, holder, ReadBack: false))],
                (Shares?.MadeWhileOpen ?? 0) + (made.WhileOpen ? 1 : 0)),
            ShareHashes = made.Shares,
        },
        ShareReadBack read => this with
        {
            Shares = Shares! with { Holders = Shares.Holders.SetItem(read.Number - 1, Shares.Holders[read.Number - 1] with { ReadBack = true }) },
        },
        OpeningsKeyRestored => this with { KeyRestored = KeyRestored + 1 },
        OpeningsReleased released => this with { Releases = Releases.Add(new OpeningsRelease(released.To, released.Reason, released.By, released.SecondBy, released.At)) },
        CountAccounted closed => this with
        {
            Paperwork = Paperwork with { Account = new ClosedAccount(closed.Log, closed.Hand, closed.Explanations, closed.By, closed.At) },
        },
        SheetPhotographed kept => this with { Paperwork = Paperwork with { Sheet = new KeptSheet(kept.Sha256, kept.MediaType, kept.By, kept.At) } },
        SheetSigned signed => this with { Paperwork = Paperwork with { Signed = new SheetSignatures(signed.Number, signed.Sha256, signed.By, signed.At) } },
        CountValidated validated => this with { Paperwork = Paperwork with { Validated = new CountValidation(validated.By, validated.SecondBy, validated.At) } },
        _ => throw new InvalidDataException($"A day does not know the event {happened.GetType().Name}."),
    };

    /// <summary>The day with the mix as the box has it, which may be a step ahead of what is written here.</summary>
    public DayState Mixed(BoxStatus box) => this with { Mix = box.Mix, Dice = box.Dice };

    /// <summary>The day as everyone sees it; <c>null</c> where there is none.</summary>
    public DayView? View(string day) => Created is null ? null : new DayView(
        day, Created.Site, Created.Origin, Created.Rehearsal, Phase, Settings, Proposals,
        Paper, Hash(Paper), Rules, Hash(Rules), Stations, Steps, Result, Hash(Result), Mix, Dice)
    {
        PracticeOf = Created.PracticeOf ?? "",
        Beginning = Beginning,
        Reached = Reached,
        OutOfReach = DaySite.IsOutOfReach(Created.Site),
        Paperwork = Paperwork,
        Releases = Releases,
        Logs = Logs,
        PotTotals = [.. PotTotals.Select(pot => new PotTotal(pot.Key, pot.Value))],
        Withdrawn = [.. Withdrawals.Where(one => one.Value != WithdrawReason.Restored).Select(one => one.Key)],
        PaperChanges = PaperChanges,
        Corrections = Corrections,
        Shares = Shares,
        KeyRestored = KeyRestored,
        Approvers = Approvers,
        Compared = Compared,
        Told = [.. Told.Select(door => new DoorCount(door.Key, door.Value))],
        PaperBatches = [.. PaperBatches.Values],
        CardPrints = [.. Prints.Select(PrintOf)],
        BatchLabels = [.. BatchLabels.Select(one => new BatchLabel(one.Key, one.Value))],
        Boxes = [.. Boxes.Select(one => one.Handling)],
        Beside = [.. Beside.Values],
    };

    /// <summary>A print as everyone sees it.</summary>
    public CardPrint PrintOf(BatchPrinted printed) => new(
        printed.Batch, printed.Cards.Length,
        Batches.Contains(printed.Batch) ? CardPrintState.Registered : ReplacedBatches.Contains(printed.Batch) ? CardPrintState.GivenUp : CardPrintState.Waiting);

    /// <summary>Whether an organiser may approve steps of this day.</summary>
    public bool IsApprover(string organiser) =>
        Approvers.IsEmpty || Approvers.Any(approver => string.Equals(approver.Organiser, organiser, StringComparison.Ordinal));

    /// <summary>SHA-256 of a canonical text, base64; empty for an empty text.</summary>
    public static string Hash(string text) =>
        text.Length == 0 ? "" : Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // Settings of an older version name no witnesses.
    private static DaySettings Whole(DaySettings settings) => settings.Witnesses.IsDefault ? settings with { Witnesses = [] } : settings;

    private DayState Reach(StepView step) => this with { Phase = step.To, Steps = Steps.Add(step), Begun = null };

    private ImmutableArray<ComparePaper> Noted(ComparePaper paper) =>
        Compared.FirstOrDefault(one => one.IsOf(paper.Batch, paper.Number)) is { } before ? Compared.Replace(before, paper) : Compared.Add(paper);

    private DayState Pair(PairingOffered offer) => this with
    {
        Offers = Offers.Remove(offer),
        Stations = Stations.Add(new StationView(offer.Station, offer.Role, offer.Name, offer.Venue, Revoked: false)),
    };

    private static StationView Revoke(StationView station, string id) =>
        string.Equals(station.Station, id, StringComparison.Ordinal) ? station with { Revoked = true } : station;
}
