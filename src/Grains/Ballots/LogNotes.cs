using System.Text;
using System.Text.Json;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// What was said about a log: its name and key at set-up, and every checkpoint signed since, each stored before it is shown.
/// A stream of its own, since a box's stream holds entries of the log and nothing else.
/// </summary>
internal sealed class LogNotes(IJournal journal, string stream)
{
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

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(stream, version, cancellationToken))
        {
            using var json = JsonDocument.Parse(recorded.Body);
            Apply(recorded.Kind, json.RootElement);
        }
    }

    public async Task SetUpAsync(SetUpBox command, string verifierKey, string openingsKeyHash)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["origin"] = command.Origin,
            ["rehearsal"] = command.Rehearsal,
            ["key"] = verifierKey,
            ["openings"] = openingsKeyHash,
        });
        await WriteAsync("set-up", body);
    }

    /// <summary>Signs the tree as it stands, unless the last checkpoint covers it.</summary>
    public async Task SignAsync(LogKey key, MerkleTree tree)
    {
        if (tree.Count == Size)
            return;
        var note = Ledger.Checkpoint.Of(Origin, tree).Sign(key).Print();
        await WriteAsync("checkpoint", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = note }));
    }

    private async Task WriteAsync(string kind, byte[] body)
    {
        await journal.AppendAsync(stream, version, [new JournalEvent(kind, body)], [], CancellationToken.None);
        using var json = JsonDocument.Parse(body);
        Apply(kind, json.RootElement);
    }

    private void Apply(string kind, JsonElement body)
    {
        version++;
        if (kind == "set-up")
        {
            Origin = body.GetProperty("origin").GetString()!;
            Rehearsal = body.GetProperty("rehearsal").GetBoolean();
            VerifierKey = body.GetProperty("key").GetString()!;
            OpeningsKeyHash = body.GetProperty("openings").GetString()!;
            return;
        }
        Checkpoint = body.GetProperty("note").GetString()!;
        if (!SignedNote.TryParse(Checkpoint, out var note) || !Ledger.Checkpoint.TryParse(note!.Text, out var checkpoint))
            throw new InvalidDataException($"A stored checkpoint of {Origin} cannot be read.");
        (Size, Root) = (checkpoint!.Size, checkpoint.Root);
    }
}
