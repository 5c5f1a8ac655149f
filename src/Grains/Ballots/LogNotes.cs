using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The metadata of a log as its box keeps it. Each checkpoint is stored before it is shown: first among the notes, then in the memory outside
/// the database, which a restored database is held against.
/// </summary>
internal sealed class LogNotes(IJournal journal, IKeyCabinet cabinet, string box) : LogMetadata(journal, box)
{
    private readonly IJournal _journal = journal;
    private readonly string _box = box;
    private readonly Dictionary<(string Name, uint KeyId), Countersigned> _countersigned = [];

    /// <summary>The last signed checkpoint, a C2SP note; empty before the first.</summary>
    public string Checkpoint { get; private set; } = "";

    /// <summary>The log size it covers.</summary>
    public long Size { get; private set; }

    /// <summary>The root it covers.</summary>
    public Digest Root { get; private set; } = MerkleTree.EmptyRoot;

    public Task SetUpAsync(SetUpBox command, string verifierKey, string openingsKeyHash) =>
        WriteAsync(new LogSetUp(command.Origin, command.Rehearsal, verifierKey, openingsKeyHash));

    /// <summary>Writes which openings key is the day's from now on.</summary>
    public Task RenewOpeningsKeyAsync(Digest sha256) => WriteAsync(new OpeningsKeyMade(sha256.ToString()));

    public Task AllotAsync(BatchAllotted batch) => WriteAsync(batch);

    /// <summary>Signs the tree as it stands, unless the last checkpoint covers it.</summary>
    public async Task SignAsync(LogKey key, MerkleTree tree)
    {
        if (tree.Count == Size)
            return;
        await WriteCheckpointAsync(Ledger.Checkpoints.Checkpoint.Of(Origin, tree).Sign(key).Print());
    }

    /// <summary>Writes who countersigns the checkpoints.</summary>
    public Task NameWitnessesAsync(ImmutableArray<NamedWitness> witnesses) => WriteAsync(new WitnessesNamed(witnesses));

    /// <summary>Writes a witness's line under a checkpoint.</summary>
    public Task CountersignAsync(SignedNote line, DateTimeOffset at) => WriteAsync(new CheckpointCountersigned(line.Print(), at));

    /// <summary>What a witness countersigned; nothing where it never did.</summary>
    public Countersigned CountersignedBy(string name, uint keyId) => _countersigned.GetValueOrDefault((name, keyId));

    /// <summary>
    /// Holds the log as the journal has it against every memory of what was signed, and brings notes and memory level where one of them
    /// missed the last checkpoint.
    /// </summary>
    /// <exception cref="LogRefusedException">The log is shorter or other than what was signed, or the memory is lost.</exception>
    public async Task HoldAgainstAsync(MerkleTree tree, CancellationToken cancellationToken)
    {
        var (day, log) = BoxKey.Parts(_box);
        var remembered = await cabinet.ReadSignedAsync(day, log, cancellationToken);
        var level = SignedHistory.Check(this, tree, remembered, $"{day}/{log}.signed");
        if (level == SignedHistory.Level.NotesBehind)
            await WriteCheckpointAsync(remembered!);
        else if (level == SignedHistory.Level.MemoryBehind)
            await cabinet.KeepSignedAsync(day, log, Checkpoint, cancellationToken);
    }

    private Task WriteCheckpointAsync(string note) => WriteAsync(new CheckpointSigned(note), async () =>
    {
        var (day, log) = BoxKey.Parts(_box);
        await cabinet.KeepSignedAsync(day, log, note, CancellationToken.None);
    });

    private async Task WriteAsync(LogNote note, Func<Task>? beforeItIsShown = null)
    {
        await _journal.AppendAsync(Stream, Version, [LogNoteNames.All.Write(note)], [], CancellationToken.None);
        await (beforeItIsShown?.Invoke() ?? Task.CompletedTask);
        Apply(note);
    }

    protected override void Take(string text, SignedNote note, Ledger.Checkpoints.Checkpoint checkpoint) =>
        (Checkpoint, Size, Root) = (text, checkpoint.Size, checkpoint.Root);

    protected override void TakeCountersigned(SignedNote note, Ledger.Checkpoints.Checkpoint checkpoint, DateTimeOffset at)
    {
        var (name, key) = (note.Signatures[0].Name, note.Signatures[0].KeyId);
        var sizes = CountersignedBy(name, key).Sizes ?? [];
        sizes.Add(checkpoint.Size);
        _countersigned[(name, key)] = new(sizes, at);
    }

    /// <summary>The sizes that a witness countersigned.</summary>
    /// <param name="Sizes">Each, in the order in which it signed; a day has some hundreds.</param>
    /// <param name="At">When it signed the last.</param>
    public readonly record struct Countersigned(List<long>? Sizes, DateTimeOffset? At)
    {
        /// <summary>The last; 0 for none.</summary>
        public long Size => Sizes is null ? 0 : Sizes[^1];

        /// <summary>Whether it countersigned just this much.</summary>
        public bool Covers(long? size) => size is { } asked && Sizes?.Contains(asked) == true;
    }
}
