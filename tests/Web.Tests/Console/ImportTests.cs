using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>Lists as people send them to the console, one after the other.</summary>
public sealed class ImportTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Import = "form[action*='Import'][enctype]";

    private readonly string _day = $"imp-{Guid.NewGuid():n}"[..24];

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private async Task<ConsoleBrowser> AtAsync(string page, DayPhase upTo = DayPhase.Draft)
    {
        await OpenDay.CreateAsync(site.Services, _day, upTo: upTo);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{_day}/{page}");
        return browser;
    }

    private async Task<ProposalContent?> ContentAsync(string id) => (await Grains.GetGrain<IProposalGrain>(ProposalKey.For(_day, id)).GetAsync(default))?.Content;

    private async Task<IEnumerable<string>> IdsAsync() => (await Grains.GetGrain<IDecisionDayGrain>(_day).GetAsync(default))!.Proposals;

    [Fact]
    public async Task Rows_without_an_id_replace_nothing()
    {
        var browser = await AtAsync("proposals");
        await browser.SendAsync(Import, ("Text", "title,ask\nGarden,2000\nChoir,1500\nBoxing,900"));
        await browser.SendAsync(Import, ("Text", "title,ask\nLate Allotment,700"));
        Assert.Equal(["1", "2", "3", "4", "area/5", "5", "6", "7", "8"], await IdsAsync());
        Assert.Equal("Slow walks, good company", (await ContentAsync("1"))!.Texts[0].Title);
        Assert.Equal("Late Allotment", (await ContentAsync("8"))!.Texts[0].Title);
    }

    [Fact]
    public async Task What_would_be_replaced_is_shown_first_and_columns_that_are_not_there_stay()
    {
        var browser = await AtAsync("proposals");
        var before = (await ContentAsync("2"))!;
        await browser.SendAsync(Import, ("Text", "id,title,ask\n2,Cook together,4300"));
        Assert.Contains("These would be replaced: 2", browser.Text, StringComparison.Ordinal);
        Assert.Equal(before.Ask, (await ContentAsync("2"))!.Ask);
        await browser.SendAsync("section[role=alert] form");
        var after = (await ContentAsync("2"))!;
        Assert.Equal(("Cook together", 430_000L, before.Minimum, before.Group, before.Picture, before.Stall),
            (after.Texts[0].Title, after.Ask, after.Minimum, after.Group, after.Picture, after.Stall));
        Assert.Equal((before.Texts[0].Summary, before.Texts[1]), (after.Texts[0].Summary, after.Texts[1]));
        Assert.Contains("Changed: 1", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_is_taken_off_only_after_a_question()
    {
        var browser = await AtAsync("proposals");
        const string remove = "details form[action*='Remove']:has(input[value='2'])";
        var form = Assert.Single(browser.Page.QuerySelectorAll(remove));
        Assert.Contains("Take this project off the list?", form.TextContent, StringComparison.Ordinal);
        await browser.SendAsync(remove);
        Assert.DoesNotContain("2", await IdsAsync());
    }

    [Fact]
    public async Task Titles_that_look_alike_are_asked_about()
    {
        var browser = await AtAsync("proposals");
        await browser.SendAsync(Import, ("Text", "id,title,ask\n19,Garden,2000\n20,G\u0430rden,2000"));
        Assert.Contains("Proposal 20 looks like proposal 19", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("19", await IdsAsync());
        await browser.SendAsync("section[role=alert] form");
        Assert.Contains("19", await IdsAsync());
    }

    [Theory]
    [InlineData("17,\u202egarden\u202c,2000", "direction")]
    [InlineData("18,\u200b,2000", "cannot be seen")]
    [InlineData("1,Walks,5k", "Row 3")]
    [InlineData("1,Walks,12.500", "2500 or 2,500.00")]
    [InlineData("1,Walks,2e5", "Row 3")]
    public async Task A_list_with_one_bad_row_changes_nothing(string row, string said)
    {
        var browser = await AtAsync("proposals");
        await browser.SendAsync(Import, ("Text", $"id,title,ask\n30,Good row,60\n{row}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(said, browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("30", await IdsAsync());
        Assert.Null(await ContentAsync("30"));
    }

    [Fact]
    public async Task An_open_day_takes_no_list()
    {
        var browser = await AtAsync("proposals", DayPhase.Open);
        var before = await ContentAsync("1");
        Assert.Null(browser.Page.QuerySelector(Import));
        await browser.OpenAsync($"/console/days/{_day}/settings");
        // The same button on a page that was loaded before the day was published.
        browser.Page.QuerySelector("form.stack")!.SetAttribute("action", $"/console/days/{_day}/proposals?handler=Import");
        await browser.SendAsync("form.stack", ("Text", "id,title,ask,group,picture\n1,\"Slow walks, good company\",2850,Others,tea"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("The day is open", browser.Text, StringComparison.Ordinal);
        Assert.Equal((before!.Group, before.Picture), ((await ContentAsync("1"))!.Group, (await ContentAsync("1"))!.Picture));
    }

    [Fact]
    public async Task Windows_1252_is_read_as_it_was_written()
    {
        var browser = await AtAsync("proposals");
        var bytes = Encoding.Latin1.GetBytes("id,title,group,ask\n41,Choir \u0096 \u0091singing\u0094,Women\u0092s Group,1500\n");
        await browser.SendFileAsync(Import, "Upload", "list.csv", bytes);
        var content = (await ContentAsync("41"))!;
        Assert.Equal(("Choir – ‘singing”", "Women’s Group"), (content.Texts[0].Title, content.Group));
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0x80 }, "A€", true)]
    [InlineData(new byte[] { 0xc3, 0xa9 }, "é", true)]
    [InlineData(new byte[] { 0xef, 0xbb, 0xbf, 0x41 }, "A", true)]
    [InlineData(new byte[] { 0xff, 0xfe, 0x41, 0 }, "A", true)]
    [InlineData(new byte[] { 0x41, 0x81 }, "A\u0081", false)]
    [InlineData(new byte[] { 0x50, 0x4b, 3, 4 }, "PK\u0003\u0004", false)]
    [InlineData(new byte[0], "", true)]
    public void Bytes_are_text_in_one_of_three_spellings_or_no_text(byte[] bytes, string text, bool isText)
    {
        Assert.Equal(text, UploadedText.Decode(bytes));
        Assert.Equal(isText, UploadedText.IsText(text));
    }

    [Fact]
    public async Task The_same_register_twice_adds_nobody_and_a_wrong_row_has_its_own_number()
    {
        var browser = await AtAsync("register");
        const string form = "form[action*='List']";
        await browser.SendAsync(form, ("Text", "name,detail\nAnn One,1 Quay"));
        Assert.Contains("only to a day with a register", browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await Grains.GetGrain<IRegisterGrain>(_day).GetTotalsAsync(default)).Lines);
        var grain = Grains.GetGrain<IDecisionDayGrain>(_day);
        var settings = (await grain.GetAsync(default))!.Settings with { CheckIn = CheckInMode.Register };
        Assert.Equal(DayOutcome.Done, await grain.ConfigureAsync(settings, "organiser-a", default));
        await browser.SendAsync(form, ("Text", "name,detail\nAnn One,1 Quay\nBob Two,2 Quay"));
        Assert.Contains("People added: 2. On the register before: 0.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync(form, ("Text", "name,detail\nAnn One,1 Quay\nBob Two,2 Quay"));
        Assert.Contains("People added: 0. On the register before: 2.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync(form, ("Text", "name,detail,id\nDee Four,1 Quay,a1\n\n\nEve Five,2 Quay,a2\nCem Three,3 Quay,a1"));
        Assert.Contains("Row 6", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync(form, ("Text", "name,detail\nFay Six,3 Quay\n\n\nann  one,1 quay"));
        Assert.Contains("Row 5", browser.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await Grains.GetGrain<IRegisterGrain>(_day).GetTotalsAsync(default)).Lines);
        // The tick is for the rows that were shown: what joins the list later is asked about once more.
        await browser.SendAsync(form, ("SomebodyElse", "true"), ("Text", "name,detail\nFay Six,3 Quay\n\n\nann  one,1 quay\nBOB TWO,2 Quay"));
        Assert.Contains("Row 6", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Row 5", browser.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await Grains.GetGrain<IRegisterGrain>(_day).GetTotalsAsync(default)).Lines);
        await browser.SendAsync(form, ("SomebodyElse", "true"));
        Assert.Equal(5, (await Grains.GetGrain<IRegisterGrain>(_day).GetTotalsAsync(default)).Lines);
        const string one = "form[action*='Add']";
        await browser.SendAsync(one, ("Name", "one ann"), ("Detail", "1 Quay"));
        Assert.Contains("spelt in another way", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync(one, ("SomebodyElse", "true"));
        Assert.Equal(6, (await Grains.GetGrain<IRegisterGrain>(_day).GetTotalsAsync(default)).Lines);
    }

    [Fact]
    public async Task The_tick_is_for_the_person_who_was_asked_about_and_not_for_the_row()
    {
        var browser = await AtAsync("register");
        var grain = Grains.GetGrain<IDecisionDayGrain>(_day);
        var settings = (await grain.GetAsync(default))!.Settings with { CheckIn = CheckInMode.Register };
        Assert.Equal(DayOutcome.Done, await grain.ConfigureAsync(settings, "organiser-a", default));
        const string form = "form[action*='List']";
        const string one = "form[action*='Add']";
        await browser.SendAsync(form, ("Text", "name,detail\nAnn One,1 Quay\nBob Two,2 Quay"));
        await browser.SendAsync(form, ("Text", "name,detail\nFay Six,3 Quay\nann one,1 quay"));
        Assert.Contains("Row 3", browser.Text, StringComparison.Ordinal);
        // Somebody else stands in row 3 by the time of the tick: asked about, and the one of the first question is taken in any row.
        await browser.SendAsync(form, ("SomebodyElse", "true"), ("Text", "name,detail\nann one,1 quay\nBOB TWO,2 Quay"));
        Assert.Contains("Row 3", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Row 2", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", browser.Page.QuerySelector("input[name=AskedAbout]")!.GetAttribute("value")!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, await LinesAsync());
        await browser.SendAsync(form, ("SomebodyElse", "true"));
        Assert.Equal(4, await LinesAsync());

        await browser.SendAsync(one, ("Name", "one ann"), ("Detail", "1 Quay"));
        Assert.NotNull(browser.Page.QuerySelector("input[name=AskedAboutOne]"));
        await browser.SendAsync(one, ("SomebodyElse", "true"), ("Name", "two bob"), ("Detail", "2 quay"));
        Assert.Contains("spelt in another way", browser.Text, StringComparison.Ordinal);
        Assert.Equal(4, await LinesAsync());
        await browser.SendAsync(one, ("SomebodyElse", "true"));
        Assert.Equal(5, await LinesAsync());
    }

    private async Task<long> LinesAsync() => (await Grains.GetGrain<IRegisterGrain>(_day).GetTotalsAsync(default)).Lines;
}
