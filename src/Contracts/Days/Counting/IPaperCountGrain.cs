using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>
/// The typing in of a day's paper slips, before they go into the log: each slip by two people, and by a third one where those read something else.
/// Its key is the day's id. What was typed is the count team's working data: it MUST be durable before it is answered, MUST NOT say more of people
/// than who typed it, and MUST NOT reach the log before two agree. Archiving the day destroys what opens it. Source: docs/adr/0067.
/// </summary>
[Alias("pbdd.IPaperCountGrain")]
public interface IPaperCountGrain : IGrainWithStringKey
{
    /// <summary>The batches by name, each as one person may see it: nobody sees another's typing before both have typed.</summary>
    /// <param name="by">Who asks: an organiser's id, or a station's.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("List"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<PaperBatch>> ListAsync(string by, CancellationToken cancellationToken);

    /// <summary>Opens a batch of a closed day; one that is finished is opened again, and all its slips are typed anew. What differed before stays in the account. Where the command says so, one that is not finished too.</summary>
    [Alias("Open")]
    Task<DayOutcome> OpenAsync(OpenPaperBatch command, CancellationToken cancellationToken);

    /// <summary>Notes that the pile of an open batch was counted again. Refused below a slip that two have read, and below one that stands in the log.</summary>
    [Alias("Recount")]
    Task<DayOutcome> RecountAsync(OpenPaperBatch command, CancellationToken cancellationToken);

    /// <summary>
    /// Types a slip. One's own typing may be changed until somebody else has typed the slip. Two typings MUST come from two people; a third is refused.
    /// </summary>
    [Alias("Key")]
    Task<KeyedSlip> KeyAsync(KeySlip command, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a photograph of a slip of which two people read something else. It is sealed as what was typed is, MUST NOT be published, and is erased when the
    /// batch is opened again, when it is finished with a pile that ends before the slip, and when the day is archived.
    /// </summary>
    [Alias("KeepPhotograph")]
    Task<DayOutcome> KeepPhotographAsync(KeepSlipPhotograph command, CancellationToken cancellationToken);

    /// <summary>
    /// The photograph of a slip: while it waits for a third person for whoever typed neither reading, and once it is settled, or the batch finished, for
    /// organisers. Empty for everybody else, for a slip above the pile, and where none is kept.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="number">The number inked on the slip.</param>
    /// <param name="by">Who asks: an organiser's id, or a station's.</param>
    /// <param name="isOrganiser">Whether an organiser asks.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("GetPhotograph"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<byte>> GetPhotographAsync(string batch, int number, string by, bool isOrganiser, CancellationToken cancellationToken);

    /// <summary>
    /// Settles a slip of which two people read something else; neither of them may. By a photograph only where one is kept. What neither of the two read MUST
    /// be said to be meant. Until the batch is finished whoever settled it may say something else.
    /// </summary>
    [Alias("Settle")]
    Task<KeyedSlip> SettleAsync(SettleSlip command, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a batch into the log, once each slip of its pile is agreed; on a day that counts by two of its approvers. A slip that stands there otherwise is
    /// corrected, which takes two on any day. A batch that is refused leaves nothing in the log; where an outage stops it half-way, the same again goes on.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="pile">The pile as those who agree know it; refused where it was counted otherwise since.</param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="secondBy">Another organiser's id; may be empty.</param>
    /// <param name="cancellationToken">Honoured before anything is written.</param>
    [Alias("Finish")]
    Task<DayOutcome> FinishAsync(string batch, int pile, string by, string secondBy, CancellationToken cancellationToken);
}
