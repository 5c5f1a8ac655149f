using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>Rebuilds a box from the journal, and refuses to go on with a history that is not the one it has signed.</summary>
internal static class BoxReplay
{
    /// <param name="journal">Where the log stands.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="notes">What is noted of it.</param>
    /// <param name="cipher">Opens its ballots; <c>null</c> where the openings key is destroyed, and then they count and nobody here knows for what.</param>
    /// <param name="state">Takes it in.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LogRefusedException">
    /// The journal is damaged, or holds less than, or other than, what a signed checkpoint says; the message tells what to do.
    /// </exception>
    public static async Task ReadAsync(
        IJournal journal, string stream, LogNotes notes, OpeningCipher? cipher, BoxState state, CancellationToken cancellationToken)
    {
        try
        {
            await FoldAsync(journal, stream, notes, cipher, state, cancellationToken);
            foreach (var card in await journal.ReadMarksAsync(stream, cancellationToken))
                state.Issue(new Digest(card.Span));
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or ArgumentException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LogRefusedException(
                $"Entry {state.Size} of the log {notes.Origin} is damaged, or what belongs to it is: {broken.Message} "
                + "Stop the service, keep everything as it is, and put the newest good copy of the database back.", broken);
        }
        await notes.HoldAgainstAsync(state.Tree, cancellationToken);
    }

    /// <summary>Takes in the cards that were allotted to a log, and then its entries in order.</summary>
    /// <param name="cipher">Opens its ballots; <c>null</c> where it is only counted how many there are.</param>
    public static async Task FoldAsync(
        IJournal journal, string stream, LogMetadata notes, OpeningCipher? cipher, BoxState state, CancellationToken cancellationToken)
    {
        foreach (var batch in notes.Allotted)
            state.Allot(AllottedBatch.Of(batch, state.Log));
        await foreach (var recorded in journal.ReadAsync(stream, 0, cancellationToken))
            state.Apply(WithBallot(BoxRecordJson.Read(recorded), notes.Origin, cipher));
    }

    /// <summary>One record of the log.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be read.</exception>
    public static async Task<BoxRecord> RecordAsync(IJournal journal, string stream, long index, CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(stream, index, cancellationToken))
            return BoxRecordJson.Read(recorded);
        throw new InvalidDataException($"The stream {stream} has no entry {index}, which was read from it before.");
    }

    /// <summary>What opens the sealed ballots at some places of the log, in log order.</summary>
    /// <param name="size">How many entries to read.</param>
    /// <param name="wanted">Whether to open the ballot of an entry with a seal.</param>
    /// <exception cref="JournalUnavailableException">The log cannot be read.</exception>
    /// <exception cref="InvalidDataException">The key does not open what was sealed.</exception>
    public static async Task<List<PlacedOpening>> OpeningsAsync(
        IJournal journal, string stream, long size, OpeningCipher cipher, string origin, Predicate<long> wanted, CancellationToken cancellationToken)
    {
        var openings = new List<PlacedOpening>();
        await foreach (var recorded in journal.ReadAsync(stream, 0, cancellationToken))
        {
            if (recorded.Version >= size)
                break;
            if (wanted(recorded.Version) && BoxRecordJson.Read(recorded) is { Seal: not null } record)
                openings.Add(new(recorded.Version, record.OpenWith(cipher, origin)));
        }
        return openings;
    }

    /// <summary>Whether a box could be opened, and read back, under these texts.</summary>
    public static bool CanRead(OpenBox command) =>
        Paper.TryParse(command.Paper, out _, out _) && FrozenRules.TryParse(command.Rules, out _, out _);

    private static BoxRecord WithBallot(BoxRecord record, string origin, OpeningCipher? cipher) =>
        record.Seal is null ? record : record with { Ballot = cipher is null ? BoxRecord.Unknown : record.OpenWith(cipher, origin).Ballot };
}
