using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Days;

/// <summary>
/// One decision day: its settings, venues and stations, the frozen paper and rules, and its life cycle. Its key is the day's id.
/// It commands its ballot box and may repeat itself; the box's log alone decides open, paused and closed. What is only read waits for no
/// command: it is answered from what was durable when it was asked.
/// </summary>
[Alias("pbdd.IDecisionDayGrain")]
public interface IDecisionDayGrain : IGrainWithStringKey
{
    /// <summary>The day; <c>null</c> where none was created under this id.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<DayView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Creates the day as a draft.</summary>
    [Alias("Create")]
    Task<DayOutcome> CreateAsync(CreateDay command, CancellationToken cancellationToken);

    /// <summary>Changes a draft's settings.</summary>
    [Alias("Configure")]
    Task<DayOutcome> ConfigureAsync(DaySettings settings, string by, CancellationToken cancellationToken);

    /// <summary>Puts a proposal on a draft's list; its content stands in its own grain.</summary>
    [Alias("AddProposal")]
    Task<DayOutcome> AddProposalAsync(string proposal, string by, CancellationToken cancellationToken);

    /// <summary>What putting proposals on the list would come to. Nothing is written.</summary>
    /// <param name="proposals">The proposals, in the order of the list.</param>
    /// <param name="creation">
    /// For a day that is to be created with exactly these proposals, how; otherwise <c>null</c>. A draft that holds others is refused as one that exists.
    /// </param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [Alias("PlanProposals")]
    Task<ImportPlan> PlanProposalsAsync(ImmutableArray<ProposalEntry> proposals, CreateDay? creation, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Writes proposals and puts them on the list: all or none. A refusal MUST come before the first is written; where storage fails half-way,
    /// nothing is on the list that was not before, and the same call again goes on.
    /// </summary>
    [Alias("AddProposals")]
    Task<DayOutcome> AddProposalsAsync(ImmutableArray<ProposalEntry> proposals, string by, CancellationToken cancellationToken);

    /// <summary>Takes a proposal off a draft's list.</summary>
    [Alias("RemoveProposal")]
    Task<DayOutcome> RemoveProposalAsync(string proposal, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the day a step on. Publishing freezes the paper and the rules; counting allocates the money. Counting MUST NOT be waited for
    /// inside a call: it is answered by <see cref="DayRefusal.Working"/> and asked for again, see <see cref="LongSteps"/>. It never runs twice
    /// at a time, ends without being asked for again, and where it fails the next who asks for it is told.
    /// </summary>
    [Alias("Transition")]
    Task<DayOutcome> TransitionAsync(Transition command, CancellationToken cancellationToken);

    /// <summary>
    /// Lets everybody vote on an open day that waited for its last group. Once, for good: the same again is no error, and changes nothing. The box is not
    /// told: whoever asks it to cast MUST look at <see cref="DayView.VotingBegan"/> first. Source: docs/adr/0075.
    /// </summary>
    [Alias("BeginVoting")]
    Task<DayOutcome> BeginVotingAsync(string by, CancellationToken cancellationToken);

    /// <summary>
    /// Registers a printed batch of cards, in any phase until casting ends; by two people, but on a rehearsal that is not open by one.
    /// </summary>
    [Alias("AddBatch")]
    Task<DayOutcome> AddBatchAsync(AddBatch command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>
    /// Notes a batch that the service drew and prints, by as many people as <see cref="AddBatchAsync"/>. It counts once its test card was read. MUST be asked
    /// before the sheets are sent, so that no paper is out of which nothing is known.
    /// </summary>
    [Alias("PrintBatch")]
    Task<DayOutcome> PrintBatchAsync(PrintBatch command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>
    /// Registers the batch beside which a test card was printed, for those who had it printed: whoever holds the paper has its code. The same code again
    /// answers the same. Refused as unknown where no print has it, as invalid where its print was given up, and when casting has ended.
    /// </summary>
    /// <param name="code">The short number on the test card, as it was scanned or typed.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("TestPrint")]
    Task<TestedPrint> TestPrintAsync(string code, CancellationToken cancellationToken);

    /// <summary>Says who hands a batch out, or nobody; in any phase until the day is archived.</summary>
    /// <param name="batch">A batch of the log, or a print.</param>
    /// <param name="label">As of <see cref="BatchLabel"/>; empty takes it away.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("LabelBatch")]
    Task<DayOutcome> LabelBatchAsync(string batch, string label, string by, CancellationToken cancellationToken);

    /// <summary>Announces another log of the day, with a box of its own. From the draft to the close; a second organiser agrees.</summary>
    /// <param name="log">Its name: 1 to 32 of <c>[a-z0-9-]</c>, not <c>main</c>.</param>
    [Alias("AnnounceLog")]
    Task<DayOutcome> AnnounceLogAsync(string log, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Joins another log: its ballots are counted with the main log's. Between the close and the count; a second organiser agrees.</summary>
    [Alias("JoinLog")]
    Task<DayOutcome> JoinLogAsync(string log, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Leaves another log out, for good. Between the close and the count; a second organiser agrees.</summary>
    [Alias("LeaveOutLog")]
    Task<DayOutcome> LeaveOutLogAsync(LeaveOutLog command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Ends a batch whose printing failed, before any of its cards is usable; by as many people as <see cref="AddBatchAsync"/>.</summary>
    [Alias("SpoilBatch")]
    Task<DayOutcome> SpoilBatchAsync(string batch, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Makes a batch usable. Register mode only; outside rehearsals a batch below 50 cards is refused.</summary>
    [Alias("ActivateBatch")]
    Task<DayOutcome> ActivateBatchAsync(string batch, string by, CancellationToken cancellationToken);

    /// <summary>Ends a lost, found or unused card, by two people.</summary>
    [Alias("VoidCard")]
    Task<DayOutcome> VoidCardAsync(VoidCard command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Gives a pot a new total where the frozen rules allow it now; by two people.</summary>
    [Alias("ChangePot")]
    Task<DayOutcome> ChangePotAsync(ChangePotTotal command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>
    /// Corrects what a project asks for and publishes the paper again, by two people, between publishing and opening. Repeating it MUST change nothing; a
    /// correction that was cut short is gone on with by asking again.
    /// </summary>
    [Alias("CorrectCost")]
    Task<DayOutcome> CorrectCostAsync(CorrectCost command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Withdraws a proposal, or restores it, where the frozen rules allow it now; by two people.</summary>
    [Alias("WithdrawProposal")]
    Task<DayOutcome> WithdrawProposalAsync(WithdrawFromPaper command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>
    /// Enters a paper ballot of a closed day, or corrects it under its number, by two people; on a rehearsal one enters alone. A batch that the count team types
    /// takes none beside it.
    /// </summary>
    [Alias("EnterPaperBallot")]
    Task<DayOutcome> EnterPaperBallotAsync(EnterPaperBallot command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Notes that a batch of slips is being typed in: until it is counted the day is not.</summary>
    [Alias("OpenPaperBatch")]
    Task<DayOutcome> OpenPaperBatchAsync(OpenPaperBatch command, CancellationToken cancellationToken);

    /// <summary>
    /// Enters all agreed slips of a batch, and notes what it comes to. A slip that was entered otherwise is corrected by two people; the same again
    /// goes on where it stopped.
    /// </summary>
    [Alias("CountPaperBatch")]
    Task<DayOutcome> CountPaperBatchAsync(CountPaperBatch command, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Notes that a ballot box was sealed, moved or opened; nothing of it is ever changed. The names stand in a file that archiving erases.</summary>
    [Alias("HandleBox")]
    Task<DayOutcome> HandleBoxAsync(HandleBox command, string by, CancellationToken cancellationToken);

    /// <summary>Who handled the ballot boxes, in the order of <see cref="DayView.Boxes"/>, for organisers alone; empty names where they were erased.</summary>
    [Alias("BoxNames"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<BoxNames>> GetBoxNamesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Enters the eight dice that were rolled in public after the count; with the same digits again it goes on where it stopped. Answers
    /// <see cref="DayRefusal.Working"/> while the proof is written, as counting does.
    /// </summary>
    /// <param name="digits">Eight digits in the order in which the dice were read.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("RecordLots")]
    Task<DayOutcome> RecordDiceAsync(string digits, string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a paper which the dice named was held beside its slip. Where it differs or has no slip, the log says first that one does, for ever;
    /// until then "the same" may be changed. Before the day is ratified.
    /// </summary>
    [Alias("ComparePaper")]
    Task<DayOutcome> ComparePaperAsync(ComparePaper command, string by, CancellationToken cancellationToken);

    /// <summary>What the log and the register say of the day's cards and ballots now, for the ballot account.</summary>
    [Alias("Figures"), ReadOnly, AlwaysInterleave]
    Task<LogFigures> GetFiguresAsync(CancellationToken cancellationToken);

    /// <summary>Closes the ballot account of a closed day, or closes it again until the count is taken. Every mismatch needs an explanation.</summary>
    [Alias("CloseAccount")]
    Task<AccountResult> CloseAccountAsync(CloseAccount command, CancellationToken cancellationToken);

    /// <summary>
    /// Notes, on a closed day that is not counted, how many people a door let in that cannot tell it by itself any more, as one that was revoked while it had
    /// no network. They count as people in the account and, before the count, in the log. Another number counts instead of it.
    /// </summary>
    /// <param name="told">The name of a door of this day, and 0 to 10,000 people, or cards on a day without a register.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("TellOfDoor")]
    Task<DayOutcome> TellOfDoorAsync(DoorCount told, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a photograph of the signed sheet as it comes: the caller MUST have encoded it anew, without what cameras write into it. Another
    /// takes its place until the count is validated; archiving erases it.
    /// </summary>
    /// <param name="picture">A JPEG or PNG of at most <see cref="SheetPicture.MostBytes"/>; anything else is refused as invalid.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("KeepSheet")]
    Task<DayOutcome> KeepSheetAsync(ImmutableArray<byte> picture, string by, CancellationToken cancellationToken);

    /// <summary>The photograph of the signed sheet, for organisers alone; empty where there is none or it was erased.</summary>
    [Alias("Sheet"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<byte>> GetSheetAsync(CancellationToken cancellationToken);

    /// <summary>Keeps who signed the sheet: the one who presided, and at least two observers. Archiving erases the names.</summary>
    [Alias("KeepSignatures")]
    Task<DayOutcome> KeepSignaturesAsync(ImmutableArray<Signature> signatures, string by, CancellationToken cancellationToken);

    /// <summary>Who signed the sheet, for organisers alone; empty where nobody has said, or it was erased.</summary>
    [Alias("Signatures"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<Signature>> GetSignaturesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the totals of another election beside the day's own, in place of those of its kind that were kept before; from the close until the day is
    /// ratified. They decide nothing.
    /// </summary>
    /// <param name="election">The election; totals that do not fit the frozen paper and rules, and of fewer than 30 ballots, are refused as invalid.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("KeepBeside")]
    Task<DayOutcome> KeepBesideAsync(BesideElection election, string by, CancellationToken cancellationToken);

    /// <summary>Takes away what was kept of a kind, while it may be kept; where nothing is, it changes nothing.</summary>
    [Alias("DropBeside")]
    Task<DayOutcome> DropBesideAsync(BesideKind kind, string by, CancellationToken cancellationToken);

    /// <summary>Confirms that the signed sheet, its photograph and the numbers agree. From then on none of them can be changed.</summary>
    /// <param name="by">The organiser's id.</param>
    /// <param name="secondBy">Another organiser's id.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("ValidateCount")]
    Task<DayOutcome> ValidateCountAsync(string by, string secondBy, CancellationToken cancellationToken);

    /// <summary>Offers a station a one-use pairing code.</summary>
    [Alias("OfferPairing")]
    Task<PairingOffer?> OfferPairingAsync(OfferPairing command, CancellationToken cancellationToken);

    /// <summary>Uses a pairing code.</summary>
    /// <returns>The station; <c>null</c> where the code is unknown, used, older than 15 minutes, or the day is over.</returns>
    [Alias("Pair")]
    Task<StationView?> PairAsync(string code, CancellationToken cancellationToken);

    /// <summary>Revokes a station.</summary>
    [Alias("RevokeStation")]
    Task<DayOutcome> RevokeStationAsync(string station, string by, CancellationToken cancellationToken);

    /// <summary>Makes a code that a phone is to bring back from the address of the cards. The last one alone works, for 15 minutes, and not past a restart.</summary>
    [Alias("TryAddress")]
    Task<AddressTrial> TryAddressAsync(CancellationToken cancellationToken);

    /// <summary>A phone opened the address of the cards and brings the code.</summary>
    /// <param name="code">As it was scanned or typed.</param>
    /// <param name="secure">Whether its browser called the page secure.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    /// <returns>Whether the code is the one that stands on the console. The same again is no error, and changes nothing.</returns>
    /// <exception cref="Failures.JournalUnavailableException">It could not be written; the phone asks again.</exception>
    [Alias("ReachAddress")]
    Task<bool> ReachAddressAsync(string code, bool secure, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the three shares of the openings key and hands them back, sealed under their holders' passphrases; nothing of them is kept but what knows
    /// them again. Before opening, shares made again come with a new key. Later two shares of the making before MUST be brought.
    /// </summary>
    [Alias("MakeShares")]
    Task<MadeShares> MakeSharesAsync(MakeShares command, CancellationToken cancellationToken);

    /// <summary>Notes that a holder's sheet was read back: the share is the one that was made, and the passphrase opens it.</summary>
    [Alias("ReadShareBack")]
    Task<DayOutcome> ReadShareBackAsync(BroughtShare share, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the openings key back into its place from two shares or three, while it is still needed. Where it is in its place nothing is changed, so
    /// this may be tried.
    /// </summary>
    [Alias("RestoreOpeningsKey")]
    Task<SharesAnswer> RestoreOpeningsKeyAsync(ImmutableArray<BroughtShare> shares, string by, CancellationToken cancellationToken);

    /// <summary>Notes, here and in the log, that two organisers hand the openings to an appointed auditor, or into a dispute. After the result only.</summary>
    /// <param name="to">For whom.</param>
    /// <param name="reason">For whom exactly and why, at most 500 characters; kept from the log.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="secondBy">Another organiser's id.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("ReleaseOpenings")]
    Task<DayOutcome> ReleaseOpeningsAsync(ReleasedTo to, string reason, string by, string secondBy, CancellationToken cancellationToken);
}
