using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Contracts.Running;
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

/// <summary>What is shown and practised round the voting: the presenter, the stalls, a practice run.</summary>
public sealed partial class EveryMethodTests
{
    private async Task CallPracticeAsync()
    {
        var day = new TownDay(() => silos.Grains, silos.NewDay(), rehearsal: false);
        await day.DraftAsync();
        var practice = silos.Grains.GetGrain<IPracticeGrain>(day.Id);
        TownDay.Done(await practice.BeginAsync(Anna, default));
        Assert.Equal(DayPhase.Published, (await practice.GetAsync(default)).Reached);
        Assert.False(await practice.SweepAsync(default));
        await practice.EndAsync(Anna, default);
        Assert.Equal("", (await practice.GetAsync(default)).Running);
        await silos.Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).LeaveDayAsync(day.Id, default);
    }

    private async Task CallRunningAsync()
    {
        var day = await new TownDay(() => silos.Grains, silos.NewDay()).PublishedAsync();
        var offer = await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Door, "Main door", "hall", Anna), default);
        var station = (await day.Grain.PairAsync(offer!.Code, default))!.Station;
        var running = silos.Grains.GetGrain<IRunningGrain>(day.Id);
        await running.SeeAsync(station, default);
        await running.SayQueueAsync(station, new QueueSaid(3, 2, default), default);
        var call = (await running.CallAsync(station, CallReason.Cards, default)).Call!;
        TownDay.Done(await running.ComeAsync(call.Id, Anna, default));
        Assert.Equal(Anna, (await running.GetCallAsync(station, default))!.ComingBy);
        TownDay.Done(await running.EndCallAsync(call.Id, Anna, default));
        TownDay.Done(await running.WriteIncidentAsync(new WriteIncident("14:05", "Door", "Rain came in.", "Mats"), Anna, default));
        TownDay.Done(await running.AddToIncidentAsync("1", "It stopped.", Anna, default));
        Assert.Equal("It stopped.", Assert.Single(await running.GetIncidentsAsync(default)).Additions[0].Text);
        var now = await running.GetAsync(default);
        Assert.Equal((3, call.Id), (Assert.Single(now.Contacts).Queue!.People, Assert.Single(now.Calls).Id));
    }

    private async Task CallPresentationAsync()
    {
        var presentation = silos.Grains.GetGrain<IPresentationGrain>("ayr-2026");
        TownDay.Done(await presentation.TurnAsync(PresentedDeck.Papers, 1, Anna, default));
        TownDay.Done(await presentation.AnnounceAsync(new([new("en", "Soup")], ""), Anna, default));
        TownDay.Done(await presentation.BeginTalkAsync("garden", 60, Anna, default));
        Assert.Equal(3, (await presentation.NextAsync(-1, default)).Number);
        TownDay.Done(await presentation.EndAnnouncementAsync(Anna, default));
        TownDay.Done(await presentation.EndTalkAsync(Anna, default));
        var now = await presentation.GetAsync(default);
        Assert.Equal((5, PresentedDeck.Papers, 1, null, null), (now.Number, now.Deck, now.Page, now.Announcement, now.Talk));
    }

    private async Task CallStallsAsync()
    {
        var day = new TownDay(() => silos.Grains, silos.NewDay());
        await day.DraftAsync();
        var stalls = silos.Grains.GetGrain<IStallsGrain>(day.Id);
        TownDay.Done(await stalls.KeepPhotographAsync(new KeepStallPhotograph("garden", [new("en", "A garden")], [new([.. SheetPhoto.Jpeg], 16, 8)], Anna), default));
        TownDay.Done(await stalls.DescribeAccessAsync([new("hall", [new(AccessKind.StepFree, AccessAnswer.Yes, [])])], Anna, default));
        TownDay.Done(await stalls.WriteInformationAsync(new InformationStall("library", "The library", [new("en", "Free books", "", "")], "", ""), Anna, default));
        var garden = new StallName(StallKind.Project, "garden");
        TownDay.Done(await stalls.LinkVideoAsync(new StallVideo(garden, "https://example.org/film", VideoKind.OtherSign, false, ""), Anna, default));
        TownDay.Done(await stalls.KeepStripAsync(new StallStrip(garden, [.. Enumerable.Repeat(new StripPicture("tea", [new("en", "Tea")]), 3)]), Anna, default));
        TownDay.Done(await stalls.ListFundersAsync([new("Trust", "https://trust.example.org/", [new("en", "For gardens.")])], Anna, default));
        var shown = await stalls.GetAsync(default);
        Assert.Equal("For gardens.", Assert.Single(shown.Funders).Sentence[0].Text);
        Assert.Equal((VideoKind.OtherSign, "tea"), (shown.Videos[0].Kind, shown.Strips[0].Pictures[2].Picture));
        Assert.Equal(("hall", "library"), (shown.Access[0].Venue, shown.Information[0].Id));
        Assert.Equal(SheetPhoto.Jpeg, await stalls.GetPictureAsync(shown.Photographs[0].Sizes[0].Sha256, default));
        TownDay.Done(await stalls.RemovePhotographAsync("garden", Anna, default));
        await stalls.ErasePhotographsAsync(Anna, default);
        TownDay.Done(await stalls.RemoveInformationAsync("library", Anna, default));
        TownDay.Done(await stalls.RemoveVideoAsync(garden, Anna, default));
        TownDay.Done(await stalls.RemoveStripAsync(garden, Anna, default));

        TownDay.Done(await day.StepAsync(DayPhase.Published));
        var offers = silos.Grains.GetGrain<IOffersGrain>(day.Id);
        var left = await offers.LeaveAsync(new LeaveOffer("garden", OfferKind.Help, "Isla", true), default);
        Assert.True((await offers.GetAsync(default)).Takes);
        Assert.Equal([new OpenedOffer(OfferKind.Help, "Isla")], await offers.OpenAsync("garden", Anna, default));
        Assert.Equal("garden", Assert.Single(await offers.ListOpeningsAsync(default)).Stall);
        Assert.Equal(TakeBackResult.Erased, await offers.TakeBackAsync(left.Code, default));
        Assert.False(await offers.EndAsync(default));
        await offers.EraseAsync(default);

        var needs = silos.Grains.GetGrain<INeedsGrain>(day.Id);
        Assert.Equal(LeaveNeedResult.Left, await needs.LeaveAsync("A bus", default));
        var need = Assert.Single(await needs.ListAsync(default));
        TownDay.Done(await needs.PutUpAsync(need.Id, Anna, default));
        Assert.Equal(["A bus"], await needs.GetAsync(default));
        TownDay.Done(await needs.TakeDownAsync(need.Id, Anna, default));
        TownDay.Done(await needs.RefuseWaitingAsync(Anna, default));
        Assert.False(await needs.EndAsync(default));
        await needs.EraseAsync(default);
    }
}
