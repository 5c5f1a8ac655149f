using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Tests.Days;

namespace PbDecisionDay.Grains.Tests.Stalls;

/// <summary>Links to videos about stalls, and stalls told in pictures.</summary>
public sealed class VideosAndStripsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna;
    private static readonly StallName Garden = new(StallKind.Project, "garden");
    private static readonly StallName LibraryName = new(StallKind.Information, "library");
    private static readonly StallVideo Film = new(Garden, "https://vimeo.com/76979871?share=copy#t=1", VideoKind.BritishSign, true, "en");
    private static readonly StallStrip Strip = new(Garden, [Picture("garden", "We dig"), Picture("kitchen-garden", "We plant"), Picture("tea", "We eat")]);
    private static readonly InformationStall Library = new("library", "The library", [new ProposalText("en", "Free books", "Come in.", "")], "12", "tea");

    [Fact]
    public async Task A_video_and_a_strip_take_the_place_of_those_before_and_are_taken_away_while_people_vote()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.OpenAsync();
        var paper = (await day.Grain.GetAsync(default))!.PaperHash;
        var stalls = Of(silo);
        TownDay.Done(await stalls.LinkVideoAsync(Film, Anna, default));
        TownDay.Done(await stalls.LinkVideoAsync(Film with { Address = "https://example.org/film", Captions = false, Language = "" }, Anna, default));
        TownDay.Done(await stalls.KeepStripAsync(Strip, Anna, default));
        TownDay.Done(await stalls.KeepStripAsync(Strip with { Pictures = [.. Strip.Pictures.Reverse(), Picture("singing", "e\u0301"), Picture("tea", "Again")] }, Anna, default));
        var shown = await stalls.GetAsync(default);
        Assert.Equal(("https://example.org/film", false, ""), (shown.VideoOf(Garden)!.Address, shown.VideoOf(Garden)!.Captions, shown.VideoOf(Garden)!.Language));
        Assert.Equal(["tea", "kitchen-garden", "garden", "singing", "tea"], shown.StripOf(Garden)!.Pictures.Select(picture => picture.Picture));
        Assert.Equal("\u00e9", shown.StripOf(Garden)!.Pictures[3].Words[0].Text);
        Assert.Equal(paper, (await day.Grain.GetAsync(default))!.PaperHash);
        for (var twice = 0; twice < 2; twice++)
        {
            TownDay.Done(await stalls.RemoveVideoAsync(Garden, Anna, default));
            TownDay.Done(await stalls.RemoveStripAsync(Garden, Anna, default));
        }
        Assert.Equal((0, 0), Counts(await stalls.GetAsync(default)));
    }

    [Theory]
    [InlineData("", "Give the address")]
    [InlineData("http://vimeo.com/1", "begins with https://")]
    [InlineData("javascript:alert(1)//https://vimeo.com", "begins with https://")]
    [InlineData("data:text/html,x", "begins with https://")]
    [InlineData(" https://vimeo.com/1", "begins with https://")]
    [InlineData("//vimeo.com/1", "begins with https://")]
    [InlineData("https:/vimeo.com/1", "begins with https://")]
    [InlineData("https://vimeo.com/a b", "no whole web address")]
    [InlineData("https://vimeo.com\\@example.org", "no whole web address")]
    [InlineData("https://vimeo.com/\n1", "no whole web address")]
    [InlineData("https://vim\u0435o.com/1", "no whole web address")]
    [InlineData("https://vimeo.com/\u202e1", "no whole web address")]
    [InlineData("https://user@vimeo.com/1", "not the address of a page")]
    [InlineData("https://vimeo.com:1@example.org/1", "not the address of a page")]
    [InlineData("https://vimeo.com@example.org", "not the address of a page")]
    [InlineData("https:///vimeo.com/1", "not the address of a page")]
    [InlineData("https://localhost/1", "not the address of a page")]
    [InlineData("https://127.0.0.1/1", "not the address of a page")]
    [InlineData("https://0x7f.1/1", "not the address of a page")]
    [InlineData("https://[::1]/1", "not the address of a page")]
    [InlineData("https://vim%65o.com/1", "not the address of a page")]
    [InlineData("https://.com/1", "not the address of a page")]
    [InlineData("https://", "not the address of a page")]
    public async Task Another_address_is_refused_and_the_link_from_before_stays(string address, string sentence) =>
        await RefusedAsync(stalls => stalls.LinkVideoAsync(Film with { Address = address }, Anna, default), sentence);

    [Theory]
    [InlineData("long address", "at most 300 are kept")]
    [InlineData("no such project", "no such project")]
    [InlineData("no such stall", "no such stall")]
    [InlineData("no such kind of stall", "no such stall")]
    [InlineData("no such kind", "what the video is")]
    [InlineData("film without language", "in which language")]
    [InlineData("captions without language", "in which language")]
    [InlineData("wrong language", "not a language tag")]
    [InlineData("nobody", "which organiser")]
    public async Task What_is_not_said_of_a_video_is_asked_for(string what, string sentence) => await RefusedAsync(
        stalls => stalls.LinkVideoAsync(
            what switch
            {
                "long address" => Film with { Address = Film.Address.PadRight(301, 'x') },
                "no such project" => Film with { Stall = new(StallKind.Project, "library") },
                "no such stall" => Film with { Stall = new(StallKind.Information, "garden") },
                "no such kind of stall" => Film with { Stall = new((StallKind)7, "garden") },
                "no such kind" => Film with { Kind = (VideoKind)7 },
                "film without language" => Film with { Kind = VideoKind.Film, Captions = false, Language = "" },
                "captions without language" => Film with { Language = "" },
                "wrong language" => Film with { Language = "not a tag" },
                _ => Film,
            },
            what == "nobody" ? "" : Anna, default),
        sentence);

    [Theory]
    [InlineData("none", "3 to 5 pictures. This one has 0.")]
    [InlineData("default", "3 to 5 pictures. This one has 0.")]
    [InlineData("one", "3 to 5 pictures. This one has 1.")]
    [InlineData("two", "3 to 5 pictures. This one has 2.")]
    [InlineData("six", "3 to 5 pictures. This one has 6.")]
    [InlineData("no picture", "Choose picture 2")]
    [InlineData("a path", "Choose picture 2")]
    [InlineData("no words", "a few words to picture 2")]
    [InlineData("blank words", "a few words to picture 2")]
    [InlineData("second language alone", "first language, 'en'")]
    [InlineData("long words", "shorten it to 60")]
    [InlineData("turned words", "turns the direction")]
    [InlineData("language twice", "there twice")]
    [InlineData("no such project", "no such project")]
    [InlineData("nobody", "which organiser")]
    public async Task A_strip_that_tells_too_little_is_refused_and_the_one_from_before_stays(string what, string sentence) => await RefusedAsync(
        stalls => stalls.KeepStripAsync(
            what switch
            {
                "none" => Strip with { Pictures = [] },
                "default" => Strip with { Pictures = default },
                "one" => Strip with { Pictures = Strip.Pictures[..1] },
                "two" => Strip with { Pictures = Strip.Pictures[..2] },
                "six" => Strip with { Pictures = [.. Strip.Pictures, .. Strip.Pictures] },
                "no picture" => Second(Picture("", "We plant")),
                "a path" => Second(Picture("../x", "We plant")),
                "no words" => Second(new("tea", default)),
                "blank words" => Second(Picture("tea", "  ")),
                "second language alone" => Second(new("tea", [new("gd", "Bidh sinn a' cur")])),
                "long words" => Second(Picture("tea", new string('x', 61))),
                "turned words" => Second(Picture("tea", "x\u202e")),
                "language twice" => Second(new("tea", [new("en", "We plant"), new("en", "We plant")])),
                "no such project" => Strip with { Stall = new(StallKind.Project, "pool") },
                _ => Strip,
            },
            what == "nobody" ? "" : Anna, default),
        sentence);

    [Fact]
    public async Task What_goes_with_a_stall_does_not_come_back_with_its_id_and_projects_keep_theirs()
    {
        var (_, stalls) = await DraftAsync();
        TownDay.Done(await stalls.LinkVideoAsync(Film, Anna, default));
        TownDay.Done(await stalls.WriteInformationAsync(Library, Anna, default));
        TownDay.Done(await stalls.LinkVideoAsync(Film with { Stall = LibraryName, Kind = VideoKind.Film }, Anna, default));
        TownDay.Done(await stalls.KeepStripAsync(Strip with { Stall = LibraryName }, Anna, default));
        Assert.Equal([Garden, LibraryName], (await stalls.GetAsync(default)).Videos.Select(video => video.Stall));
        TownDay.Done(await stalls.RemoveInformationAsync("library", Anna, default));
        TownDay.Done(await stalls.WriteInformationAsync(Library, Anna, default));
        var shown = await stalls.GetAsync(default);
        Assert.Equal((1, 0), Counts(shown));
        Assert.Null(shown.VideoOf(LibraryName));
        Assert.NotNull(shown.VideoOf(Garden));
    }

    [Fact]
    public async Task Both_are_there_again_after_a_restart_and_without_a_day_there_is_nothing_to_show()
    {
        await using var silo = await TestSilo.StartAsync();
        Assert.Equal(DayRefusal.NoSuchDay, (await Of(silo).LinkVideoAsync(Film, Anna, default)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await Of(silo).KeepStripAsync(Strip, Anna, default)).Refusal);
        await new TownDay(silo).DraftAsync();
        TownDay.Done(await Of(silo).LinkVideoAsync(Film, Anna, default));
        TownDay.Done(await Of(silo).KeepStripAsync(Strip, Anna, default));
        await silo.RestartAsync();
        var after = await Of(silo).GetAsync(default);
        Assert.Equal(Film, after.VideoOf(Garden));
        Assert.Equal(["We dig", "We plant", "We eat"], after.StripOf(Garden)!.Pictures.Select(picture => picture.Words[0].Text));
    }

    private async Task RefusedAsync(Func<IStallsGrain, Task<DayOutcome>> step, string sentence)
    {
        var (_, stalls) = await DraftAsync();
        TownDay.Done(await stalls.LinkVideoAsync(Film, Anna, default));
        TownDay.Done(await stalls.KeepStripAsync(Strip, Anna, default));
        var refused = await step(stalls);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        var shown = await stalls.GetAsync(default);
        Assert.Equal(Film, Assert.Single(shown.Videos));
        Assert.Equal(["garden", "kitchen-garden", "tea"], Assert.Single(shown.Strips).Pictures.Select(picture => picture.Picture));
    }

    private static StripPicture Picture(string name, string words) => new(name, [new("en", words)]);

    private static StallStrip Second(StripPicture picture) => Strip with { Pictures = Strip.Pictures.SetItem(1, picture) };

    private static (int, int) Counts(StallsView stalls) => (stalls.Videos.Length, stalls.Strips.Length);

    private static IStallsGrain Of(TestSilo silo) => silo.Grains.GetGrain<IStallsGrain>(silo.Day);

    private async Task<(TestSilo Silo, IStallsGrain Stalls)> DraftAsync()
    {
        var silo = shared.Begin();
        await new TownDay(silo).DraftAsync();
        return (silo, Of(silo));
    }
}
