using Microsoft.Extensions.Logging.Abstractions;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>The writer alone, on one thread as on a grain's turns: what a faulty decision does to the round it is in.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteJournal journal;
    private readonly BoxState state = new();

    public WriterTests() => journal = SqliteJournal.Open(folder.Path);

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }

    public static TheoryData<string> Faults => ["a card nobody printed", "a short number printed before", "one number twice", "no paper", "the decision itself"];

    [Theory, MemberData(nameof(Faults))]
    public async Task A_record_that_cannot_be_taken_in_is_never_written_and_holds_nobody_up(string fault)
    {
        using var key = LogKey.Generate();
        var broken = 0;
        var writer = new BoxWriter(journal, "box/d/main", state, new LogSigner(key, RunningBox.Origin), () => broken++, NullLogger.Instance);
        var (first, second) = (Digest.Random(), Digest.Random());

        var (before, faulty, after) = await OnOneThreadAsync(() => (
            writer.DoAsync(round => BoxDecision.AddBatch(round, EntryOf("a", first), [first])),
            writer.DoAsync(_ => BoxVerdict.Write([new BoxRecord(EntryOf("b", second)) { Cards = [second] }, Faulty(fault, first)])),
            writer.DoAsync(round => BoxDecision.AddBatch(round, EntryOf("c", second), [second]))));

        Assert.Equal(BoxResult.Done, await before);
        await Assert.ThrowsAnyAsync<Exception>(() => faulty);
        Assert.Equal(BoxResult.Done, await after);
        Assert.Equal((0, false), (broken, writer.Failed));
        Assert.Equal(["a", "c"], state.Batches.Select(batch => batch.Id));
        var replayed = new BoxState();
        await foreach (var recorded in journal.ReadAsync("box/d/main", 0, default))
            replayed.Apply(BoxRecordJson.Read(recorded));
        Assert.Equal((2, state.Tree.Root()), (replayed.Size, replayed.Tree.Root()));
    }

    /// <summary>A round is shared by all who wait, up to a number: the first of them does not wait for the last.</summary>
    [Theory]
    [InlineData(BoxWriter.MostInARound, 1)]
    [InlineData(BoxWriter.MostInARound + 1, 2)]
    public async Task Those_who_wait_share_a_commit_and_no_more_of_them_than_a_round_takes(int waiting, int commits)
    {
        using var key = LogKey.Generate();
        var held = new HeldJournal(journal);
        var writer = new BoxWriter(held, "box/d/main", state, new LogSigner(key, RunningBox.Origin), () => { }, NullLogger.Instance);
        var cards = Enumerable.Range(0, waiting).Select(_ => Digest.Random()).ToArray();

        var answers = await OnOneThreadAsync(() => cards
            .Select((card, at) => writer.DoAsync(round => BoxDecision.AddBatch(round, EntryOf($"b{at}", card), [card]))).ToArray());

        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(BoxResult.Done, answer));
        Assert.Equal((commits, waiting), (held.Commits, state.Size));
    }

    private static BoxRecord Faulty(string fault, Digest known) => fault switch
    {
        "a card nobody printed" => new BoxRecord(new VoidEntry(Digest.Random(), VoidReason.Lost)),
        "a short number printed before" => Namesake(known),
        "one number twice" => new BoxRecord(EntryOf("d", known)) { Cards = [known] },
        "no paper" => new BoxRecord(new OpenEntry(known, known, known, known)) { Frozen = new OpenBox("", "") },
        _ => throw new InvalidOperationException("The test's own."),
    };

    private static BoxRecord Namesake(Digest known)
    {
        var bytes = known.ToBytes();
        bytes[^1] ^= 1;
        var card = new Digest(bytes);
        return new BoxRecord(EntryOf("d", card)) { Cards = [card] };
    }

    private static BatchEntry EntryOf(string id, Digest card)
    {
        var manifest = Manifest.Of([card]);
        return new BatchEntry(id, "main", manifest.Root, manifest.Size, CardMaker.Offline);
    }

    /// <summary>Runs it as a grain's turn runs: what it awaits goes on one at a time, and only after it has returned.</summary>
    private static Task<T> OnOneThreadAsync<T>(Func<T> turn) => Task.Factory.StartNew(
        turn, CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
}
