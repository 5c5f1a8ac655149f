using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Approvals;

/// <summary>A step as two people agree to it: another particular is another step.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Particulars">With what, such as a pot and its new total; never a secret. Which they are is fixed for each kind.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StepToApprove")]
public sealed record StepToApprove([property: Id(0)] ApprovedStep Kind, [property: Id(1)] ImmutableArray<string> Particulars)
{
    /// <summary>A step with these particulars.</summary>
    public static StepToApprove Of(ApprovedStep kind, params ImmutableArray<string> particulars) => new(kind, particulars);

    /// <summary>Whether both are one step.</summary>
    public bool IsSame(StepToApprove other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Kind == other.Kind && Particulars.SequenceEqual(other.Particulars, StringComparer.Ordinal);
    }
}

/// <summary>The kinds of steps that two approvers agree to, and the particulars of each.</summary>
[GenerateSerializer, Alias("pbdd.ApprovedStep")]
public enum ApprovedStep
{
    /// <summary>A phase: the phase, the reason, the date that was confirmed, whether it opens without a witness.</summary>
    Transition,

    /// <summary>The count is right: the hash of the result, that of the photograph, and when the signatures were kept.</summary>
    ValidateCount,

    /// <summary>The openings leave: for whom, the reason.</summary>
    ReleaseOpenings,

    /// <summary>
    /// The three shares of the openings key are made: for each holder the organiser's id, empty for somebody from outside, and the name of
    /// who is from outside, which is kept no longer than the request. None where a program plays a rehearsal.
    /// </summary>
    MakeShares,

    /// <summary>A card ends: its short number, the reason.</summary>
    VoidCard,

    /// <summary>A batch is added: its name, its log, how many cards, the root of its manifest.</summary>
    AddBatch,

    /// <summary>A batch is spoilt: its name.</summary>
    SpoilBatch,

    /// <summary>A log is announced: its name.</summary>
    AnnounceLog,

    /// <summary>A log joins: its name.</summary>
    JoinLog,

    /// <summary>A log is left out: its name, the reason, how many cards were surrendered there.</summary>
    LeaveOutLog,

    /// <summary>A pot has a new total: the pot, the amount in minor units, its source, the reason.</summary>
    ChangePot,

    /// <summary>A proposal is withdrawn or restored: the proposal, the reason, whether the group consents.</summary>
    WithdrawProposal,

    /// <summary>The dice are entered: the eight digits.</summary>
    EnterDice,

    /// <summary>A paper ballot is corrected: its batch, its number, the ballot. Not on a screen of the hall.</summary>
    CorrectPaper,

    /// <summary>
    /// A batch of slips goes into the log: the batch, how often it was opened, the slips in its pile. What two typed alike stays as it is, so these say which
    /// slips they are. Not on a screen of the hall.
    /// </summary>
    CorrectPapers,

    /// <summary>A lost or spoilt batch is drawn again: the new batch's name, how many cards, the batch whose place it takes.</summary>
    ReplaceBatch,

    /// <summary>A cost is corrected before the opening: the proposal, what it asks for and the least award, in minor units.</summary>
    CorrectCost,
}

/// <summary>A step that somebody asked a second approver for.</summary>
/// <param name="Id">16 characters of Crockford base32; it opens nothing without a session.</param>
/// <param name="Step">The step.</param>
/// <param name="By">The organiser who asked.</param>
/// <param name="ValidUntil">When it ends by itself.</param>
/// <param name="ApprovedBy">Who agreed; empty while nobody has.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ApprovalRequest")]
public sealed record ApprovalRequest(
    [property: Id(0)] string Id,
    [property: Id(1)] StepToApprove Step,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset ValidUntil,
    [property: Id(4)] string ApprovedBy);

/// <summary>What agreeing came to.</summary>
[GenerateSerializer, Alias("pbdd.ApproveResult")]
public enum ApproveResult
{
    /// <summary>Agreed, now or before by the same organiser.</summary>
    Approved,

    /// <summary>It was carried out, declined, agreed to by somebody else, or is older than ten minutes.</summary>
    Gone,

    /// <summary>Whoever asked cannot agree, from whichever session.</summary>
    YourOwn,

    /// <summary>They are not among the day's approvers.</summary>
    NotApprover,
}
