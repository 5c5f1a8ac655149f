using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>
/// One ballot box: one log, the cards that belong to it and the ballots they cast. Its key is <c>day/log</c>, see <see cref="BoxKey"/>.
/// Its log alone decides whether it is open, paused or closed. Every command is safe to repeat: callers retry when an answer is lost.
/// </summary>
[Alias("pbdd.IBallotBoxGrain")]
public interface IBallotBoxGrain : IGrainWithStringKey
{
    /// <summary>Prepares the box: its origin and whether it is a rehearsal. Repeating it with the same values changes nothing.</summary>
    [Alias("SetUp")]
    Task<BoxResult> SetUpAsync(SetUpBox command, CancellationToken cancellationToken);

    /// <summary>Registers a printed batch of cards by their numbers. Refused once casting has ended.</summary>
    [Alias("AddBatch")]
    Task<BoxResult> AddBatchAsync(AddBatch command, CancellationToken cancellationToken);

    /// <summary>Announces another log of the day in this main log, with its key. Before any of its cards is registered, and not after the close.</summary>
    /// <param name="log">Its name: 1 to 32 of <c>[a-z0-9-]</c>, not <c>main</c>.</param>
    [Alias("AnnounceLog")]
    Task<BoxResult> AnnounceLogAsync(string log, string verifierKey, CancellationToken cancellationToken);

    /// <summary>Gives this other box the cards of a batch that the main log names for it. Repeating it changes nothing.</summary>
    [Alias("Allot")]
    Task<BoxResult> AllotAsync(AddBatch command, CancellationToken cancellationToken);

    /// <summary>Joins another log of the day, closed and covered by its checkpoint, to this main log: its ballots are counted with the main log's. After the close, before mix and result.</summary>
    [Alias("JoinLog")]
    Task<BoxResult> JoinLogAsync(string log, CancellationToken cancellationToken);

    /// <summary>Leaves another log of the day out, for good. After the close, before mix and result.</summary>
    [Alias("LeaveOutLog")]
    Task<BoxResult> LeaveOutLogAsync(LeaveOutLog command, CancellationToken cancellationToken);

    /// <summary>The log in which a card votes, asked of the main box.</summary>
    /// <param name="card">The card's number, base64, or the short number on its outside.</param>
    /// <returns>The log's name; <see cref="BoxKey.MainLog"/> also for a card that nobody knows.</returns>
    [Alias("FindLog")]
    Task<string> FindLogAsync(string card, CancellationToken cancellationToken);

    /// <summary>Ends a batch whose printing failed, before any of its cards is usable. None of them can be used ever.</summary>
    [Alias("Spoil")]
    Task<BoxResult> SpoilAsync(string batch, CancellationToken cancellationToken);

    /// <summary>Opens the box under frozen rules and paper. Refused without a batch of cards.</summary>
    [Alias("Open")]
    Task<BoxResult> OpenAsync(OpenBox command, CancellationToken cancellationToken);

    /// <summary>Makes every card of a batch usable (register mode). Refused for a batch for exchange.</summary>
    [Alias("Activate")]
    Task<BoxResult> ActivateAsync(string batch, CancellationToken cancellationToken);

    /// <summary>
    /// Makes one card usable as it is handed out at a door (cards-only mode), by the short number on its outside. One of a batch for exchange is
    /// handed out only for a card that was taken in.
    /// </summary>
    [Alias("Issue")]
    Task<IssueResult> IssueAsync(string shortNumber, CancellationToken cancellationToken);

    /// <summary>
    /// Makes one card of a batch for exchange usable as a door hands it out for a card that was taken in (register mode). Of another card it
    /// answers that it is none, and nothing more: people draw those unseen.
    /// </summary>
    [Alias("Replace")]
    Task<IssueResult> ReplaceAsync(string shortNumber, CancellationToken cancellationToken);

    /// <summary>The cards kept for a door, which it hands out while it has no network: those of its batches that were made usable and not ended.</summary>
    /// <param name="station">The public id of the door's station.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Short numbers, sorted; none that says whether it was used.</returns>
    [Alias("GetPile"), AlwaysInterleave, ReadOnly]
    Task<ImmutableArray<string>> GetPileAsync(string station, CancellationToken cancellationToken);

    /// <summary>How many cards were ever kept for a door and made usable, also those that were ended since: it hands out no more without a network.</summary>
    /// <param name="station">The public id of the door's station.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    [Alias("CountPile"), AlwaysInterleave, ReadOnly]
    Task<int> CountPileAsync(string station, CancellationToken cancellationToken);

    /// <summary>Casts, or replaces, a card's ballot. The receipt is given only after the ballot is durable.</summary>
    [Alias("Cast")]
    Task<CastResult> CastAsync(CastBallot command, CancellationToken cancellationToken);

    /// <summary>Hands a card in for a paper ballot: uncounts its casts and ends it.</summary>
    [Alias("Surrender")]
    Task<CastResult> SurrenderAsync(SurrenderCard command, CancellationToken cancellationToken);

    /// <summary>Opens a card's own last cast, which then never counts; the card may cast again, also where replacement is forbidden.</summary>
    [Alias("Challenge")]
    Task<ChallengeResult> ChallengeAsync(ChallengeCard command, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a card whose last use is a challenge of version 6 or 7, once, for whoever shows its inside; a card of a batch for exchange may be handed
    /// out for it. What the inside gives MUST NOT be kept or written anywhere.
    /// </summary>
    [Alias("Exchange")]
    Task<ExchangeResult> ExchangeAsync(ExchangeCard command, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a lost, found or unused card, by its short number; the same reason again changes nothing. Only while no entry names the card; lost
    /// and found before casting has ended, and only what was handed out; where such a card has cast, the log says that somebody was told so, and not of
    /// which card. Unused after the close.
    /// </summary>
    [Alias("Void")]
    Task<BoxResult> VoidAsync(VoidCard command, CancellationToken cancellationToken);

    /// <summary>Stops casting for a while, or lets it go on.</summary>
    [Alias("Pause")]
    Task<BoxResult> PauseAsync(CancellationToken cancellationToken);

    /// <summary>Lets casting go on after a pause.</summary>
    [Alias("Resume")]
    Task<BoxResult> ResumeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ends casting for ever, and a pause with it: what was cast can still be opened until the close. A cast that races with it MUST stand
    /// in the log before it, or be refused.
    /// </summary>
    [Alias("EndCasting")]
    Task<BoxResult> EndCastingAsync(CancellationToken cancellationToken);

    /// <summary>Closes the box for ever: nothing of a card's follows. Refused before casting has ended.</summary>
    /// <param name="checkedIn">People checked in on the register; <c>null</c> where cards alone are counted.</param>
    [Alias("Close")]
    Task<BoxResult> CloseAsync(long? checkedIn, CancellationToken cancellationToken);

    /// <summary>Writes the running totals into the log if they changed.</summary>
    /// <param name="checkedIn">People checked in on the register; <c>null</c> where cards alone are counted.</param>
    [Alias("RecordCount")]
    Task<BoxResult> RecordCountAsync(long? checkedIn, CancellationToken cancellationToken);

    /// <summary>
    /// Writes once, after the close, how many people there were with those whom doors that stayed cut off told of since. Nothing is written where they are
    /// not more, and it is refused from the mix or the result on.
    /// </summary>
    /// <param name="checkedIn">People checked in on the register.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    [Alias("RecordLateCount")]
    Task<BoxResult> RecordLateCountAsync(long checkedIn, CancellationToken cancellationToken);

    /// <summary>Writes that a station was paired or revoked.</summary>
    [Alias("RecordStation")]
    Task<BoxResult> RecordStationAsync(RecordStation command, CancellationToken cancellationToken);

    /// <summary>Gives a pot a new total where the frozen rules allow it now. The same total again changes nothing.</summary>
    [Alias("ChangePot")]
    Task<ChangeAnswer> ChangePotAsync(ChangePot command, CancellationToken cancellationToken);

    /// <summary>Withdraws a proposal, or restores it, where the frozen rules allow it now. The same again changes nothing.</summary>
    [Alias("Withdraw")]
    Task<ChangeAnswer> WithdrawAsync(WithdrawProposal command, CancellationToken cancellationToken);

    /// <summary>Enters a paper ballot, or corrects it under its number. After the close, and before the mix and the result.</summary>
    [Alias("EnterPaperBallot")]
    Task<BoxResult> EnterPaperBallotAsync(EnterPaperBallot command, CancellationToken cancellationToken);

    /// <summary>What the log holds of a batch of paper slips, after everything that waits to be written; <c>null</c> where that cannot be said now.</summary>
    [Alias("HeldPapers")]
    Task<HeldPapers?> GetHeldPapersAsync(string batch, CancellationToken cancellationToken);

    /// <summary>
    /// Counts a closed box: allocates the money by the frozen rules, makes the published ballots from that same allocation, and binds the box
    /// to them before the dice are rolled. One mix a day, ever; counting again gives the same result. Below 30 counted ballots nothing is
    /// written and no dice are needed. Answers <see cref="BoxResult.Working"/> after two seconds and goes on; the same command again asks after it.
    /// </summary>
    /// <param name="facts">What the published ballots say of the day; those of the first mix stay.</param>
    /// <param name="cancellationToken">Honoured before it begins.</param>
    [Alias("Count")]
    Task<CountAnswer> CountAsync(BallotFacts facts, CancellationToken cancellationToken);

    /// <summary>
    /// Enters the dice rolled after the mix, and publishes the mix's proof. Repeating it with the same digits goes on where it stopped, or
    /// asks after it where it was answered by <see cref="BoxResult.Working"/>.
    /// </summary>
    /// <param name="digits">Eight digits in the order in which the dice were read; others than the first are refused for ever.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("RecordLots")]
    Task<BoxResult> RecordDiceAsync(string digits, CancellationToken cancellationToken);

    /// <summary>
    /// Writes that so many of the papers which the dice named differ from their slips or have none, as an incident each that does not say of which paper.
    /// The same number, or a smaller one, changes nothing. Refused where no paper was opened.
    /// </summary>
    [Alias("RecordDisputes")]
    Task<BoxResult> RecordDisputesAsync(int papers, CancellationToken cancellationToken);

    /// <summary>Keeps the published result as a file and writes its hash. Refused before close, before the mix's proof where there is a mix to be made, and for a second, different result.</summary>
    /// <param name="resultText">The result's canonical text.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("RecordResult")]
    Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken);

    /// <summary>Writes that personal data of the day was erased.</summary>
    [Alias("RecordErasure")]
    Task<BoxResult> RecordErasureAsync(ErasedThing what, CancellationToken cancellationToken);

    /// <summary>Writes that the openings left the service; once for each who got them. Refused before the result.</summary>
    [Alias("RecordRelease")]
    Task<BoxResult> RecordReleaseAsync(ReleasedTo to, CancellationToken cancellationToken);

    /// <summary>
    /// Writes that the voter's pages changed, with their new list, unless it is the list written last. Refused before the opening and after the close.
    /// </summary>
    /// <param name="pages">The list, as <c>pages/N.txt</c> has it.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("RecordPages")]
    Task<BoxResult> RecordPagesAsync(string pages, CancellationToken cancellationToken);

    /// <summary>Makes the openings key anew; shares of the one before give nothing any more. Refused once the box is open.</summary>
    [Alias("RenewOpeningsKey")]
    Task<BoxResult> RenewOpeningsKeyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Destroys the service's copy of the openings key where the log says that it is needed no more. Otherwise, and where it is gone already,
    /// nothing happens.
    /// </summary>
    [Alias("EndOpenings")]
    Task EndOpeningsAsync();

    /// <summary>
    /// The published ballots of a day that was mixed, identical ones together, in ordinal order; from the file and not from what was sealed.
    /// Empty before the result and where too few ballots counted for a mix.
    /// </summary>
    [Alias("Published"), ReadOnly]
    Task<ImmutableArray<CountedBallots>> GetPublishedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Says who countersigns this main log's checkpoints, before it is open; each checkpoint is then sent to them. The same list again changes nothing.
    /// MUST NOT hold up anything that a resident waits for: witnesses are asked in the background.
    /// </summary>
    [Alias("NameWitnesses")]
    Task<BoxResult> NameWitnessesAsync(ImmutableArray<NamedWitness> witnesses, CancellationToken cancellationToken);

    /// <summary>
    /// Names the witnesses, signs the log so far, and asks each of them once to countersign it, before the opening. What they did stands in the status;
    /// it waits some seconds at most, and a witness that does not sign is no refusal.
    /// </summary>
    [Alias("MeetWitnesses")]
    Task<BoxResult> MeetWitnessesAsync(ImmutableArray<NamedWitness> witnesses, CancellationToken cancellationToken);

    /// <summary>What the box was opened under; both texts are empty before opening.</summary>
    [Alias("Frozen"), ReadOnly]
    Task<OpenBox> GetFrozenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The secret from which the sizes of the live steps are drawn, 32 bytes; empty once the openings key is destroyed, when nothing is live any
    /// more. It is for the tally alone: whoever knows it can tell when the standings move.
    /// </summary>
    [Alias("StepSeed"), ReadOnly]
    Task<ImmutableArray<byte>> GetStepSeedAsync(CancellationToken cancellationToken);

    /// <summary>What a card can do next, for the page of whoever holds it.</summary>
    /// <param name="card">The card's number, base64.</param>
    [Alias("Card"), ReadOnly]
    Task<CardStanding> GetCardAsync(string card, CancellationToken cancellationToken);

    /// <summary>How the ballots came, in counts. It goes through all cards: it is for after the close, and MUST NOT be asked for each voter.</summary>
    [Alias("Ways"), ReadOnly]
    Task<BoxWays> GetWaysAsync(CancellationToken cancellationToken);

    /// <summary>The box as its committed log has it.</summary>
    [Alias("Status"), ReadOnly]
    Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>What changed in the counted ballots from a log position on, in log order, at most some thousands at a time.</summary>
    [Alias("Counted"), ReadOnly]
    Task<CountedPage> ReadCountedAsync(long fromIndex, CancellationToken cancellationToken);

    /// <summary>The proof that a receipt's entry is in the log, under the last signed checkpoint.</summary>
    /// <param name="leafHash">The entry's leaf hash, base64.</param>
    [Alias("Inclusion"), ReadOnly]
    Task<InclusionAnswer> ProveInclusionAsync(string leafHash, CancellationToken cancellationToken);

    /// <summary>
    /// The entry's own bytes, as soon as it is in the log: whoever knows its leaf hash has its receipt, or the log. Empty where no entry has it.
    /// </summary>
    /// <param name="leafHash">The entry's leaf hash, base64.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [Alias("Entry"), ReadOnly]
    Task<ImmutableArray<byte>> ReadEntryAsync(string leafHash, CancellationToken cancellationToken);

    /// <summary>The last signed checkpoint as a C2SP note; empty before the box has opened.</summary>
    [Alias("Checkpoint"), ReadOnly]
    Task<string> GetCheckpointAsync(CancellationToken cancellationToken);

    /// <summary>One file of the log in C2SP tlog-tiles layout, up to the last signed checkpoint.</summary>
    /// <param name="path">The path below the log's prefix, such as <c>tile/0/000</c> or <c>tile/entries/000.p/17</c>.</param>
    /// <returns>The file's bytes; empty where no checkpoint covers it or the path is no tile's.</returns>
    [Alias("Tile"), ReadOnly]
    Task<ImmutableArray<byte>> ReadTileAsync(string path, CancellationToken cancellationToken);
}
