using System.Text.Json;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>A log's name, key and checkpoints as the journal has them. Reading again reads only what came since.</summary>
internal sealed class LoggedNotes(IJournal journal, string stream)
{
    private readonly List<SignedNote> checkpoints = [];
    private long version;

    public string Origin { get; private set; } = "";

    public string VerifierKey { get; private set; } = "";

    /// <summary>Every checkpoint that was signed, in that order.</summary>
    public IReadOnlyList<SignedNote> Checkpoints => checkpoints;

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(stream, version, cancellationToken))
        {
            using var json = JsonDocument.Parse(recorded.Body);
            Take(recorded.Kind, json.RootElement);
            version++;
        }
    }

    private void Take(string kind, JsonElement body)
    {
        switch (kind)
        {
            case "set-up":
                Origin = body.GetProperty("origin").GetString()!;
                VerifierKey = body.GetProperty("key").GetString()!;
                break;
            case "checkpoint":
                checkpoints.Add(SignedNote.TryParse(body.GetProperty("note").GetString()!, out var note)
                    ? note
                    : throw new InvalidDataException($"A stored checkpoint of {Origin} cannot be read."));
                break;
        }
    }
}
