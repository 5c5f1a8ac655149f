using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// What was said about a log: its name and key at set-up, and every checkpoint signed since, each stored before it is shown: first here,
/// then in the memory outside the database, which a restored database is held against.
/// A stream of its own, since a box's stream holds entries of the log and nothing else.
/// </summary>
internal sealed class LogNotes(IJournal journal, IKeyCabinet cabinet, string box)
{
    private readonly string stream = $"notes/{box}";
    private long version;

    /// <summary>The log's name; empty before set-up.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Whether this is a rehearsal's log.</summary>
    public bool Rehearsal { get; private set; }

    /// <summary>The log's public key as a C2SP verifier key.</summary>
    public string VerifierKey { get; private set; } = "";

    /// <summary>SHA-256 of the openings key, so that a wrong key is noticed before it opens nothing.</summary>
    public string OpeningsKeyHash { get; private set; } = "";

    /// <summary>The last signed checkpoint, a C2SP note; empty before the first.</summary>
    public string Checkpoint { get; private set; } = "";

    /// <summary>The log size it covers.</summary>
    public long Size { get; private set; }

    /// <summary>The root it covers.</summary>
    public Digest Root { get; private set; } = MerkleTree.EmptyRoot;

    public bool IsSetUp => Origin.Length > 0;

    /// <exception cref="LogRefusedException">A note is damaged.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(stream, version, cancellationToken))
        {
            try
            {
                Apply(LogNoteNames.All.Read(recorded.Kind, recorded.Body.Span));
            }
            catch (Exception broken) when (broken is InvalidDataException or FormatException)
            {
                throw new LogRefusedException(
                    $"Note {recorded.Version} of the log {box} is damaged. Stop the service, keep everything as it is, and put the newest good copy of the database back.", broken);
            }
        }
    }

    public Task SetUpAsync(SetUpBox command, string verifierKey, string openingsKeyHash) =>
        WriteAsync(new LogSetUp(command.Origin, command.Rehearsal, verifierKey, openingsKeyHash));

    /// <summary>Signs the tree as it stands, unless the last checkpoint covers it.</summary>
    public async Task SignAsync(LogKey key, MerkleTree tree)
    {
        if (tree.Count == Size)
            return;
        await WriteCheckpointAsync(Ledger.Checkpoint.Of(Origin, tree).Sign(key).Print());
    }

    /// <summary>
    /// Holds the log as the journal has it against every memory of what was signed, and brings notes and memory level where one of them
    /// missed the last checkpoint.
    /// </summary>
    /// <exception cref="LogRefusedException">The log is shorter or other than what was signed, or the memory is lost.</exception>
    public async Task HoldAgainstAsync(MerkleTree tree, CancellationToken cancellationToken)
    {
        var (day, log) = BoxKey.Parts(box);
        var remembered = await cabinet.ReadSignedAsync(day, log, cancellationToken);
        var level = SignedHistory.Check(this, tree, remembered, $"{day}/{log}.signed");
        if (level == SignedHistory.Level.NotesBehind)
            await WriteCheckpointAsync(remembered!);
        else if (level == SignedHistory.Level.MemoryBehind)
            await cabinet.KeepSignedAsync(day, log, Checkpoint, cancellationToken);
    }

    private Task WriteCheckpointAsync(string note) => WriteAsync(new CheckpointSigned(note), async () =>
    {
        var (day, log) = BoxKey.Parts(box);
        await cabinet.KeepSignedAsync(day, log, note, CancellationToken.None);
    });

    private async Task WriteAsync(LogNote note, Func<Task>? beforeItIsShown = null)
    {
        await journal.AppendAsync(stream, version, [LogNoteNames.All.Write(note)], [], CancellationToken.None);
        await (beforeItIsShown?.Invoke() ?? Task.CompletedTask);
        Apply(note);
    }

    private void Apply(LogNote note)
    {
        version++;
        switch (note)
        {
            case LogSetUp setUp:
                (Origin, Rehearsal, VerifierKey, OpeningsKeyHash) = (setUp.Origin, setUp.Rehearsal, setUp.Key, setUp.Openings);
                break;
            case CheckpointSigned signed:
                if (!SignedNote.TryParse(signed.Note, out var parsed) || !Ledger.Checkpoint.TryParse(parsed.Text, out var checkpoint))
                    throw new FormatException("Not a checkpoint.");
                (Checkpoint, Size, Root) = (signed.Note, checkpoint.Size, checkpoint.Root);
                break;
        }
    }
}
