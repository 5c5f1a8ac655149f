using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days;

/// <summary>What happened to a day. People appear by an organiser's id alone. Names and JSON: <see cref="DayEventNames"/>.</summary>
internal abstract record DayEvent;

internal sealed record DayCreated(
    string Site, string Origin, bool Rehearsal, DaySettings Settings, string By, DateTimeOffset At) : DayEvent
{
    /// <summary>The day of which it is a practice run; <c>null</c> for every other day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PracticeOf { get; init; }
}

internal sealed record DayConfigured(DaySettings Settings, string By, DateTimeOffset At) : DayEvent;

internal sealed record ProposalAdded(string Proposal, string By, DateTimeOffset At) : DayEvent;

internal sealed record ProposalRemoved(string Proposal, string By, DateTimeOffset At) : DayEvent;

/// <summary>The paper, the rules and the list of the voter's pages are frozen from here on.</summary>
internal sealed record DayPublished(string Paper, string Rules, string Pages, string By, string SecondBy, DateTimeOffset At) : DayEvent
{
    /// <summary>Who may approve steps of a day that counts.</summary>
    public ImmutableArray<Approver> Approvers { get; init; } = [];
}

/// <summary>
/// Somebody asked for a step that the ballot box has to take first. Written before the box is told, so that when the
/// answer is lost it is still known whose step it was.
/// </summary>
internal sealed record StepBegun(DayPhase To, string Reason, string By, string SecondBy, DateTimeOffset At) : DayEvent
{
    /// <summary>The same step once the box took it.</summary>
    public StepTaken Taken => new(To, Reason, By, SecondBy, At);
}

/// <summary>The box ended casting for a step that was begun; the step itself is taken when the time for checking votes is over.</summary>
internal sealed record CastingEnded(DateTimeOffset At) : DayEvent;

/// <summary>The last group has spoken, and everybody may vote.</summary>
internal sealed record VotingBegan(string By, DateTimeOffset At) : DayEvent;

internal sealed record StepTaken(DayPhase To, string Reason, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>The money is allocated.</summary>
internal sealed record DayCounted(string Result, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>The box is bound to the published ballots, and the dice are to be rolled.</summary>
internal sealed record BallotsMixed(string By, DateTimeOffset At) : DayEvent;

/// <summary>The dice are in the log and the mix is proved.</summary>
internal sealed record DiceEntered(string Digits, string By, DateTimeOffset At) : DayEvent
{
    /// <summary>Who read them back; empty where the proof alone went on, or of an older version.</summary>
    public string SecondBy { get; init; } = "";
}

/// <summary>A paper ballot was keyed or corrected. What it says stands in the box alone.</summary>
internal sealed record PaperKeyed(string Batch, int Number, string By, DateTimeOffset At) : DayEvent;

/// <summary>A batch of paper slips is being typed in.</summary>
internal sealed record PaperBatchOpened(string Batch, string By, DateTimeOffset At) : DayEvent;

/// <summary>A batch of paper slips stands in the log.</summary>
internal sealed record PaperBatchCounted(string Batch, PaperFigures Figures, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A ballot box was sealed, moved or opened; the names stand in the day's files.</summary>
/// <param name="Sha256">SHA-256 of the file of names, base64.</param>
internal sealed record BoxHandled(string Box, BoxStep Step, string Seal, string Place, string Sha256, string By, DateTimeOffset At) : DayEvent;

/// <summary>Another log of the day was announced.</summary>
internal sealed record LogAnnounced(string Log, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>Another log was joined, or left out, and why.</summary>
internal sealed record LogJoined(string Log, string By, string SecondBy, DateTimeOffset At) : DayEvent;

internal sealed record LogLeftOut(string Log, MissingReason Reason, int Surrendered, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A pot got a new total, by two people.</summary>
internal sealed record PotChanged(string Pot, long Amount, PotSource Source, PotReason Reason, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A proposal was withdrawn or restored, by two people.</summary>
/// <param name="Consent">Whether they said that they hold the group's signed consent.</param>
internal sealed record ProposalWithdrawn(string Proposal, WithdrawReason Reason, bool Consent, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A cost was corrected before the opening, by two people, and the paper published again.</summary>
/// <param name="Paper">The text of the paper from then on.</param>
internal sealed record PaperCorrected(
    string Proposal, long AskBefore, long MinimumBefore, long Ask, long Minimum, string Paper, string By, string SecondBy, DateTimeOffset At) : DayEvent;

internal sealed record BatchAdded(string Batch, string By, DateTimeOffset At) : DayEvent;

/// <summary>A batch was added by two people. Its stable name is from when only a batch of an open day took two.</summary>
internal sealed record BatchAddedByTwo(string Batch, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A batch whose printing failed was ended.</summary>
internal sealed record BatchSpoilt(string Batch, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>The service drew a batch and prints it.</summary>
/// <param name="Cards">The cards' numbers, base64.</param>
/// <param name="Test">SHA-256 of the test card's short number, base64.</param>
internal sealed record BatchPrinted(string Batch, ImmutableArray<string> Cards, string Test, string By, string SecondBy, DateTimeOffset At) : DayEvent
{
    /// <summary>The print or batch whose place it takes; empty for none.</summary>
    public string InsteadOf { get; init; } = "";
}

/// <summary>It was said who hands a batch out; empty for nobody.</summary>
internal sealed record BatchLabelled(string Batch, string Label, string By, DateTimeOffset At) : DayEvent;

internal sealed record BatchActivated(string Batch, string By, DateTimeOffset At) : DayEvent;

/// <summary>A card was ended by one person, which is not done any more.</summary>
internal sealed record CardVoided(string ShortNumber, VoidReason Reason, string By, DateTimeOffset At) : DayEvent;

/// <summary>A card was ended, by two people.</summary>
internal sealed record CardEnded(string ShortNumber, VoidReason Reason, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A one-use code was shown; the station's id is drawn here, so that pairing can be repeated.</summary>
/// <param name="CodeHash">SHA-256 of the code, base64.</param>
internal sealed record PairingOffered(
    string Station, StationRole Role, string Name, string Venue, string CodeHash, DateTimeOffset ValidUntil, string By, DateTimeOffset At) : DayEvent;

internal sealed record StationPaired(string Station, DateTimeOffset At) : DayEvent;

internal sealed record StationRevoked(string Station, string By, DateTimeOffset At) : DayEvent;

/// <summary>A phone opened the address that stands on the cards, with the code that the console showed.</summary>
internal sealed record AddressReached(bool Secure, DateTimeOffset At) : DayEvent;

/// <summary>Shares of the openings key were made.</summary>
/// <param name="Set">Which making this is, 1 for the first.</param>
/// <param name="Openings">SHA-256 of the public openings key in DER, base64.</param>
/// <param name="Holders">The three holders' organiser ids; empty for one who is not an organiser.</param>
/// <param name="Shares">SHA-256 of each share, base64, by which it is known again.</param>
/// <param name="WhileOpen">Whether the day had opened, so that two shares had to be brought.</param>
internal sealed record SharesMade(
    int Set, string Openings, ImmutableArray<string> Holders, ImmutableArray<string> Shares, bool WhileOpen, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>A share of the newest making was read back.</summary>
internal sealed record ShareReadBack(int Number, string By, DateTimeOffset At) : DayEvent;

/// <summary>Two shares put the openings key back into its place.</summary>
internal sealed record OpeningsKeyRestored(string By, DateTimeOffset At) : DayEvent;

/// <summary>The openings were handed out, by two people.</summary>
internal sealed record OpeningsReleased(ReleasedTo To, string Reason, string By, string SecondBy, DateTimeOffset At) : DayEvent;

/// <summary>The ballot account was closed, for the first time or again.</summary>
internal sealed record CountAccounted(
    LogFigures Log, HandCount Hand, ImmutableArray<Explanation> Explanations, string By, DateTimeOffset At) : DayEvent;

/// <summary>The signed sheet was photographed; the picture stands in the day's files.</summary>
/// <param name="Sha256">SHA-256 of the picture as it is kept, base64.</param>
/// <param name="MediaType"><c>image/jpeg</c> or <c>image/png</c>.</param>
internal sealed record SheetPhotographed(string Sha256, string MediaType, string By, DateTimeOffset At) : DayEvent;

/// <summary>It was entered who signed the sheet; the names stand in the day's files.</summary>
/// <param name="Number">How many signed.</param>
/// <param name="Sha256">SHA-256 of the file of names, base64.</param>
internal sealed record SheetSigned(int Number, string Sha256, string By, DateTimeOffset At) : DayEvent;

/// <summary>A paper that the dice named was held beside its slip.</summary>
/// <param name="Same">Whether the slip says what was keyed; otherwise it says something else, or was not found.</param>
internal sealed record PaperCompared(string Batch, int Number, bool Same, string By, DateTimeOffset At) : DayEvent;

/// <summary>An organiser noted how many a door let in that could not tell it by itself; instead of what was noted of it before.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="People">People let in, or cards handed out, of which the register knows nothing.</param>
internal sealed record DoorTold(string Door, long People, string By, DateTimeOffset At) : DayEvent;

/// <summary>Totals of another election stand beside the day's own, instead of those of its kind before.</summary>
internal sealed record BesideKept(BesideElection Election, string By, DateTimeOffset At) : DayEvent;

/// <summary>Those of a kind stand beside it no more.</summary>
internal sealed record BesideDropped(BesideKind Kind, string By, DateTimeOffset At) : DayEvent;

internal sealed record CountValidated(string By, string SecondBy, DateTimeOffset At) : DayEvent;
