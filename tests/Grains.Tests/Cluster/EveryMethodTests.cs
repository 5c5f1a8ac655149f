using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Cluster;

/// <summary>Every method of every grain, called once by a client on another machine.</summary>
[Collection(OnTwoSilos.Name)]
public sealed partial class EveryMethodTests(TwoSilos silos)
{
    private const string Anna = TownDay.Anna, Bela = TownDay.Bela;

    [Fact]
    public async Task Every_method_of_every_grain_answers_a_client_of_the_cluster()
    {
        silos.ForcedDeactivation = 0;
        await CallOrganisationAsync();
        await CallAccountsAsync();
        await CallDayAsync();
        await CallApprovalsAsync();
        await CallBoxAsync();
        await CallPresentationAsync();
        await CallRunningAsync();
        await CallPracticeAsync();
        await CallStallsAsync();

        var methods = typeof(IBallotBoxGrain).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
            .SelectMany(grain => grain.GetMethods().Select(method => $"{grain.Name}.{method.Name}"));
        Assert.Empty(methods.Except(silos.Called));
    }

    private async Task CallOrganisationAsync()
    {
        var organisation = silos.Grains.GetGrain<IOrganisationGrain>("organisation of every method");
        Assert.True(await organisation.NeedsSetUpAsync(default));
        var invitation = await organisation.InviteAsync("", default);
        var anna = (await organisation.JoinAsync(new(invitation, "Anna", "copper heron ladder"), default)).Organiser!;
        Assert.Equal([anna], await organisation.ListOrganisersAsync(default));
        Assert.Equal(ConfirmResult.NotConfirmedYourself, await organisation.ConfirmAsync(anna.Id, anna.Id, default));
        Assert.Equal(ConfirmResult.CodeShown, await organisation.ShowMachineCodeAsync(anna.Id, default));
        Assert.Equal(ConfirmResult.CodeRefused, await organisation.ConfirmByMachineAsync(anna.Id, "0", default));
        Assert.Empty(await organisation.ListApproversAsync(default));
        Assert.NotEqual("", await organisation.IssueRehearsalTokenAsync("Rehearsal", default));
        Assert.True(await organisation.EnterDayAsync("ayr-2026", anna.Id, default));
        Assert.Equal(["ayr-2026"], await organisation.ListDaysAsync(default));
    }

    private async Task CallAccountsAsync()
    {
        const string name = "organisation of every account", password = "copper heron ladder", other = "velvet anchor thistle";
        var organisation = silos.Grains.GetGrain<IOrganisationGrain>(name);
        var accounts = silos.Grains.GetGrain<IAccountsGrain>(name);
        var anna = (await organisation.JoinAsync(new(await organisation.InviteAsync("", default), "Anna", password), default)).Organiser!;
        var tried = new PasswordTry("Anna", password, []);
        var session = (await accounts.SignInAsync(new SignIn(tried, "Chrome/Android"), default)).Session!;
        Assert.Equal(new OpenSession(anna, session.Id), await accounts.CheckSessionAsync(session.Secret, default));
        Assert.Equal(OwnPasswordResult.Right, await accounts.CheckOwnPasswordAsync(anna.Id, session.Id, password, default));
        Assert.Equal(ChangePasswordResult.Changed, await accounts.ChangePasswordAsync(new ChangePassword(anna.Id, session.Id, password, other), default));
        Assert.NotNull(await accounts.BeginSessionAsync(anna.Id, "", default));
        Assert.Equal(2, (await accounts.ListSessionsAsync(anna.Id, default)).Length);
        var token = await accounts.MakeTokenAsync(new MakeToken(anna.Id, "ayr-2026", [TokenStep.Cards], TimeSpan.FromDays(1)), default);
        Assert.Equal(anna, (await accounts.CheckTokenAsync(token, default))!.Organiser);
        await accounts.RevokeTokenAsync(Assert.Single(await accounts.ListTokensAsync(default)).Id, default);
        Assert.Null(await accounts.CheckTokenAsync(token, default));
        var remove = new AccountStep(AccountStepKind.Remove, anna.Id, "somebody");
        Assert.Equal(AccountStepStatus.NotConfirmedYourself, (await accounts.AskStepAsync(remove, default)).Status);
        Assert.Equal(AccountStepStatus.NotConfirmedYourself, (await accounts.AgreeToStepAsync(remove, default)).Status);
        Assert.Equal(AccountStepStatus.NotConfirmedYourself, (await accounts.ShowStepCodeAsync(remove, default)).Status);
        Assert.Equal(AccountStepStatus.NotConfirmedYourself, (await accounts.TakeStepByMachineAsync(remove, "0", default)).Status);
        Assert.Empty(await accounts.ListAskedStepsAsync(default));
        Assert.Equal(RecoverStatus.Refused, (await accounts.RecoverAsync(new Recover("0", "0", other), default)).Status);
        Assert.Empty(await accounts.ListRecoveriesAsync(default));
        var passkey = new Passkey([1, 2, 3], anna.Id, [4, 5], 0, true, false, DateTimeOffset.UnixEpoch, "Chrome/Android");
        Assert.True(await accounts.AddPasskeyAsync(passkey, default));
        Assert.Equal(passkey.Id, (await accounts.FindPasskeyAsync([1, 2, 3], default))!.Id);
        Assert.NotNull(await accounts.SignInByPasskeyAsync(passkey, "question", "", default));
        Assert.True(await accounts.UsePasskeyAsync(passkey, session.Id, "another question", default));
        await accounts.RemovePasskeyAsync(anna.Id, [1, 2, 3], default);
        Assert.Empty(await accounts.ListPasskeysAsync(anna.Id, default));
        await accounts.EndOtherSessionsAsync(anna.Id, session.Id, default);
        await accounts.EndSessionAsync(anna.Id, session.Id, default);
        Assert.Empty(await accounts.ListSessionsAsync(anna.Id, default));
    }

    private async Task CallApprovalsAsync()
    {
        var approvals = silos.Grains.GetGrain<IApprovalsGrain>("of every method");
        var step = StepToApprove.Of(ApprovedStep.ChangePot, "main", "100");
        var asked = (await approvals.AskAsync(step, Anna))!;
        Assert.Equal(asked.Id, Assert.Single(await approvals.ListAsync()).Id);
        Assert.Equal(ApproveResult.YourOwn, await approvals.ApproveAsync(asked.Id, Anna, default));
        Assert.Equal(ApproveResult.NotApprover, await approvals.ApproveAsync(asked.Id, Bela, default));
        Assert.Equal("", await approvals.UseAsync(step, Anna, default));
        await approvals.GiveBackAsync(step, Anna);
        await approvals.DeclineAsync(asked.Id);
        Assert.Empty(await approvals.ListAsync());
    }

    private async Task CallDayAsync()
    {
        var day = new TownDay(() => silos.Grains, silos.NewDay());
        Assert.Null(await day.Grain.GetAsync(default));
        await day.DraftAsync();
        TownDay.Done(await day.Grain.ConfigureAsync(TownDay.Settings with { Place = "Library" }, Anna, default));
        Assert.Equal(["pool"], (await day.Grain.PlanProposalsAsync([new ProposalEntry("pool", TownDay.Garden)], null, Anna, default)).New);
        TownDay.Done(await day.Grain.AddProposalsAsync([new ProposalEntry("pool", TownDay.Garden)], Anna, default));
        Assert.Equal(TownDay.Garden.Ask, (await day.Proposal("pool").GetAsync(default))!.Content.Ask);
        Assert.True((await day.Proposal("pool").FreezeAsync(default))!.Frozen);
        Assert.False((await day.Proposal("pool").ThawAsync(default))!.Frozen);
        TownDay.Done(await day.Grain.RemoveProposalAsync("pool", Anna, default));
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        var cost = (await day.Proposal("garden").GetAsync(default))!.Content;
        TownDay.Done(await day.Grain.CorrectCostAsync(new CorrectCost("garden", cost.Ask + 1, cost.Minimum), Anna, Bela, default));
        TownDay.Done(await day.Grain.CorrectCostAsync(new CorrectCost("garden", cost.Ask, cost.Minimum), Anna, Bela, default));
        Assert.Equal(2, (await day.Grain.GetAsync(default))!.Corrections.Length);
        Assert.Equal(cost.Ask, (await day.Proposal("garden").CorrectAsync(cost.Ask, cost.Minimum, Anna, default))!.Content.Ask);
        var shares = await day.KeepSharesAsync();
        TownDay.Done((await day.Grain.RestoreOpeningsKeyAsync([.. shares], Anna, default)).Outcome);
        TownDay.Done(await day.AddBatchAsync("a", 34));
        Assert.NotEqual(DayRefusal.None, (await day.Grain.ActivateBatchAsync("a", Anna, default)).Refusal);
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        TownDay.Done(await day.Grain.AnnounceLogAsync("home", Anna, Bela, default));
        var elsewhere = CardSecret.Draw().Derive(day.Origin).Number;
        TownDay.Done(await day.Grain.AddBatchAsync(new AddBatch("cafe", [elsewhere.ToString()], MadeByService: false) { Log = "cafe" }, Anna, Bela, default));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        TownDay.Done(await day.Grain.BeginVotingAsync(Anna, default));
        var late = new AddBatch("late", [CardSecret.Draw().Derive(day.Origin).Number.ToString()], MadeByService: false);
        TownDay.Done(await day.Grain.AddBatchAsync(late, Anna, Bela, default));
        TownDay.Done(await day.Grain.SpoilBatchAsync("late", Anna, Bela, default));
        var print = new PrintBatch("printed", [CardSecret.Draw().Derive(day.Origin).Number.ToString()], "hash");
        TownDay.Done(await day.Grain.PrintBatchAsync(print, Anna, Bela, default));
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.TestPrintAsync("7K3M41CFXQ0Z2", default)).Outcome.Refusal);
        TownDay.Done(await day.Grain.LabelBatchAsync("printed", "Café", Anna, default));
        var more = new ChangePotTotal("main", 12_000_00, PotSource.Sponsor, PotReason.Added);
        Assert.Equal(DayRefusal.ChangeNotAllowed, (await day.Grain.ChangePotAsync(more, Anna, Bela, default)).Refusal);
        var withdrawn = new WithdrawFromPaper("garden", WithdrawReason.Withdrawn, Consent: false);
        Assert.Equal(DayRefusal.ChangeNotAllowed, (await day.Grain.WithdrawProposalAsync(withdrawn, Anna, Bela, default)).Refusal);

        var offer = await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Kiosk, "Kiosk", "hall", Anna), default);
        var station = await day.Grain.PairAsync(offer!.Code, default);
        Assert.Equal(StationRole.Kiosk, station!.Role);
        TownDay.Done(await day.Grain.RevokeStationAsync(station.Station, Anna, default));
        Assert.True(await day.Grain.ReachAddressAsync((await day.Grain.TryAddressAsync(default)).Code, secure: true, default));
        await day.Box.IssueAsync(day.ShortNumber(33), default);
        TownDay.Done(await day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(33), VoidReason.Lost), Anna, Bela, default));
        await silos.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day.Id, "cafe")).IssueAsync(ShortNumber.Of(elsewhere).Symbols, default);
        TownDay.Done(await day.Grain.VoidCardAsync(new VoidCard(ShortNumber.Of(elsewhere).Symbols, VoidReason.Lost), Anna, Bela, default));
        await CallRegisterAsync(day.Register);
        for (var card = 0; card < 31; card++)
            await day.VoteAsync(card, card % 2 == 0 ? "approve garden" : "approve football");
        await day.SurrenderAsync(31);
        var tally = silos.Grains.GetGrain<ITallyGrain>(day.Id);
        // A look is up to a quarter of a second old.
        await Eventually.HoldsAsync(async () => (await tally.GetSnapshotAsync(default)).Ballots == 31);
        var seen = await tally.NextAsync(-1, default);
        Assert.Equal(31, seen.Ballots);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));

        await CallPaperCountAsync(day);
        Assert.Equal(DayRefusal.Invalid, (await day.KeyAsync(1, "approve garden")).Refusal);
        Assert.Equal(32, (await day.Grain.GetFiguresAsync(default)).Used);
        TownDay.Done(await day.Grain.JoinLogAsync("cafe", Anna, Bela, default));
        TownDay.Done(await day.Grain.LeaveOutLogAsync(new LeaveOutLog("home", MissingReason.Refused, 0), Anna, Bela, default));
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.TellOfDoorAsync(new DoorCount("No door", 1), Anna, default)).Refusal);
        await day.Grain.CloseAccountAsync(new CloseAccount(new HandCount([new("hall", 34, 1, 0, 0)], 0), [], Anna), default);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.RollAsync("40817263"));
        TownDay.Done(await day.Grain.KeepSheetAsync([.. SheetPhoto.Png], Anna, default));
        Assert.Equal(SheetPhoto.Png, await day.Grain.GetSheetAsync(default));
        await day.Grain.KeepSignaturesAsync(
            [new(SignatureRole.Presiding, "Una"), new(SignatureRole.Observer, "Ann")], Anna, default);
        await day.Grain.GetSignaturesAsync(default);
        await day.Grain.ValidateCountAsync(Anna, Bela, default);
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.ComparePaperAsync(new ComparePaper("hall", 1, Same: true), Anna, default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        TownDay.Done(await day.Grain.ReleaseOpeningsAsync(ReleasedTo.Auditor, "For the auditor", Anna, Bela, default));
        Assert.Equal(32, (await tally.GetBallotsAsync(default)).Sum(ballots => ballots.Number));

        var check = silos.Grains.GetGrain<ISelfCheckGrain>(day.Id);
        Assert.Equal(SelfCheckState.Fine, (await check.CheckAsync(SelfCheckReach.WholeLog, default)).State);
        await check.StartAsync(SelfCheckReach.NewEntries, default);
        Assert.Equal(SelfCheckState.Fine, (await check.GetAsync(default)).State);
        var bundle = silos.Grains.GetGrain<IBundleGrain>(day.Id);
        TownDay.Done((await bundle.BringSharesAsync([.. shares[..2]], default)).Outcome);
        var info = await bundle.PrepareAsync(BundleKind.Public, default);
        Assert.Equal(info.Length, (await bundle.ReadAsync(BundleKind.Public, info.Sha256, 0, default)).Length);
        Assert.Equal(1, await day.Register.EraseAsync(default));
    }

    private static async Task CallRegisterAsync(IRegisterGrain register)
    {
        await register.SetUpAsync("Europe/London", default);
        Assert.Equal(1, (await register.AddAsync([new NewLine("1", "Mary Smith", "", "")], default)).Added);
        Assert.Equal("Mary Smith", Assert.Single(await register.FindAsync("smith", default)).Name);
        Assert.Equal(CheckInStatus.CheckedIn, (await register.CheckInAsync("1", "Main door", default)).Status);
        Assert.Equal(CheckInStatus.Unknown, (await register.CheckInPassAsync("nobody's pass", "Main door", default)).Status);
        await register.NoteArrivalAsync("Main door", default);
        await register.TakeBackArrivalAsync("Main door", default);
        Assert.Equal(1, (await register.GetTotalsAsync(default)).CheckedIn);
        await CallDoorsAsync(register);
    }

    private static async Task CallDoorsAsync(IRegisterGrain register)
    {
        Assert.Equal("Main door", (await register.GetAsync("1", default))!.Door);
        Assert.Equal(AddAtDoorStatus.MayBeSame, (await register.AddAtDoorAsync(new AddAtDoor("Mary Smyth", "", [], "Main door"), default)).Status);
        var (anna, bela) = (await register.MakeDoorCodesAsync("anna", default), await register.MakeDoorCodesAsync("bela", default));
        var step = DoorStep.Of(DoorStepKind.UndoPerson, "1", "Main door");
        Assert.Equal(DoorCodesStatus.Read, (await register.SpendDoorCodesAsync(anna[0], bela[0], step, default)).Status);
        Assert.Equal(new DoorCodeUse("Main door", DoorStepKind.UndoPerson, 1), Assert.Single((await register.GetDoorCodesAsync("anna", default)).Uses));
        Assert.Equal(UndoStatus.Undone, (await register.UndoAsync("1", "Main door", default)).Status);
        Assert.Equal("1", Assert.Single((await register.GetPartAsync("Main door", ["Main door"], "", null, default)).Lines).Line);
        await register.LeaveAsync("Main door", default);
        Assert.Equal(SettledStatus.Settled, Assert.Single(await register.SettleMarksAsync("Main door", [new AloneMark("mark", "1")], false, default)).Status);
        Assert.True(await register.SettleArrivalsAsync(new AloneCards("station", "Main door", "first", 1, 1), false, default));
        await register.TakeBackOnceAsync("Main door", "undone", default);
        Assert.Equal(32, (await register.GetDoorKeyAsync("station", default)).Length);
    }

    private async Task CallPaperCountAsync(TownDay day)
    {
        var papers = silos.Grains.GetGrain<IPaperCountGrain>(day.Id);
        var (open, slip) = (new OpenPaperBatch("hall", 2, Anna), SlipReading.Of("approve garden"));
        TownDay.Done(await papers.OpenAsync(open, default));
        TownDay.Done(await papers.RecountAsync(open with { Pile = 1 }, default));
        TownDay.Done((await papers.KeyAsync(new KeySlip("hall", 1, slip, Anna), default)).Outcome);
        Assert.Equal(SlipState.Agreed, (await papers.KeyAsync(new KeySlip("hall", 1, slip, Bela), default)).State);
        Assert.Equal(DayRefusal.Unknown, (await papers.SettleAsync(new SettleSlip("hall", 1, slip, ByPhotograph: true, "C"), default)).Outcome.Refusal);
        Assert.Equal(DayRefusal.Unknown, (await papers.KeepPhotographAsync(new KeepSlipPhotograph("hall", 1, [0xFF, 0xD8, 0xFF], Anna), default)).Refusal);
        Assert.Empty(await papers.GetPhotographAsync("hall", 1, "C", isOrganiser: true, default));
        TownDay.Done(await papers.FinishAsync("hall", 1, Anna, "", default));
        Assert.True(Assert.Single(await papers.ListAsync(Anna, default)).Finished);
        // What the paper grain alone calls, straight.
        var figures = (await day.ViewAsync()).PaperBatches[0].Figures!;
        TownDay.Done(await day.Grain.OpenPaperBatchAsync(new OpenPaperBatch("cafe", 0, Anna), default));
        TownDay.Done(await day.Grain.CountPaperBatchAsync(new CountPaperBatch("cafe", [], figures with { Pile = 0 }), Anna, Bela, default));
        TownDay.Done(await day.Grain.HandleBoxAsync(new HandleBox("Box 1", BoxStep.Sealed, "0012345", "Hall", "Ann", "Joe"), Anna, default));
        Assert.Equal([new BoxNames("Ann", "Joe")], await day.Grain.GetBoxNamesAsync(default));
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.KeepBesideAsync(new BesideElection(BesideKind.Rehearsal, "", "The hall", "", [], []), Anna, default)).Refusal);
        TownDay.Done(await day.Grain.DropBesideAsync(BesideKind.Rehearsal, Anna, default));
    }

    // What the day alone calls, or a door's and a phone's service, straight.
    private async Task CallBoxAsync()
    {
        var day = new TownDay(() => silos.Grains, silos.NewDay());
        var box = day.Box;
        await day.PublishedAsync();
        var cards = Enumerable.Range(0, 3).Select(_ => CardSecret.Draw().Derive(day.Origin)).ToList();
        Assert.Equal(BoxResult.AlreadyDone, await box.SetUpAsync(new SetUpBox(day.Origin, Rehearsal: true), default));
        var batch = new AddBatch("b", [.. cards.Select(card => card.Number.ToString())], MadeByService: true);
        Assert.Equal(BoxResult.Done, await box.AddBatchAsync(batch, default));
        Assert.Equal(BoxResult.Done, await box.ActivateAsync("b", default));
        Assert.Equal(BoxResult.Done, await box.RenewOpeningsKeyAsync(default));
        var cafe = silos.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day.Id, "cafe"));
        Assert.Equal(BoxResult.Done, await cafe.SetUpAsync(new SetUpBox(LogNames.Origin(day.Origin, "cafe"), Rehearsal: true), default));
        Assert.Equal(BoxResult.Done, await box.AnnounceLogAsync("cafe", (await cafe.GetStatusAsync(default)).LogKey, default));
        var elsewhere = CardSecret.Draw().Derive(day.Origin).Number.ToString();
        var allotted = new AddBatch("cafe", [elsewhere], MadeByService: false) { Log = "cafe" };
        Assert.Equal(BoxResult.Done, await box.AddBatchAsync(allotted, default));
        Assert.Equal(BoxResult.Done, await cafe.AllotAsync(allotted, default));
        Assert.Equal("cafe", await box.FindLogAsync(elsewhere, default));
        Assert.Equal(BoxResult.AlreadyDone, await box.NameWitnessesAsync([], default));
        Assert.Equal(BoxResult.Done, await box.MeetWitnessesAsync([], default));
        var view = await day.ViewAsync();
        Assert.Equal(BoxResult.Done, await box.OpenAsync(new OpenBox(view.Rules, view.Paper), default));
        Assert.Equal(new OpenBox(view.Rules, view.Paper), await box.GetFrozenAsync(default));
        Assert.Equal(BoxResult.BatchInUse, await box.SpoilAsync("b", default));
        var frozen = new OpenBox(view.Rules, view.Paper);
        var change = new ChangePot("main", 1, PotSource.Other, PotReason.Corrected, frozen);
        Assert.Equal(ChangeRefusal.NeverAllowed, (await box.ChangePotAsync(change, default)).Refusal);
        var withdrawal = new WithdrawProposal("garden", WithdrawReason.Merged, frozen);
        Assert.Equal(ChangeRefusal.NeverAllowed, (await box.WithdrawAsync(withdrawal, default)).Refusal);
        Assert.Equal(32, (await box.GetStepSeedAsync(default)).Length);
        Assert.Equal(IssueResult.Unknown, await box.IssueAsync("0000-0000-00000", default));
        Assert.Empty(await box.GetPileAsync("station", default));
        Assert.Equal(0, await box.CountPileAsync("station", default));
        Assert.Equal(IssueResult.NotForExchange, await box.ReplaceAsync(ShortNumber.Of(cards[0].Number).ToString(), default));

        var cast = await box.CastAsync(Ballot(cards[0], 1), default);
        Assert.Equal(CastStatus.Accepted, cast.Status);
        Assert.True(Receipt.TryParse(cast.Receipt, out var receipt));
        await box.ProveInclusionAsync(receipt!.LeafHash.ToString(), default);
        Assert.NotEmpty(await box.ReadEntryAsync(receipt.LeafHash.ToString(), default));
        Assert.Equal(2, (await box.GetCardAsync(cards[0].Number.ToString(), default)).NextVersion);
        var challenge = new ChallengeCard(
            cards[0].Number.ToString(), 2, cards[0].Proof(2).ToString(), Drawn.ToString());
        Assert.Equal("approve garden", (await box.ChallengeAsync(challenge, default)).Ballot);
        var exchange = new ExchangeCard(cards[0].Number.ToString(), cards[0].Inside.ToString());
        Assert.Equal(ExchangeResult.NotToExchange, await box.ExchangeAsync(exchange, default));
        var surrender = new SurrenderCard(
            cards[1].Number.ToString(), 1, cards[1].Proof(1).ToString(), Digest.Random().ToString());
        Assert.Equal(CastStatus.Accepted, (await box.SurrenderAsync(surrender, default)).Status);
        var found = new VoidCard(ShortNumber.Of(cards[2].Number).ToString(), VoidReason.Found);
        Assert.Equal(BoxResult.Done, await box.VoidAsync(found, default));
        Assert.Equal(BoxResult.Done, await box.PauseAsync(default));
        Assert.Equal(BoxResult.Done, await box.ResumeAsync(default));
        Assert.Equal(BoxResult.Done, await box.RecordCountAsync(null, default));
        var paired = new RecordStation("door-1", StationRole.Door, Paired: true);
        Assert.Equal(BoxResult.Done, await box.RecordStationAsync(paired, default));
        Assert.Equal(BoxResult.Done, await box.RecordPagesAsync("new pages\n", default));
        Assert.Equal(BoxResult.Done, await box.EndCastingAsync(default));
        Assert.Equal(BoxResult.WrongPhase, await box.RecordLateCountAsync(1, default));
        Assert.Equal(BoxResult.Done, await box.CloseAsync(null, default));
        Assert.Equal(BoxResult.WrongPhase, await box.JoinLogAsync("cafe", default));
        Assert.Equal(BoxResult.Done, await box.LeaveOutLogAsync(new LeaveOutLog("cafe", MissingReason.Lost, 0), default));
        Assert.Equal(BoxResult.Done, await box.EnterPaperBallotAsync(new EnterPaperBallot("hall", 1, "approve garden"), default));
        Assert.Equal(new CountedChange("", "approve garden"), (await box.ReadCountedAsync((await box.ReadCountedAsync(0, default)).NextIndex, default)).Changes[^1]);
        Assert.Equal([1], (await box.GetHeldPapersAsync("hall", default))!.Numbers);
        Assert.Equal([new PaperBatchWays("hall", 1, 0)], (await box.GetWaysAsync(default)).Papers);
        var facts = new BallotFacts("Troon", "", "pb.south.example", "troon", "2026-05-30", "2026-05-30");
        Assert.Equal(BoxResult.TooFewBallots, (await box.CountAsync(facts, default)).Result);
        Assert.Equal(BoxResult.WrongPhase, await box.RecordDiceAsync("40817263", default));
        Assert.Equal(BoxResult.WrongPhase, await box.RecordDisputesAsync(1, default));
        Assert.Equal(BoxResult.Done, await box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Done, await box.RecordErasureAsync(ErasedThing.Register, default));
        Assert.Equal(BoxResult.Done, await box.RecordReleaseAsync(ReleasedTo.Dispute, default));
        await box.EndOpeningsAsync();
        Assert.Empty(await box.GetPublishedAsync(default));
        Assert.True(Checkpoint.TryOpen(await box.GetCheckpointAsync(default), await KeyAsync(box), out var checkpoint));
        Assert.NotEmpty(await box.ReadTileAsync($"tile/entries/000.p/{checkpoint!.Size}", default));
    }

    private static readonly Digest Drawn = Digest.Random();

    private static CastBallot Ballot(DerivedCard card, int version) => new(
        card.Number.ToString(), version, card.Proof(version).ToString(), "approve garden", Attempt.Of(Drawn.ToBytes()).ToString());

    private static async Task<LogPublicKey> KeyAsync(IBallotBoxGrain box)
    {
        Assert.True(LogPublicKey.TryParseVerifierKey((await box.GetStatusAsync(default)).LogKey, out _, out var key));
        return key!;
    }
}
