using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Verifier.Following;

/// <summary>
/// The last checkpoint that a witness countersigned, kept as the file <c>cosigned</c> of its folder. Whoever holds this holds the folder's
/// turn: no other process reads or changes what was countersigned meanwhile, so following and serving may share a folder.
/// </summary>
internal sealed class CosignedCheckpoint : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _file;
    private readonly FileStream _turn;

    private CosignedCheckpoint(string folder, FileStream turn) => (_file, _turn) = (Path.Combine(folder, "cosigned"), turn);

    /// <summary>The note with the lines of the log and of the witness; null before the first.</summary>
    public SignedNote? Note { get; private set; }

    /// <summary>What it says; null before the first.</summary>
    public Checkpoint? Checkpoint { get; private set; }

    /// <summary>Waits for the folder's turn and reads.</summary>
    /// <exception cref="FormatException">The file is not a checkpoint of this log: nothing may be signed on.</exception>
    /// <exception cref="IOException">The turn does not come within ten seconds, or the folder cannot be used.</exception>
    public static async Task<CosignedCheckpoint> TakeTurnAsync(string folder, string origin, LogPublicKey key, TimeProvider time, CancellationToken cancellation)
    {
        FileStream turn = await OpenAsync(Path.Combine(folder, "cosigned.turn"), time, cancellation);
        try
        {
            var cosigned = new CosignedCheckpoint(folder, turn);
            cosigned.Read(origin, key);
            return cosigned;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps a note with the witness's line, on the disk when this returns. Only then may the line be shown.</summary>
    public void Keep(SignedNote note)
    {
        DurableFile.Write(_file, note.Print());
        Note = note;
        Checkpoint = Ledger.Checkpoints.Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint) ? checkpoint : throw new ArgumentException("The note is not a checkpoint.", nameof(note));
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static async Task<FileStream> OpenAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        long since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellation);
            }
        }
    }

    private void Read(string origin, LogPublicKey key)
    {
        if (!File.Exists(_file))
            return;
        string text = File.ReadAllText(_file);
        if (!Ledger.Checkpoints.Checkpoint.TryOpen(text, key, out Checkpoint? checkpoint) || !SignedNote.TryParse(text, out SignedNote? note)
            || !string.Equals(checkpoint.Origin, origin, StringComparison.Ordinal))
            throw new FormatException($"{_file} is not a signed checkpoint of {origin}. Keep the folder aside: a witness that forgot what it signed must not sign on.");
        (Note, Checkpoint) = (note, checkpoint);
    }
}
