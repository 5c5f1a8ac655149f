using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Contracts.CheckIn;

/// <summary>
/// A day's register: who may vote, and that they came. Its key is the day's id. It is not event-sourced: its rows can be erased.
/// In a cards-only day it holds no people, only how many cards each door handed out.
/// </summary>
[Alias("pbdd.IRegisterGrain")]
public interface IRegisterGrain : IGrainWithStringKey
{
    /// <summary>Tells the register in which time zone the hours of its check-ins are; UTC until it is told. The day does, when it is published.</summary>
    /// <param name="timeZone">An IANA time zone this machine knows.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    /// <exception cref="RegisterUnavailableException">It could not be written; ask again.</exception>
    [Alias("SetUp")]
    Task SetUpAsync(string timeZone, CancellationToken cancellationToken);

    /// <summary>Adds people. All are added or none.</summary>
    [Alias("Add")]
    Task<AddLinesResult> AddAsync(ImmutableArray<NewLine> lines, CancellationToken cancellationToken);

    /// <summary>Lines whose name or detail contains every word of the query, in any order, without regard to case and accents.</summary>
    /// <param name="query">At least two characters.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>At most 20 lines, best first.</returns>
    [Alias("Find"), AlwaysInterleave, ReadOnly]
    Task<ImmutableArray<RegisterLine>> FindAsync(string query, CancellationToken cancellationToken);

    /// <summary>Marks a line once across all doors.</summary>
    /// <param name="line">The line's id; never the code of a pass, which could be another person's.</param>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before the mark is written.</param>
    [Alias("CheckIn")]
    Task<CheckInAnswer> CheckInAsync(string line, string door, CancellationToken cancellationToken);

    /// <summary>Marks the line of a pass once across all doors.</summary>
    /// <param name="pass">The code of the pass as it was scanned or typed; never a line's id.</param>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before the mark is written.</param>
    [Alias("CheckInPass")]
    Task<CheckInAnswer> CheckInPassAsync(string pass, string door, CancellationToken cancellationToken);

    /// <summary>
    /// Counts that a door hands out a card (cards-only mode): a total for each door, with no time and no card. It MUST be asked before the
    /// box makes the card usable, and MUST be written before this returns: a door whose arrival cannot be written is told to ask again
    /// while nothing has happened yet. The exact total of cards is the ballot box's.
    /// </summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before it is counted.</param>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known; ask again, and hand out no card.</exception>
    [Alias("NoteArrival"), AlwaysInterleave]
    Task NoteArrivalAsync(string door, CancellationToken cancellationToken);

    /// <summary>Takes an arrival back for which the box made no card usable, because the card was used already or is none.</summary>
    /// <param name="door">The name of the door's station.</param>
    /// <param name="cancellationToken">Honoured before it is taken back.</param>
    /// <exception cref="RegisterUnavailableException">Whether it was written is not known.</exception>
    [Alias("TakeBackArrival"), AlwaysInterleave]
    Task TakeBackArrivalAsync(string door, CancellationToken cancellationToken);

    /// <summary>The totals, and how many came through each door.</summary>
    [Alias("Totals"), AlwaysInterleave, ReadOnly]
    Task<RegisterTotals> GetTotalsAsync(CancellationToken cancellationToken);

    /// <summary>Erases every line.</summary>
    /// <returns>How many lines were erased.</returns>
    /// <exception cref="RegisterUnavailableException">Whether they are gone is not known; ask again.</exception>
    [Alias("Erase")]
    Task<int> EraseAsync(CancellationToken cancellationToken);
}
