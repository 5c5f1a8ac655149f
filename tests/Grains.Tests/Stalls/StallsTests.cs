using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Stalls;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Stalls;

/// <summary>What a marketplace shows beside the paper.</summary>
public sealed class StallsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna;
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<LocalText> Said = [new("en", "Four people plant trees")];

    private static readonly ImmutableArray<byte> Jpeg = [.. SheetPhoto.Jpeg];
    private static readonly ImmutableArray<byte> Other = [.. SheetPhoto.Jpeg, 1];

    [Fact]
    public async Task A_photograph_takes_the_place_of_the_one_before_and_what_is_not_shown_is_erased()
    {
        var (silo, stalls) = await DraftAsync();
        TownDay.Done(await stalls.KeepPhotographAsync(Photograph(Jpeg), default));
        var first = (await stalls.GetAsync(default)).PhotographOf("garden")!.Sizes[0].Sha256;
        Assert.Equal(Jpeg, await stalls.GetPictureAsync(first, default));

        TownDay.Done(await stalls.KeepPhotographAsync(Photograph(Other), default));
        var second = (await stalls.GetAsync(default)).PhotographOf("garden")!.Sizes[0].Sha256;
        Assert.NotEqual(first, second);
        Assert.Empty(await stalls.GetPictureAsync(first, default));
        Assert.Equal(second, Assert.Single(await silo.Files.ListAsync($"{silo.Day}#stalls", default)).Name);

        // The description alone changes where no picture comes with it.
        TownDay.Done(await stalls.KeepPhotographAsync(Photograph() with { Description = [new("en", "Five people"), new("gd", "Còignear")] }, default));
        var kept = (await stalls.GetAsync(default)).PhotographOf("garden")!;
        Assert.Equal((second, "Còignear"), (kept.Sizes[0].Sha256, kept.Description[1].Text));
    }

    [Fact]
    public async Task One_picture_of_two_stalls_stays_until_neither_shows_it()
    {
        var (silo, stalls) = await DraftAsync();
        TownDay.Done(await stalls.KeepPhotographAsync(Photograph(Jpeg), default));
        TownDay.Done(await stalls.KeepPhotographAsync(Photograph(Jpeg) with { Proposal = "football" }, default));
        TownDay.Done(await stalls.RemovePhotographAsync("garden", Anna, default));
        var kept = Assert.Single((await stalls.GetAsync(default)).Photographs);
        Assert.Equal(Jpeg, await stalls.GetPictureAsync(kept.Sizes[0].Sha256, default));
        TownDay.Done(await stalls.RemovePhotographAsync("football", Anna, default));
        TownDay.Done(await stalls.RemovePhotographAsync("football", Anna, default));
        Assert.Empty(await silo.Files.ListAsync($"{silo.Day}#stalls", default));
    }

    [Theory]
    [InlineData("no such project", "such project")]
    [InlineData("no description", "Describe the photograph")]
    [InlineData("blank description", "Describe the photograph")]
    [InlineData("long description", "shorten it to 250")]
    [InlineData("turned description", "turns the direction")]
    [InlineData("same language twice", "there twice")]
    [InlineData("png", "is a JPEG")]
    [InlineData("nothing", "is a JPEG")]
    [InlineData("large", "at most 1024 KB")]
    [InlineData("wide", "at most 1600 pixels")]
    [InlineData("wide first", "from narrow to wide")]
    [InlineData("four sizes", "at most 3 sizes")]
    [InlineData("nobody", "which organiser")]
    public async Task What_is_refused_leaves_the_photograph_from_before(string what, string sentence)
    {
        var (silo, stalls) = await DraftAsync();
        TownDay.Done(await stalls.KeepPhotographAsync(Photograph(Jpeg), default));
        var good = Photograph(Other);
        var refused = await stalls.KeepPhotographAsync(what switch
        {
            "no such project" => good with { Proposal = "pool" },
            "no description" => good with { Description = default },
            "blank description" => good with { Description = [new("en", "  ")] },
            "long description" => good with { Description = [new("en", new string('x', 251))] },
            "turned description" => good with { Description = [new("en", "x\u202e")] },
            "same language twice" => good with { Description = [.. Said, .. Said] },
            "png" => Photograph([.. SheetPhoto.Png]),
            "nothing" => Photograph(ImmutableArray<byte>.Empty),
            "large" => Photograph([.. SheetPhoto.Jpeg, .. new byte[SizedPicture.MostBytes]]),
            "wide" => good with { Sizes = [new(Other, 1601, 800)] },
            "wide first" => good with { Sizes = [new(Other, 900, 800), new(Jpeg, 480, 400)] },
            "four sizes" => good with { Sizes = [new(Other, 1, 8), new(Other, 2, 8), new(Other, 3, 8), new(Other, 4, 8)] },
            _ => good with { By = "" },
        }, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        var kept = Assert.Single((await stalls.GetAsync(default)).Photographs);
        Assert.Equal(Jpeg, await stalls.GetPictureAsync(kept.Sizes[0].Sha256, default));
        Assert.Single(await silo.Files.ListAsync($"{silo.Day}#stalls", default));
    }

    [Fact]
    public async Task Without_a_photograph_there_is_nothing_to_describe_and_without_a_day_nothing_to_show()
    {
        var (_, stalls) = await DraftAsync();
        Assert.Contains("Choose a photograph", (await stalls.KeepPhotographAsync(Photograph(), default)).Detail, StringComparison.Ordinal);
        var nowhere = shared.Begin();
        Assert.Equal(DayRefusal.NoSuchDay, (await Of(nowhere).KeepPhotographAsync(Photograph(Jpeg), default)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await Of(nowhere).DescribeAccessAsync([], Anna, default)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await Of(nowhere).WriteInformationAsync(Library, Anna, default)).Refusal);
        Assert.Equal((0, 0, 0), Counts(await Of(nowhere).GetAsync(default)));
    }

    [Fact]
    public async Task What_is_not_said_of_a_venue_stands_nowhere()
    {
        var (_, stalls) = await DraftAsync();
        TownDay.Done(await stalls.DescribeAccessAsync(
            [new("hall", [
                new(AccessKind.StepFree, AccessAnswer.Yes, default), new(AccessKind.Childcare, AccessAnswer.Told, [new("en", "  ")]),
                new(AccessKind.SignLanguage, AccessAnswer.Told, [new("en", "10:00 to 12:00")]), new(AccessKind.Toilets, AccessAnswer.No, [])])],
            Anna, default));
        var hall = Assert.Single((await stalls.GetAsync(default)).Access);
        Assert.Equal([AccessKind.StepFree, AccessKind.SignLanguage, AccessKind.Toilets], hall.Facts.Select(fact => fact.Kind));
        TownDay.Done(await stalls.DescribeAccessAsync([new("hall", [new(AccessKind.Ride, AccessAnswer.Told, [])])], Anna, default));
        Assert.Empty((await stalls.GetAsync(default)).Access);
    }

    [Fact]
    public async Task Venues_that_there_are_not_and_notes_that_are_too_long_are_refused()
    {
        var (_, stalls) = await DraftAsync();
        var fact = new AccessFact(AccessKind.StepFree, AccessAnswer.Yes, []);
        foreach (var (venues, sentence) in new (ImmutableArray<VenueAccess>, string)[]
        {
            ([new("cafe", [fact])], "no such venue"),
            ([new("hall", [fact]), new("hall", [fact])], "there twice"),
            ([new("hall", [fact, fact])], "there twice"),
            ([new("hall", [fact with { Notes = [new("en", new string('x', 201))] }])], "shorten it to 200"),
            ([new("hall", [fact with { Notes = [new("not a tag", "x")] }])], "not a language tag"),
        })
        {
            var refused = await stalls.DescribeAccessAsync(venues, Anna, default);
            Assert.Equal(DayRefusal.Invalid, refused.Refusal);
            Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        }
        Assert.Empty((await stalls.GetAsync(default)).Access);
    }

    [Fact]
    public async Task A_stall_that_asks_for_no_money_comes_changes_in_its_place_and_goes_while_people_vote_and_the_log_knows_nothing_of_it()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.OpenAsync();
        var (before, paper) = (await day.Box.GetStatusAsync(default), (await day.Grain.GetAsync(default))!);
        var stalls = Of(silo);
        TownDay.Done(await stalls.WriteInformationAsync(Library, Anna, default));
        TownDay.Done(await stalls.WriteInformationAsync(Library with { Id = "carers", Group = "Carers' Centre" }, Anna, default));
        TownDay.Done(await stalls.WriteInformationAsync(Library with { Stall = "13" }, Anna, default));
        Assert.Equal([("library", "13"), ("carers", "12")], (await stalls.GetAsync(default)).Information.Select(stall => (stall.Id, stall.Stall)));
        var after = (await day.Grain.GetAsync(default))!;
        Assert.Equal((paper.Paper, paper.PaperHash, paper.RulesHash), (after.Paper, after.PaperHash, after.RulesHash));
        Assert.Equal(before.LogSize, (await day.Box.GetStatusAsync(default)).LogSize);
        Assert.DoesNotContain("library", after.Paper, StringComparison.Ordinal);
        // A ballot that names it is invalid, as one that names nothing there is.
        await day.Box.IssueAsync(day.ShortNumber(0), default);
        Assert.Equal(CastStatus.InvalidBallot, (await day.Box.CastAsync(day.Ballot(0, "approve library"), default)).Status);
        TownDay.Done(await stalls.RemoveInformationAsync("library", Anna, default));
        TownDay.Done(await stalls.RemoveInformationAsync("library", Anna, default));
        Assert.Equal(["carers"], (await stalls.GetAsync(default)).Information.Select(stall => stall.Id));
    }

    [Fact]
    public async Task Its_words_are_held_to_what_a_proposals_are()
    {
        var (_, stalls) = await DraftAsync();
        foreach (var (stall, sentence) in new[]
        {
            (Library with { Id = "The library" }, "small letters"), (Library with { Id = "" }, "small letters"),
            (Library with { Group = " " }, "name is missing"), (Library with { Texts = [] }, "at least one language"),
            (Library with { Texts = [new("en", "", "", "")] }, "title in 'en' is missing"), (Library with { Picture = "../x" }, "not one of the service's set"),
            (Library with { Stall = new string('1', 61) }, "shorten it to 60"),
        })
        {
            var refused = await stalls.WriteInformationAsync(stall, Anna, default);
            Assert.Equal(DayRefusal.Invalid, refused.Refusal);
            Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        }
        for (var at = 0; at < IStallsGrain.MostInformation; at++)
            TownDay.Done(await stalls.WriteInformationAsync(Library with { Id = $"stall-{at}" }, Anna, default));
        Assert.Contains("at most 60", (await stalls.WriteInformationAsync(Library, Anna, default)).Detail, StringComparison.Ordinal);
        TownDay.Done(await stalls.WriteInformationAsync(Library with { Id = "stall-0", Stall = "" }, Anna, default));
    }

    [Fact]
    public async Task All_of_it_is_there_again_after_a_restart()
    {
        await using var silo = await TestSilo.StartAsync();
        await new TownDay(silo).DraftAsync();
        TownDay.Done(await Of(silo).KeepPhotographAsync(Photograph(Jpeg), default));
        TownDay.Done(await Of(silo).DescribeAccessAsync([new("hall", [new(AccessKind.StepFree, AccessAnswer.Yes, [])])], Anna, default));
        TownDay.Done(await Of(silo).WriteInformationAsync(Library, Anna, default));
        await silo.RestartAsync();
        var after = await Of(silo).GetAsync(default);
        Assert.Equal((1, 1, 1), Counts(after));
        Assert.Equal(Jpeg, await Of(silo).GetPictureAsync(after.Photographs[0].Sizes[0].Sha256, default));
    }

    [Fact]
    public async Task Archiving_erases_the_photographs_and_an_archived_day_takes_none()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = new TownDay(silo);
        await day.DraftAsync();
        TownDay.Done(await Of(silo).KeepPhotographAsync(Photograph(Jpeg), default));
        TownDay.Done(await Of(silo).KeepPhotographAsync(Photograph(Other) with { Proposal = "football" }, default));
        var shown = (await Of(silo).GetAsync(default)).Photographs.Select(photograph => photograph.Sizes[0].Sha256).ToArray();
        await day.ReachAsync(DayPhase.Ratified);
        Assert.Equal(2, (await Of(silo).GetAsync(default)).Photographs.Length);

        TownDay.Done(await day.StepAsync(DayPhase.Archived));

        Assert.Empty((await Of(silo).GetAsync(default)).Photographs);
        Assert.Empty(await silo.Files.ListAsync($"{silo.Day}#stalls", default));
        foreach (var picture in shown) Assert.Empty(await Of(silo).GetPictureAsync(picture, default));
        Assert.Contains("in the archive", (await Of(silo).KeepPhotographAsync(Photograph(Jpeg), default)).Detail, StringComparison.Ordinal);
        await Of(silo).ErasePhotographsAsync(Anna, default);
    }

    [Fact]
    public void Its_events_keep_their_names_and_their_json()
    {
        EventJson.IsFrozen(StallsEventNames.All, new PhotographKept("garden", Said, [new("ab", 16, 8)], "A", At), "photograph-kept",
            """{"proposal":"garden","description":[{"language":"en","text":"Four people plant trees"}],"sizes":[{"sha256":"ab","width":16,"height":8}],"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new PhotographRemoved("garden", "A", At), "photograph-removed", """{"proposal":"garden","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new AccessDescribed([new("hall", [new(AccessKind.QuietRoom, AccessAnswer.Ask, Said)])], "A", At), "access-described",
            """{"venues":[{"venue":"hall","facts":[{"kind":"QuietRoom","answer":"Ask","notes":[{"language":"en","text":"Four people plant trees"}]}]}],"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new InformationWritten(Library, "A", At), "information-written",
            """{"stall":{"id":"library","group":"The library","texts":[{"language":"en","title":"Free books","summary":"Come in.","easyRead":""}],"stall":"12","picture":"tea"},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new InformationRemoved("library", "A", At), "information-removed", """{"id":"library","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new VideoLinked(Film, "A", At), "video-linked",
            """{"video":{"stall":{"kind":"Project","id":"garden"},"address":"https://vimeo.com/1","kind":"BritishSign","captions":true,"language":"en"},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new VideoRemoved(Film.Stall, "A", At), "video-removed",
            """{"stall":{"kind":"Project","id":"garden"},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new StripKept(new(new(StallKind.Information, "library"), [new("tea", Said)]), "A", At), "strip-kept",
            """{"strip":{"stall":{"kind":"Information","id":"library"},"pictures":[{"picture":"tea","words":[{"language":"en","text":"Four people plant trees"}]}]},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new StripRemoved(new(StallKind.Information, "library"), "A", At), "strip-removed",
            """{"stall":{"kind":"Information","id":"library"},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(StallsEventNames.All, new FundersListed([new("Trust", "https://trust.example.org/", Said)], "A", At), "funders-listed",
            """{"funders":[{"name":"Trust","address":"https://trust.example.org/","sentence":[{"language":"en","text":"Four people plant trees"}]}],"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Equal(10, StallsEventNames.All.All.Count());
    }

    private static InformationStall Library { get; } = new("library", "The library", [new ProposalText("en", "Free books", "Come in.", "")], "12", "tea");

    private static StallVideo Film { get; } = new(new(StallKind.Project, "garden"), "https://vimeo.com/1", VideoKind.BritishSign, true, "en");

    private static KeepStallPhotograph Photograph(params ImmutableArray<byte>[] pictures) =>
        new("garden", Said, [.. pictures.Select((picture, at) => new SizedPicture(picture, 16 * (at + 1), 8))], Anna);

    private static (int, int, int) Counts(StallsView stalls) => (stalls.Photographs.Length, stalls.Access.Length, stalls.Information.Length);

    private static IStallsGrain Of(TestSilo silo) => silo.Grains.GetGrain<IStallsGrain>(silo.Day);

    private async Task<(TestSilo Silo, IStallsGrain Stalls)> DraftAsync()
    {
        var silo = shared.Begin();
        await new TownDay(silo).DraftAsync();
        return (silo, Of(silo));
    }
}
