using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

// One site for every class that is content with it.
[assembly: AssemblyFixture(typeof(EveryPage))]

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>
/// A site with days in several phases, and a walk past every kind of page it has. Elements are found by what they are and not by what they
/// say, for the walk is taken in every language. Each walk needs a card: there are eleven.
/// </summary>
public sealed class EveryPage : IAsyncLifetime
{
    /// <summary>The two organisers, who share a password here.</summary>
    public const string Name = "Una Morrison", SecondName = "Ruari Beaton", Password = "copper heron ladder";

    private readonly RunningSite site = new();
    private OpenDay open = null!;
    private string leftOut = "";
    private int cardsTaken, doorsPaired;

    /// <summary>The site. A test that is content with it makes days of its own.</summary>
    public RunningSite Site => site;

    /// <summary>The site's address.</summary>
    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Address = site.Address();
        open = await OpenDay.CreateAsync(site.Services, "open");
        await MarketAsync();
        await OpenDay.CreateAsync(site.Services, "draft", upTo: DayPhase.Draft);
        await OpenDay.CreateAsync(site.Services, "ready", upTo: DayPhase.Published);
        await OpenDay.CreateAsync(site.Services, "talks", from: VotesFrom.KiosksEarlier);
        var declared = await OpenDay.CreateAsync(site.Services, "declared");
        await declared.Box.CastAsync(CastOf(declared, 0), default);
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await declared.StepAsync(phase);
        var without = await OpenDay.CreateAsync(site.Services, "without");
        leftOut = await without.VoteElsewhereAsync("church");
        await without.EveryoneVotesAsync();
        await without.StepAsync(DayPhase.Closed);
        await without.LeaveOutAsync("church");
        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared }) await without.StepAsync(phase);
        await OpenDay.DrawnAsync(site.Services, "slips");
        var changed = await OpenDay.CreateAsync(site.Services, "changed", money: MoneyChanges.UntilMix, withdrawal: Withdrawals.UntilMix);
        await changed.EveryoneVotesAsync();
        await changed.ChangeAsync();
        var looked = await OpenDay.DrawnAsync(site.Services, "looked");
        await BesideFiles.KeepAsync(site.Grains(), "looked");
        await looked.StepAsync(DayPhase.Declared);
        await TypedAsync();
        var organisation = site.Grains().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        foreach (var person in new[] { Name, SecondName })
        {
            var by = (await organisation.ListOrganisersAsync(default)).FirstOrDefault()?.Id ?? "";
            var joined = await organisation.JoinAsync(new JoinAsOrganiser(await organisation.InviteAsync(by, default), person, Password), default);
            Assert.Equal(JoinStatus.Joined, joined.Status);
        }
        await Confirming.FirstTwoAsync(site);
        await RealDay.ClosedAsync(site.Services, "closed", ballots: 1);
        await RealDay.ClosedAsync(site.Services, "dice", ballots: 30);
        var (dice, una) = (site.Grains().GetGrain<IDecisionDayGrain>("dice"), (await organisation.ListOrganisersAsync(default))[0].Id);
        var account = await dice.CloseAccountAsync(new CloseAccount(new HandCount([new("hall", 32, 2, 0, 1)], 0), [new(AccountCheck.Slips, "", "A practice slip."), new(AccountCheck.Papers, "", "The same.")], una), default);
        Assert.Equal(DayOutcome.Done, account.Outcome);
        Assert.Equal(DayOutcome.Done, await LongSteps.UntilEndedAsync(
            () => dice.TransitionAsync(new Transition(DayPhase.Counted, "", una, ""), default), TimeSpan.FromMinutes(1), default));
    }

    // What stands beside the paper: a photograph, a video link, a strip of pictures, how people get in, and a stall that asks for no money.
    private async Task MarketAsync()
    {
        var stalls = site.Grains().GetGrain<IStallsGrain>("open");
        Assert.Equal(DayOutcome.Done, await stalls.KeepPhotographAsync(
            new KeepStallPhotograph("3", [new("en", "Chequered tiles, black and white")], [new([.. Landscape()], 960, 640)], "one"), default));
        Assert.Equal(DayOutcome.Done, await stalls.DescribeAccessAsync(
            [new("hall", [.. Enum.GetValues<AccessKind>().Select((kind, at) => new AccessFact(kind, (AccessAnswer)(at % 4), [new("en", "From 10:00 to 12:00, at the side door")]))])], "one", default));
        Assert.Equal(DayOutcome.Done, await stalls.WriteInformationAsync(
            new InformationStall("library", "The library", [new("en", "Free books for everybody", "Come in and join.", "Books cost nothing.")], "12", "tea"), "one", default));
        foreach (var stall in new[] { new StallName(StallKind.Project, "3"), new StallName(StallKind.Information, "library") })
        {
            Assert.Equal(DayOutcome.Done, await stalls.LinkVideoAsync(new StallVideo(stall, "https://video.example.org/76979871", VideoKind.BritishSign, true, "en"), "one", default));
            Assert.Equal(DayOutcome.Done, await stalls.KeepStripAsync(new StallStrip(stall,
                [.. new[] { ("garden", "We dig the beds together"), ("kitchen-garden", "Children plant beans and potatoes, and water them"), ("tea", "Everybody eats"), ("singing", "Then we sing") }
                    .Select(told => new StripPicture(told.Item1, [new("en", told.Item2)]))]), "one", default));
        }
        var offers = site.Grains().GetGrain<IOffersGrain>("open");
        for (var at = 0; at < IOffersGrain.LeastTold; at++)
            Assert.Equal(LeaveStatus.Left, (await offers.LeaveAsync(new LeaveOffer("3", OfferKind.Come, "", false), default)).Status);
        var needs = site.Grains().GetGrain<INeedsGrain>("open");
        foreach (var need in new[] { "A bus on Sundays", "Somebody who mends shoes", "A place for teenagers after eight in the evening" })
            Assert.Equal(LeaveNeedResult.Left, await needs.LeaveAsync(need, default));
        foreach (var need in (await needs.ListAsync(default)).Skip(1)) Assert.Equal(DayOutcome.Done, await needs.PutUpAsync(need.Id, "one", default));
    }

    // Sky, hills and a sun: a photograph that nobody took.
    private static byte[] Landscape()
    {
        using var bitmap = new SKBitmap(960, 640);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { IsAntialias = true })
        {
            canvas.Clear(new SKColor(0xff9cc9e4));
            foreach (var (colour, x, y, radius) in new[] { (0xfff2c14eu, 720f, 170f, 70f), (0xff6f9b6eu, 220f, 860f, 480f), (0xff4f7f57u, 760f, 900f, 460f), (0xff2f5d3fu, 420f, 1010f, 520f) })
            {
                paint.Color = new SKColor(colour);
                canvas.DrawCircle(x, y, radius, paint);
            }
        }
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 85);
        return encoded.ToArray();
    }

    // A batch in the log, one of which two people typed a slip otherwise, and a box that was moved.
    private async Task TypedAsync()
    {
        var typing = await OpenDay.CreateAsync(site.Services, "typing");
        for (var card = 0; card < 4; card++) await typing.SurrenderAsync(card);
        await typing.StepAsync(DayPhase.Closed);
        var (papers, day) = (site.Grains().GetGrain<IPaperCountGrain>("typing"), site.Grains().GetGrain<IDecisionDayGrain>("typing"));
        foreach (var (batch, second) in new[] { ("cafe", "approve 1 2"), ("hall", "approve area/5") })
        {
            Assert.Equal(DayOutcome.Done, await papers.OpenAsync(new OpenPaperBatch(batch, 2, "one"), default));
            foreach (var (slip, by, ballot) in new[] { (1, "one", "approve 1 2"), (1, "two", second), (2, "one", "blank"), (2, "two", "blank") })
                Assert.Equal(DayOutcome.Done, (await papers.KeyAsync(new KeySlip(batch, slip, SlipReading.Of(ballot), by), default)).Outcome);
        }
        Assert.Equal(DayOutcome.Done, await papers.KeepPhotographAsync(new KeepSlipPhotograph("hall", 1, [.. SheetPhoto.Png], "one"), default));
        Assert.Equal(DayOutcome.Done, await papers.FinishAsync("cafe", 2, "one", "", default));
        foreach (var step in Enum.GetValues<BoxStep>())
            Assert.Equal(DayOutcome.Done, await day.HandleBoxAsync(new HandleBox("Box 1", step, step == BoxStep.Sealed ? "0012345" : "0012346", "Town Hall", "Ann Reid", "Joe Bàn"), "one", default));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>Walks past every kind of page that a language speaks, signed in at the console and paired as a door on the way.</summary>
    /// <param name="context">A browser that has not been here before.</param>
    /// <param name="language">The pages' language.</param>
    /// <param name="look">Told of each page by a name of its own.</param>
    public async Task WalkAsync(IBrowserContext context, string language, Func<IPage, string, Task> look)
    {
        await context.AddCookiesAsync([new() { Name = "language", Value = language, Url = Address }]);
        var page = await context.NewPageAsync();
        await VisitAsync(page, look, "/", "/days/open", "/days/open/stalls/3", "/days/open/information/library", "/days/open/join/3", "/days/open/needs", "/days/declared", "/days/talks", "/days/talks/stalls/3", "/about", "/help", "/help/door", "/help/organiser", "/r", "/pair", "/try/open", "/door", "/kiosk", "/screen", "/screen/open", "/screen/declared", "/screen/talks", "/audit/ready", "/audit/open", "/audit/open/checks", "/audit/open/key", "/audit/declared", "/audit/declared/statement", "/days/declared/result/4", "/days/looked/result/4", "/days/looked",
            "/screen/slips", "/audit/slips", "/audit/slips/look", "/audit/declared/look", "/audit/looked/look", "/screen/without", "/audit/without", "/audit/without/statement");
        await CheckAsync(page, leftOut);
        await look(page, "/r left out");
        Assert.Equal(404, (await page.GotoAsync($"{Address}/no-such-page"))!.Status);
        await look(page, "/no-such-page");
        await VoteAsync(page, look);
        await DoorAsync(page, look);
        var console = SiteLanguage.Find(language)!.Speaks(PageArea.Organiser);
        if (console) await VisitAsync(page, look, "/console/set-up", "/console/recover", "/console/sign-in");
        await VolunteersAsync(page, look);
        if (console) await ConsoleAsync(page, look);
        await page.CloseAsync();
    }

    private async Task VisitAsync(IPage page, Func<IPage, string, Task> look, params string[] paths)
    {
        foreach (var path in paths)
        {
            await page.GotoAsync(Address + path);
            if (path.StartsWith("/v/", StringComparison.Ordinal)) await Expect(page.Locator("#vote")).ToBeVisibleAsync();
            await look(page, path);
        }
    }

    private async Task VoteAsync(IPage page, Func<IPage, string, Task> look)
    {
        await VisitAsync(page, look, "/v/open", "/v/open?plain", "/v/ready", "/v/talks", "/v/talks?plain");
        await page.GotoAsync($"{Address}/v/open");
        await page.Locator("#code").FillAsync("0000-0000-0000-0000-0000-0001");
        await page.Locator("#card-next").ClickAsync();
        await Expect(page.Locator("#code-error")).ToBeVisibleAsync();
        await look(page, "/v wrong code");

        await page.GotoAsync($"{Address}/v/open#{open.Cards[^1].Symbols}");
        await Expect(page.Locator("#message .notice")).ToBeVisibleAsync();
        await look(page, "/v card not handed out");

        var card = open.Cards[Interlocked.Increment(ref cardsTaken) - 1];
        await page.GotoAsync("about:blank");
        await page.GotoAsync($"{Address}/v/open#{card.Symbols}");
        await page.Locator("#ballot input[name=Projects]").First.CheckAsync();
        await page.Locator("#ballot details.about summary").First.ClickAsync();
        await look(page, "/v choose");
        await page.Locator("#choose-next").ClickAsync();
        await Expect(page.Locator("#cast")).ToBeVisibleAsync();
        await look(page, "/v review");
        await page.Locator("#cast").ClickAsync();
        await Expect(page.Locator("#voted")).ToBeVisibleAsync();
        await page.Locator("#voted .receipt-sheet details summary").ClickAsync();
        await look(page, "/v receipt");

        var receipt = await page.Locator("#receipt-text").InnerTextAsync();
        await CheckAsync(page, receipt);
        await look(page, "/r checked");

        await page.GotoAsync($"{Address}/v/open#{card.Symbols}");
        await Expect(page.Locator("#message .notice")).ToBeVisibleAsync();
        await look(page, "/v voted before");
        await page.Locator("#message .button").First.ClickAsync();
        await ChallengeAsync(page, look);
    }

    private async Task CheckAsync(IPage page, string receipt)
    {
        await page.GotoAsync($"{Address}/r");
        await page.Locator("#pasted").FillAsync(receipt);
        await page.Locator("#check-form button").ClickAsync();
        await Expect(page.Locator("#outcome .checks li")).ToHaveCountAsync(5);
    }

    // The card votes anew and has that vote opened: it is what was sent. It votes once more, and a service that answers with another ballot is caught.
    private static async Task ChallengeAsync(IPage page, Func<IPage, string, Task> look)
    {
        var open = page.Locator("#challenge .sticky-step .button").Nth(1);
        await page.Locator("#ballot input[name=Projects]").Nth(1).CheckAsync();
        await CastAsync();
        await page.Locator(".challenge-offer button").ClickAsync();
        await Expect(open).ToBeVisibleAsync();
        await look(page, "/v challenge asked");
        await open.ClickAsync();
        await page.Locator("#same details summary").ClickAsync();
        await look(page, "/v challenge same");
        await page.Locator("#same .notice .button").ClickAsync();
        await Expect(page.Locator("#message .notice")).ToBeVisibleAsync();
        await look(page, "/v challenge votes again");

        await CastAsync();
        await page.RouteAsync("**/challenges", async route =>
        {
            var answer = await route.FetchAsync();
            var told = JsonNode.Parse(await answer.TextAsync())!;
            told["ballot"] = "blank";
            await route.FulfillAsync(new() { Response = answer, Body = told.ToJsonString() });
        });
        await page.Locator(".challenge-offer button").ClickAsync();
        await open.ClickAsync();
        await Expect(page.Locator("#different")).ToBeVisibleAsync();
        await look(page, "/v challenge different");
        page.Dialog += AcceptAsync;
        await page.GotoAsync("about:blank");
        page.Dialog -= AcceptAsync;

        async Task CastAsync()
        {
            await page.Locator("#choose-next").ClickAsync();
            await page.Locator("#cast").ClickAsync();
        }

        static void AcceptAsync(object? sender, IDialog leaving) => _ = leaving.AcceptAsync();
    }

    private async Task DoorAsync(IPage page, Func<IPage, string, Task> look)
    {
        var offer = await site.Grains().GetGrain<IDecisionDayGrain>("open").OfferPairingAsync(new OfferPairing(Ledger.Entries.StationRole.Door, $"Main door {Interlocked.Increment(ref doorsPaired)}", "hall", "organiser-a"), default);
        await page.GotoAsync($"{Address}/pair/open#{offer!.Code}");
        var answer = page.Locator("#answer");
        await Expect(answer).ToHaveAttributeAsync("data-colour", "ready");
        await look(page, "/door ready");
        await TypeAsync(ShortNumber.Of(open.Cards[0].Derive(open.Origin).Number).ToString(), "warn");
        await look(page, "/door already");
        await TypeAsync("0000-0000-00000", "stop");
        await page.Locator(".door-help summary").ClickAsync();
        await look(page, "/door unknown");
        foreach (var task in new[] { "#undoing", "#lost", ".door-settings", "#exchange" }) await page.Locator($"{task} summary").ClickAsync();
        await Expect(page.Locator("#inside")).ToBeVisibleAsync();
        await look(page, "/door exchange");

        async Task TypeAsync(string number, string colour)
        {
            await page.Locator("#typed").FillAsync(number);
            await page.Locator("#typing button").ClickAsync();
            await Expect(answer).ToHaveAttributeAsync("data-colour", colour);
        }
    }

    private async Task VolunteersAsync(IPage page, Func<IPage, string, Task> look)
    {
        await page.GotoAsync($"{Address}/console/sign-in");
        await page.Locator("#Name").FillAsync(Name);
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main form button").ClickAsync();
        await Expect(page.Locator(".day-list")).ToBeVisibleAsync();
        await VisitAsync(page, look, "/paper/typing", "/paper/typing?batch=hall", "/present/open", "/present/declared", "/present/talks");
    }

    private async Task ConsoleAsync(IPage page, Func<IPage, string, Task> look)
    {
        await VisitAsync(
            page, look,
            "/console", "/console/new", "/console/organisers", "/console/agree", "/console/account", "/console/programs", "/console/days/dice/drill",
            "/console/days/draft", "/console/days/draft/address", "/console/days/draft/settings", "/console/days/draft/rules", "/console/days/draft/proposals", "/console/days/draft/proposal", "/console/days/open/stalls", "/console/days/open/access", "/console/days/open/announcements", "/console/days/open/photograph/3", "/console/days/open/information", "/console/days/open/information/library", "/console/days/open/offers/3", "/console/days/open/needs", "/console/days/draft/step/published",
            "/console/days/ready/settings", "/console/days/ready/rules", "/console/days/ready/cards", "/console/days/ready/pack", "/console/days/ready/register", "/console/days/ready/keys", "/console/days/ready/proposal/1",
            "/console/days/open", "/console/days/talks", "/console/days/open/cards", "/console/days/open/step/closed", "/console/days/open/step/void",
            "/console/days/open/running", "/console/days/open/incidents", "/console/days/declared", "/console/days/declared/result", "/console/days/declared/count",
            "/console/days/closed/count", "/console/days/dice/count", "/console/days/dice/count?step=account", "/console/days/dice/statement",
            "/console/days/ready/ballot-papers", "/console/days/ready/ballot-papers?handler=Print&Batch=hall&Look=EasyRead&First=en&Second=gd", "/console/days/open/boxes", "/console/days/changed/changes", "/console/days/open/changes",
            "/console/days/typing/batches", "/console/days/typing/boxes", "/console/days/closed/look", "/console/days/looked/look",
            "/console/days/slips", "/console/days/slips/count", "/console/days/slips/papers", "/console/days/without/result", "/console/days/declared/copy");

        await page.GotoAsync($"{Address}/console/organisers");
        await page.Locator("#invite-password").FillAsync(Password);
        await page.Locator("#invite button:not([type=button])").ClickAsync();
        await Expect(page.Locator(".pairing")).ToBeVisibleAsync();
        await look(page, "/console/organisers invitation");
        await page.GotoAsync($"{Address}/console/days/open/stations");
        await page.Locator("#Name").FillAsync("Café door");
        await page.Locator("form[action*=Offer] button").ClickAsync();
        await Expect(page.Locator(".pairing")).ToBeVisibleAsync();
        await look(page, "/console/days/stations pairing");
        await page.GotoAsync($"{Address}/console/new");
        await page.Locator("#Title").FillAsync("Harbour decides");
        await page.Locator("#Pot").FillAsync("5,000");
        await page.Locator("input[value=csv]").CheckAsync();
        await page.Locator("#Text").FillAsync("title,ask,colour\nWalks,two hundred,red\n");
        await page.Locator("main form.stack > button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(page, "/console/new refused");
    }

    private static CastBallot CastOf(OpenDay day, int card)
    {
        var derived = day.Cards[card].Derive(day.Origin);
        const string ballot = "approve 1 2";
        return new(derived.Number.ToString(), 1, derived.Proof(1).ToString(), ballot, Attempt.Of(Digest.Random().ToBytes()).ToString());
    }
}
