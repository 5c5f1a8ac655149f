using Microsoft.Data.Sqlite;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Grains.Tests;

/// <summary>Every log that a test leaves behind, held against the protocol by the ledger's audit, which shares no code with the box.</summary>
internal static class SecondOpinion
{
    /// <summary>Audits all boxes of a stopped silo's database.</summary>
    /// <param name="folder">The silo's folder.</param>
    /// <param name="expected">The checks that a test broke on purpose; every other has no finding.</param>
    public static async Task AuditAsync(string folder, IEnumerable<string> expected)
    {
        if (!File.Exists(Path.Combine(folder, "data", "ballots.db")))
            return;
        using var journal = SqliteJournal.Open(Path.Combine(folder, "data"));
        foreach (var stream in Boxes(Path.Combine(folder, "data", "ballots.db")))
            Assert.Empty((await AuditAsync(journal, stream)).Findings.ExceptBy(expected, finding => finding.Check));
    }

    /// <summary>The audit of one box's log as the journal has it.</summary>
    public static async Task<LogAudit> AuditAsync(IJournal journal, string stream)
    {
        var (day, log) = BoxKey.Parts(stream["box/".Length..]);
        var audit = new LogAudit(log);
        var issued = (await journal.ReadMarksAsync(stream, default)).Select(mark => new Digest(mark.Span)).ToHashSet();
        var batches = new Dictionary<string, IReadOnlyList<Digest>>(StringComparer.Ordinal);
        var notes = new LoggedNotes(journal, BoxKey.For(day, log));
        await notes.ReadAsync(default);
        foreach (var batch in notes.Allotted.Select(note => AllottedBatch.Of(note, log)))
        {
            var manifest = Manifest.Of(batch.Cards);
            batches[batch.Id] = batch.Cards;
            audit.AddManifest(batch.Id, manifest);
            audit.Allot(new BatchEntry(batch.Id, log, manifest.Root, manifest.Size, batch.Maker));
        }
        await foreach (var recorded in journal.ReadAsync(stream, 0, default))
        {
            var record = BoxRecordJson.Read(recorded);
            switch (record.Entry)
            {
                case BatchEntry batch:
                    batches[batch.Batch] = record.Cards;
                    audit.AddManifest(batch.Batch, Manifest.Of(record.Cards));
                    break;
                case JoinEntry join:
                    var other = $"box/{BoxKey.For(day, join.Log)}";
                    audit.AddLog(await AuditAsync(journal, other), await TreeAsync(journal, other));
                    break;
                case ActivateEntry activate:
                    issued.UnionWith(batches[activate.Batch]);
                    break;
                case OpenEntry:
                    Assert.True(FrozenRules.TryParse(record.Frozen!.Rules, out var rules, out _));
                    audit.Replacement = rules!.Replacement;
                    break;
                case CloseEntry:
                    audit.AddIssued(Manifest.Of(issued));
                    break;
            }
            audit.Take(recorded.Version, record.Entry);
        }
        return audit;
    }

    private static async Task<MerkleTree> TreeAsync(IJournal journal, string stream)
    {
        var tree = new MerkleTree();
        await foreach (var recorded in journal.ReadAsync(stream, 0, default))
            tree.Append(BoxRecordJson.Read(recorded).Entry.LeafHash());
        return tree;
    }

    private static List<string> Boxes(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM streams WHERE name LIKE 'box/%' ORDER BY name";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }
}
