using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Tests.Ballots;

public sealed class LogTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_day_in_the_log_reads_as_it_went()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.Box.RecordStationAsync(new RecordStation("door-1", StationRole.Door, Paired: true), default);
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.RecordStationAsync(new RecordStation("door-1", StationRole.Door, Paired: true), default));
        await running.CastAsync(card: 0);
        await running.CastAsync(card: 0, version: 2);
        await running.SurrenderAsync(card: 1);
        await running.Box.PauseAsync(default);
        await running.Box.ResumeAsync(default);
        await running.Box.EndAndCloseAsync(30);
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Conflict, await running.Box.RecordResultAsync("another", default));

        Assert.Equal(
            ["batch", "activate", "open", "station", "cast", "cast", "surrender", "incident", "incident", "last", "count", "close", "result"],
            (await running.ReadLogAsync()).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task A_checkpoint_is_signed_every_minute_while_entries_arrive_and_covers_receipts_from_then_on()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var opening = await running.Box.GetCheckpointAsync(default);
        var receipt = RunningBox.ReadReceipt(await running.CastAsync(card: 0));

        var waiting = await running.Box.ProveInclusionAsync(receipt.LeafHash.ToString(), default);
        Assert.Equal(InclusionState.AwaitsCheckpoint, waiting.State);
        // Whoever has the receipt reads the entry at once; nobody else can name it.
        Assert.Equal(receipt.LeafHash, MerkleTree.LeafHash([.. await running.Box.ReadEntryAsync(receipt.LeafHash.ToString(), default)]));
        silo.Time.Advance(TimeSpan.FromSeconds(60));
        InclusionAnswer covered = null!;
        await Eventually.HoldsAsync(async () =>
            (covered = await running.Box.ProveInclusionAsync(receipt.LeafHash.ToString(), default)).State == InclusionState.Covered);

        Assert.NotEqual(opening, covered.Checkpoint);
        Assert.True(Checkpoint.TryOpen(covered.Checkpoint, await running.LogKeyAsync(), out var checkpoint));
        Assert.True(MerkleTree.VerifyInclusion(receipt.LeafHash, covered.Index, checkpoint!.Size, [.. covered.Proof.Select(Parse)], checkpoint.Root));

        silo.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(covered.Checkpoint, await running.Box.GetCheckpointAsync(default));
    }

    [Fact]
    public async Task A_receipt_of_another_log_is_not_in_this_one()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);

        Assert.Equal(InclusionState.NotInLog, (await running.Box.ProveInclusionAsync(Digest.Random().ToString(), default)).State);
        Assert.Equal(InclusionState.NotInLog, (await running.Box.ProveInclusionAsync("nonsense", default)).State);
        Assert.Empty(await running.Box.ReadEntryAsync(Digest.Random().ToString(), default));
        Assert.Empty(await running.Box.ReadEntryAsync("nonsense", default));
    }

    [Fact]
    public async Task A_tile_that_no_checkpoint_covers_is_not_given()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);

        Assert.NotEmpty(await running.Box.ReadTileAsync("tile/entries/000.p/3", default));
        Assert.NotEmpty(await running.Box.ReadTileAsync("tile/0/000.p/3", default));
        await running.CastAsync(card: 0);
        foreach (var path in new[] { "tile/entries/000.p/200", "tile/0/000", "tile/0/001.p/1", "tile/../../register.db", "" })
            Assert.Empty(await running.Box.ReadTileAsync(path, default));
    }

    /// <summary>The three entries that open the log, and no more of them than the path asks for.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_part_of_a_tile_holds_as_many_entries_as_its_path_says(int width)
    {
        var running = await RunningBox.OpenAsync(shared.Begin());
        var tile = await running.Box.ReadTileAsync($"tile/entries/000.p/{width}", default);
        Assert.True(TileContents.TryReadEntries(tile.ToArray(), out var entries));
        Assert.Equal(width, entries.Count);
    }

    [Fact]
    public async Task A_log_may_have_a_name_of_one_sign_and_none_that_cannot_name_a_log()
    {
        var silo = shared.Begin();
        var box = silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(silo.Day));
        foreach (var name in new[] { "", "/troon", "Troon", "troon+2026", "a//b", new string('a', LogOrigin.MostCharacters + 1) })
            Assert.Equal(BoxResult.Invalid, await box.SetUpAsync(new SetUpBox(name, Rehearsal: true), default));
        Assert.Equal(BoxResult.Done, await box.SetUpAsync(new SetUpBox("a", Rehearsal: true), default));
        Assert.Equal(BoxResult.AlreadyDone, await box.SetUpAsync(new SetUpBox("a", Rehearsal: true), default));
        Assert.Equal(BoxResult.Conflict, await box.SetUpAsync(new SetUpBox("b", Rehearsal: true), default));
        Assert.Equal(BoxResult.Conflict, await box.SetUpAsync(new SetUpBox("a", Rehearsal: false), default));
    }

    [Fact]
    public async Task A_box_without_its_key_file_says_which_file_to_put_back()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var file = Path.Combine(silo.Folder, "keys", silo.Day, "openings.key");
        var content = await File.ReadAllTextAsync(file);
        File.Delete(file);
        await silo.RestartAsync();

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, Convert.ToBase64String(new byte[32]));
        await Assert.ThrowsAsync<KeyUnavailableException>(() => running.Box.GetStatusAsync(default));
        await File.WriteAllTextAsync(file, content);
        Assert.Equal(BoxPhase.Open, (await running.Box.GetStatusAsync(default)).Phase);
    }

    [Fact]
    public async Task The_journal_holds_no_choice_and_no_secret_in_clear()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0, ballot: "approve p1 p2 p6");
        await silo.RestartAsync();

        foreach (var file in Directory.EnumerateFiles(Path.Combine(silo.Folder, "data"), "*.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var content = System.Text.Encoding.Latin1.GetString(await ReadSharedAsync(file));
            Assert.DoesNotContain("approve p1", content, StringComparison.Ordinal);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static Digest Parse(string text) => Digest.TryParse(text, out var digest) ? digest : throw new FormatException(text);
}
