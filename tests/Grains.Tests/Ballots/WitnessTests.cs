using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Checkpoints are sent to those outside, and their lines are kept; nobody in the hall waits for them.</summary>
public sealed class WitnessTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Each_checkpoint_is_countersigned_and_the_lines_are_published()
    {
        await using var witness = new FakeWitness();
        var running = await OpenAsync(shared.Begin(forcedDeactivation: 0), witness);
        await CountersignedAsync(running, witness);
        await running.CastAsync(card: 0);
        running.Silo.Time.Advance(TimeSpan.FromSeconds(60));
        await CountersignedAsync(running, witness, size: 4);
        await running.Box.EndAndCloseAsync();
        await CountersignedAsync(running, witness, size: 7);

        var notes = new LoggedNotes(running.Silo.Journal, BoxKey.Main(running.Silo.Day));
        await notes.ReadAsync(default);
        Assert.True(notes.Countersignatures >= 3);
        Assert.True(witness.Signed(notes.Checkpoints[^1]) && witness.Signed(notes.Checkpoints[0]));
        Assert.All(notes.Checkpoints, note => Assert.True(note.IsSignedBy(running.LogOrigin, LogKeyOf(notes))));
    }

    [Fact]
    public async Task A_witness_that_signed_before_names_its_size_and_is_asked_from_there()
    {
        await using var witness = new FakeWitness();
        var running = await OpenAsync(shared.Begin(forcedDeactivation: 0), witness);
        await CountersignedAsync(running, witness);
        // Its answer was lost: it is ahead of what is stored here.
        witness.Instead = asked =>
        {
            if (asked.Old == 3) witness.Last = asked.Checkpoint;
            return asked.Old == 3 ? (500, "text/plain", "") : null;
        };
        await running.CastAsync(card: 0);
        running.Silo.Time.Advance(TimeSpan.FromSeconds(60));
        await TroubledAsync(running, WitnessTrouble.Refused);
        witness.Instead = _ => null;
        await running.CastAsync(card: 1);
        running.Silo.Time.Advance(TimeSpan.FromSeconds(60));
        await CountersignedAsync(running, witness, size: 5);
        Assert.Contains(witness.Asked, asked => asked.Old == 4 && asked.Checkpoint.Size == 5);
    }

    [Theory]
    [InlineData(200, "text/plain", "— witness.example/anna AAAAAAAA\n", WitnessTrouble.WrongLine)]
    [InlineData(200, "text/plain", "", WitnessTrouble.WrongLine)]
    [InlineData(200, "text/plain", "long", WitnessTrouble.NotReached)]
    [InlineData(302, "http://127.0.0.1:1/", "", WitnessTrouble.Refused)]
    [InlineData(403, "text/plain", "", WitnessTrouble.Refused)]
    [InlineData(409, "text/x.tlog.size", "99\n", WitnessTrouble.Refused)]
    [InlineData(409, "text/x.tlog.size", "99999999999999999999\n", WitnessTrouble.Refused)]
    [InlineData(409, "text/html", "2\n", WitnessTrouble.Refused)]
    [InlineData(422, "text/plain", "", WitnessTrouble.Refused)]
    public async Task What_is_no_signature_is_told_and_holds_up_nothing(int status, string header, string body, WitnessTrouble trouble)
    {
        await using var witness = new FakeWitness { Instead = _ => (status, header, body == "long" ? new string('x', 5_000) : body) };
        var running = await OpenAsync(shared.Begin(forcedDeactivation: 0), witness);
        await TroubledAsync(running, trouble);
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0)).Status);
        Assert.Equal(BoxResult.Done, await running.Box.EndAndCloseAsync());
        var standing = Assert.Single((await running.Box.GetStatusAsync(default)).Witnesses);
        Assert.Equal((0, null), (standing.Size, standing.At));
    }

    [Fact]
    public async Task A_line_of_another_text_is_not_taken()
    {
        await using var witness = new FakeWitness();
        witness.Instead = asked => (200, "text/plain", witness.Line(asked.Note.Text.Replace("\n3\n", "\n4\n", StringComparison.Ordinal)));
        var running = await OpenAsync(shared.Begin(forcedDeactivation: 0), witness);
        await TroubledAsync(running, WitnessTrouble.WrongLine);
    }

    [Fact]
    public async Task A_witness_that_is_away_is_tried_ten_times_and_again_with_the_next_checkpoint()
    {
        await using var witness = new FakeWitness { Instead = _ => (503, "text/plain", "") };
        var running = await OpenAsync(shared.Begin(forcedDeactivation: 0), witness);
        for (var tries = 1; tries <= 10; tries++)
        {
            var number = tries;
            await Eventually.HoldsAsync(() => { if (witness.Asked.Count < number) running.Silo.Time.Advance(TimeSpan.FromSeconds(5)); return Task.FromResult(witness.Asked.Count >= number); });
        }
        await Eventually.HoldsAsync(() => Task.FromResult(running.Silo.Said.Any(said => said.Contains("asked in vain", StringComparison.Ordinal))));
        for (var minutes = 0; minutes < 5; minutes++) running.Silo.Time.Advance(TimeSpan.FromMinutes(1));
        await running.Box.GetStatusAsync(default);
        Assert.Equal(10, witness.Asked.Count);

        witness.Instead = _ => null;
        await running.Box.EndAndCloseAsync();
        await CountersignedAsync(running, witness, size: 6);
    }

    [Fact]
    public async Task Who_countersigns_is_said_once_and_before_the_opening()
    {
        await using var witness = new FakeWitness();
        await using var other = new FakeWitness();
        var running = await RunningBox.SetUpAsync(shared.Begin());
        var box = running.Box;
        Assert.Equal(BoxResult.Invalid, await box.NameWitnessesAsync([witness.Named with { Address = "ftp://hall" }], default));
        Assert.Equal(BoxResult.Invalid, await box.NameWitnessesAsync([witness.Named with { Address = "http://me:secret@hall" }], default));
        Assert.Equal(BoxResult.Invalid, await box.NameWitnessesAsync([witness.Named with { Key = "anna" }], default));
        Assert.Equal(BoxResult.Invalid, await box.NameWitnessesAsync([witness.Named, witness.Named], default));
        Assert.Equal(BoxResult.Done, await box.NameWitnessesAsync([witness.Named], default));
        Assert.Equal(BoxResult.Done, await box.NameWitnessesAsync([witness.Named, other.Named], default));
        await box.ActivateAsync("a", default);
        Assert.Equal(BoxResult.Done, await box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default));
        Assert.Equal(BoxResult.AlreadyDone, await box.NameWitnessesAsync([witness.Named, other.Named], default));
        Assert.Equal(BoxResult.WrongPhase, await box.NameWitnessesAsync([other.Named], default));
    }

    [Fact]
    public async Task A_service_that_starts_again_knows_what_was_countersigned_and_goes_on()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        await using var witness = new FakeWitness();
        var running = await OpenAsync(silo, witness);
        await CountersignedAsync(running, witness);
        await silo.RestartAsync();
        Assert.Equal(3, Assert.Single((await running.Box.GetStatusAsync(default)).Witnesses).Size);
        await running.Box.EndAndCloseAsync();
        await CountersignedAsync(running, witness, size: 6);
    }

    private static async Task<RunningBox> OpenAsync(TestSilo silo, FakeWitness witness)
    {
        var running = await RunningBox.SetUpAsync(silo);
        Assert.Equal(BoxResult.Done, await running.Box.NameWitnessesAsync([witness.Named], default));
        await running.Box.ActivateAsync("a", default);
        Assert.Equal(BoxResult.Done, await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default));
        return running;
    }

    private static async Task CountersignedAsync(RunningBox running, FakeWitness witness, long size = 3)
    {
        await Eventually.HoldsAsync(async () => (await running.Box.GetStatusAsync(default)).Witnesses.Single().Size == size);
        var standing = (await running.Box.GetStatusAsync(default)).Witnesses.Single();
        Assert.Equal((witness.Named.Name, witness.Named.Key, WitnessTrouble.None), (standing.Name, standing.Key, standing.Trouble));
        Assert.NotNull(standing.At);
    }

    private static Task TroubledAsync(RunningBox running, WitnessTrouble trouble) =>
        Eventually.HoldsAsync(async () => (await running.Box.GetStatusAsync(default)).Witnesses.Single().Trouble == trouble);

    private static LogPublicKey LogKeyOf(LogMetadata notes) =>
        LogPublicKey.TryParseVerifierKey(notes.VerifierKey, out _, out var key) ? key : throw new InvalidOperationException();
}
