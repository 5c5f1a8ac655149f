using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>The shares of the openings key, and the key's own end.</summary>
public sealed class OpeningsKeyTests
{
    private const string Digits = "40817263";

    [Fact]
    public async Task A_day_opens_once_three_people_keep_a_share_and_each_was_read_back()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: its journal is read through.
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        Assert.Equal(DayRefusal.KeysNotKept, (await day.StepAsync(DayPhase.Open)).Refusal);

        var texts = await day.MakeSharesAsync();
        Assert.Equal(3, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([TownDay.Anna, TownDay.Bela, ""], (await day.ViewAsync()).Shares!.Holders.Select(holder => holder.Organiser));
        for (var at = 0; at < 3; at++)
        {
            Assert.Equal(DayRefusal.KeysNotKept, (await day.StepAsync(DayPhase.Open)).Refusal);
            Assert.Equal(DayRefusal.WrongShare, (await day.Grain.ReadShareBackAsync(new(texts[at], "not the passphrase"), TownDay.Anna, default)).Refusal);
            TownDay.Done(await day.Grain.ReadShareBackAsync(new(texts[at], TownDay.Passphrases[at]), TownDay.Anna, default));
        }
        TownDay.Done(await day.StepAsync(DayPhase.Open));

        var open = Assert.IsType<OpenEntry>((await Journalled.ReadLogAsync(silo.Journal, $"box/{day.Id}/main")).Single(entry => entry is OpenEntry));
        Assert.Equal((await day.ViewAsync()).Shares!.Fingerprint, open.Openings.ToString());
        Assert.Equal(KeyShareProblem.None, KeyShare.Open(texts[2], TownDay.Passphrases[2], out var share));
        Assert.Equal(open.Openings, share!.Openings);
        var written = await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}");
        Assert.DoesNotContain(written, one => TownDay.Passphrases.Any(words => one.Body.Contains(words, StringComparison.Ordinal)));
        Assert.DoesNotContain(written, one => one.Body.Contains("sealed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shares_are_for_three_with_passphrases_of_their_own_of_whom_one_is_no_organiser_and_two_people_make_them()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        NewHolder[] good = [new(TownDay.Anna, TownDay.Passphrases[0]), new(TownDay.Bela, TownDay.Passphrases[1]), new("", TownDay.Passphrases[2])];

        await RefusedAsync(DayRefusal.NeedsSecondPerson, good, TownDay.Anna);
        await RefusedAsync(DayRefusal.NeedsSecondPerson, good, "");
        await RefusedAsync(DayRefusal.Invalid, good[..2]);
        await RefusedAsync(DayRefusal.Invalid, [good[0], good[1], good[2] with { Organiser = "CAROL00000000000" }]);
        await RefusedAsync(DayRefusal.Invalid, [good[0], good[1] with { Organiser = TownDay.Anna }, good[2]]);
        await RefusedAsync(DayRefusal.Invalid, [good[0], good[1], good[2] with { Passphrase = "short" }]);
        foreach (var guessed in new[] { "correct horse battery staple", "decisionday2026", "Troon budget 2026" })
            await RefusedAsync(DayRefusal.Invalid, [good[0], good[1], good[2] with { Passphrase = guessed }]);
        await RefusedAsync(DayRefusal.Invalid, [good[0], good[1], good[2] with { Passphrase = good[0].Passphrase }]);
        Assert.Null((await day.ViewAsync()).Shares);

        async Task RefusedAsync(DayRefusal refusal, NewHolder[] holders, string second = TownDay.Bela)
        {
            var made = await day.Grain.MakeSharesAsync(new MakeShares([.. holders], [], TownDay.Anna, second), default);
            Assert.Equal(refusal, made.Outcome.Refusal);
            Assert.Empty(made.Texts);
        }
    }

    [Fact]
    public async Task Shares_made_again_before_the_opening_come_with_a_new_key_and_the_old_ones_are_worth_nothing()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its keys are looked at.
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        var old = await day.KeepSharesAsync();
        var (first, file) = ((await day.ViewAsync()).Shares!, await File.ReadAllTextAsync(KeyFile(silo)));

        var now = await day.KeepSharesAsync();

        var second = (await day.ViewAsync()).Shares!;
        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.Equal((2, 0, true), (second.Set, second.MadeWhileOpen, second.AllReadBack));
        Assert.Equal(DayRefusal.WrongShare, (await day.Grain.ReadShareBackAsync(old[0], TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.WrongShare, (await day.Grain.RestoreOpeningsKeyAsync([old[0], old[1]], TownDay.Anna, default)).Outcome.Refusal);
        TownDay.Done((await day.Grain.RestoreOpeningsKeyAsync([now[0], now[1]], TownDay.Anna, default)).Outcome);

        // A making that was cut off after it was written down is finished at the next start.
        var made = await File.ReadAllTextAsync(KeyFile(silo));
        await silo.RestartAsync(() =>
        {
            File.Move(KeyFile(silo), NextKeyFile(silo));
            File.WriteAllText(KeyFile(silo), file);
        });
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        Assert.Equal(made, await File.ReadAllTextAsync(KeyFile(silo)));
        await day.VoteAsync(0, "approve garden");
    }

    [Fact]
    public async Task Once_it_is_open_two_holders_bring_their_shares_before_new_ones_are_made_and_the_key_stays()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        var old = await day.KeepSharesAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        await day.VoteAsync(0, "approve garden");
        NewHolder[] holders = [new(TownDay.Anna, TownDay.Passphrases[0]), new("", TownDay.Passphrases[1]), new("", TownDay.Passphrases[2])];

        var alone = await day.Grain.MakeSharesAsync(new MakeShares([.. holders], [old[0]], TownDay.Anna, TownDay.Bela), default);
        Assert.Equal(DayRefusal.NeedsShares, alone.Outcome.Refusal);
        var wrong = await day.Grain.MakeSharesAsync(new MakeShares([.. holders], [old[0], old[0]], TownDay.Anna, TownDay.Bela), default);
        Assert.Equal(DayRefusal.WrongShare, wrong.Outcome.Refusal);
        var now = await day.MakeSharesAsync(old[2], old[0]);

        var shares = (await day.ViewAsync()).Shares!;
        Assert.Equal((2, 1), (shares.Set, shares.MadeWhileOpen));
        TownDay.Done((await day.Grain.RestoreOpeningsKeyAsync([new(now[1], TownDay.Passphrases[1]), new(now[2], TownDay.Passphrases[2])], TownDay.Anna, default)).Outcome);
        Assert.Equal(BoxResult.WrongPhase, await day.Box.RenewOpeningsKeyAsync(default));
        await day.VoteAsync(1, "approve football");
    }

    [Fact]
    public async Task Where_the_service_has_lost_the_key_new_shares_wait_until_two_have_put_it_back()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its key is taken away.
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        var shares = await day.KeepSharesAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        await silo.RestartAsync(() => File.Delete(KeyFile(silo)));

        NewHolder[] holders = [new(TownDay.Anna, TownDay.Passphrases[0]), new("", TownDay.Passphrases[1]), new("", TownDay.Passphrases[2])];
        Task<MadeShares> MakeAsync() => day.Grain.MakeSharesAsync(new MakeShares([.. holders], [shares[0], shares[1]], TownDay.Anna, TownDay.Bela), default);
        var refused = (await MakeAsync()).Outcome;
        Assert.Equal(DayRefusal.NeedsShares, refused.Refusal);
        Assert.StartsWith("The service has lost its copy of the openings key.", refused.Detail, StringComparison.Ordinal);
        TownDay.Done((await day.Grain.RestoreOpeningsKeyAsync([shares[0], shares[1]], TownDay.Anna, default)).Outcome);
        TownDay.Done((await MakeAsync()).Outcome);
    }

    [Fact]
    public async Task Two_shares_put_a_lost_key_back_while_the_service_runs_and_the_box_goes_on()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its key is taken away.
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        var shares = await day.KeepSharesAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        await day.VoteAsync(0, "approve garden");
        await silo.RestartAsync(() => File.Delete(KeyFile(silo)));
        await Assert.ThrowsAsync<KeyUnavailableException>(() => day.Box.GetStatusAsync(default));

        Assert.Equal(DayRefusal.WrongShare, (await day.Grain.RestoreOpeningsKeyAsync([shares[0]], TownDay.Anna, default)).Outcome.Refusal);
        var mistyped = shares[1] with { Passphrase = "five calm swans at troon" };
        Assert.Equal(DayRefusal.WrongShare, (await day.Grain.RestoreOpeningsKeyAsync([shares[0], mistyped], TownDay.Anna, default)).Outcome.Refusal);
        Assert.False(File.Exists(KeyFile(silo)));
        TownDay.Done((await day.Grain.RestoreOpeningsKeyAsync([shares[2], shares[0]], TownDay.Anna, default)).Outcome);

        await day.VoteAsync(1, "approve football");
        Assert.Equal(2, (await day.Box.GetStatusAsync(default)).Ballots);
        Assert.Equal(1, (await day.ViewAsync()).KeyRestored);
        Assert.Equal(SelfCheckState.Fine, (await Check(silo, day)).State);
    }

    [Fact]
    public async Task After_the_proof_the_service_destroys_its_copy_and_everything_but_the_openings_goes_on()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its keys are looked at.
        var day = await new TownDay(silo).PublishedAsync();
        var shares = await day.KeepSharesAsync();
        TownDay.Done(await day.AddBatchAsync("a", 33));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        for (var card = 0; card < 31; card++)
            await day.VoteAsync(card, card % 2 == 0 ? "approve garden" : "approve football");
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.True(File.Exists(KeyFile(silo)));
        TownDay.Done(await day.RollAsync(Digits));
        Assert.False(File.Exists(KeyFile(silo)));

        var counted = (await day.ViewAsync()).Result;
        await silo.RestartAsync();
        Assert.Equal(31, (await day.Box.GetStatusAsync(default)).Ballots);
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        Assert.Equal(counted, (await day.ViewAsync()).Result);
        var ballots = await silo.Grains.GetGrain<ITallyGrain>(day.Id).GetBallotsAsync(default);
        Assert.Equal([("approve football", 15), ("approve garden", 16)], ballots.Select(same => (same.Ballot, same.Number)));
        Assert.Equal(31, (await silo.Grains.GetGrain<ITallyGrain>(day.Id).GetSnapshotAsync(default)).Ballots);
        var check = await Check(silo, day);
        Assert.Equal((SelfCheckState.Fine, true), (check.State, check.OpeningsDestroyed));
        // Whoever asks again after a cast that was acknowledged gets the same receipt still.
        Assert.Equal(CastStatus.AcceptedBefore, (await day.Box.CastAsync(day.Ballot(0, "approve garden"), default)).Status);

        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.RestoreOpeningsKeyAsync([.. shares], TownDay.Anna, default)).Outcome.Refusal);
        var bundles = silo.Grains.GetGrain<IBundleGrain>(day.Id);
        Assert.Equal(0, (await bundles.PrepareAsync(BundleKind.Auditor, default)).Length);
        Assert.False((await bundles.PrepareAsync(BundleKind.Auditor, default)).NeedsShares);
        TownDay.Done(await day.Grain.ReleaseOpeningsAsync(ReleasedTo.Auditor, "The auditor", TownDay.Anna, TownDay.Bela, default));
        Assert.True((await bundles.PrepareAsync(BundleKind.Auditor, default)).NeedsShares);
        Assert.Equal(DayRefusal.WrongShare, (await bundles.BringSharesAsync([shares[0]], default)).Outcome.Refusal);
        TownDay.Done((await bundles.BringSharesAsync([shares[0], shares[2]], default)).Outcome);
        Assert.True((await bundles.PrepareAsync(BundleKind.Auditor, default)).Length > 0);
        Assert.False(File.Exists(KeyFile(silo)));
    }

    [Fact]
    public async Task Without_a_mix_the_key_ends_with_the_release_which_never_comes_before_the_result()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its keys are looked at.
        var day = new TownDay(silo);
        await day.PublishedAsync();
        await day.KeepSharesAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        foreach (var next in new[] { DayPhase.Open, DayPhase.Closed, DayPhase.Counted }) TownDay.Done(await day.StepAsync(next));
        Assert.Equal(DayRefusal.WrongPhase, (await ReleaseAsync()).Refusal);
        Assert.Equal(BoxResult.WrongPhase, await day.Box.RecordReleaseAsync(ReleasedTo.Auditor, default));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        Assert.True(File.Exists(KeyFile(silo)));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await ReleaseAsync(TownDay.Anna)).Refusal);

        TownDay.Done(await ReleaseAsync());
        Assert.True((await silo.Grains.GetGrain<IBundleGrain>(day.Id).PrepareAsync(BundleKind.Auditor, default)).Length > 0);

        Assert.False(File.Exists(KeyFile(silo)));
        Assert.Contains(new ReleaseEntry(ReleasedTo.Auditor), await Journalled.ReadLogAsync(silo.Journal, $"box/{day.Id}/main"));
        await silo.RestartAsync();
        Assert.Equal(SelfCheckState.Fine, (await Check(silo, day)).State);
        Task<DayOutcome> ReleaseAsync(string second = TownDay.Bela) =>
            day.Grain.ReleaseOpeningsAsync(ReleasedTo.Auditor, "The auditor", TownDay.Anna, second, default);
    }

    [Fact]
    public async Task Without_a_mix_and_a_release_the_archive_ends_the_key_and_the_log_says_so()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its keys are looked at.
        var day = await new TownDay(silo).ReachAsync(DayPhase.Ratified);
        Assert.True(File.Exists(KeyFile(silo)));

        TownDay.Done(await day.StepAsync(DayPhase.Archived));

        Assert.False(File.Exists(KeyFile(silo)));
        Assert.Contains(new ErasureEntry(ErasedThing.OpeningsKey), await Journalled.ReadLogAsync(silo.Journal, $"box/{day.Id}/main"));
    }

    [Fact]
    public async Task A_key_that_was_destroyed_too_early_is_no_key_that_is_needed_no_more()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its key is destroyed.
        var day = await new TownDay(silo).PublishedAsync();
        var shares = await day.KeepSharesAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        await silo.RestartAsync(() => File.Move(KeyFile(silo), Path.ChangeExtension(KeyFile(silo), "destroyed")));

        var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => day.Box.GetStatusAsync(default));
        Assert.Contains("Give two shares", refused.Message, StringComparison.Ordinal);
        Assert.Equal(SelfCheckState.Wrong, (await Check(silo, day)).State);
        TownDay.Done((await day.Grain.RestoreOpeningsKeyAsync([shares[0], shares[1]], TownDay.Anna, default)).Outcome);
        await day.VoteAsync(0, "approve garden");
    }

    private static Task<SelfCheckReport> Check(TestSilo silo, TownDay day) =>
        silo.Grains.GetGrain<ISelfCheckGrain>(day.Id).CheckAsync(SelfCheckReach.WholeLog, default);

    private static string KeyFile(TestSilo silo) => Path.Combine(silo.Folder, "keys", silo.Day, "openings.key");

    private static string NextKeyFile(TestSilo silo) => Path.Combine(silo.Folder, "keys", silo.Day, "openings.next.key");
}
