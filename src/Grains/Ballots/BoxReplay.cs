using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>Rebuilds a box from the journal, and refuses to go on with a history that is not the one it has signed.</summary>
internal static class BoxReplay
{
    /// <exception cref="LogRefusedException">
    /// The journal is damaged, or holds less than, or other than, what a signed checkpoint says; the message tells what to do.
    /// </exception>
    public static async Task ReadAsync(
        IJournal journal, string stream, LogNotes notes, OpeningCipher cipher, BoxState state, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var recorded in journal.ReadAsync(stream, 0, cancellationToken))
                state.Apply(WithBallot(BoxRecordJson.Read(recorded), notes.Origin, cipher));
            foreach (var mark in await journal.ReadMarksAsync(stream, cancellationToken))
                state.Mark(new Digest(mark.Span));
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or ArgumentException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LogRefusedException(
                $"Entry {state.Size} of the log {notes.Origin} is damaged, or what belongs to it is: {broken.Message} "
                + "Stop the service, keep everything as it is, and put the newest good copy of the database back.", broken);
        }
        await notes.HoldAgainstAsync(state.Tree, cancellationToken);
    }

    /// <summary>Whether a box could be opened, and read back, under these texts.</summary>
    public static bool CanRead(OpenBox command) =>
        Paper.TryParse(command.Paper, out _, out _) && FrozenRules.TryParse(command.Rules, out _, out _);

    private static BoxRecord WithBallot(BoxRecord record, string origin, OpeningCipher cipher)
    {
        if (record.Entry is not CastEntry cast)
            return record;
        return cipher.TryDecrypt(origin, cast.Seal, record.Opening.Span, out var opening)
            ? record with { Ballot = opening!.Ballot }
            : throw new InvalidDataException("its opening cannot be read with the day's key.");
    }
}
