using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Access;

/// <summary>Somebody who calls, with what they hold.</summary>
/// <param name="Name">Who it is, for the failure's message.</param>
/// <param name="Cookies">The value of their <c>Cookie</c> header; empty for none.</param>
/// <param name="Token">Their bearer token; empty for none.</param>
/// <param name="Form">The token against forgery that their forms carry; empty for none.</param>
/// <param name="Known">As what this service knows them, though not for what they call; empty for nothing.</param>
internal sealed record Caller(string Name, string Cookies = "", string Token = "", string Form = "", string Known = "");

/// <summary>All who call a service of a day: four who may, and those who are turned away everywhere that is not for everyone.</summary>
internal sealed class Callers
{
    /// <summary>The day that is called.</summary>
    public const string Day = "west";

    private const string AnotherDay = "east";

    public required Caller Organiser { get; init; }

    public required Caller Program { get; init; }

    public required Caller Door { get; init; }

    public required Caller PaperDesk { get; init; }

    public required Caller Kiosk { get; init; }

    public required Caller Screen { get; init; }

    /// <summary>Who holds nothing that opens anything for them.</summary>
    public required IReadOnlyList<Caller> Strangers { get; init; }

    /// <summary>The number of a card of the day that was not handed out.</summary>
    public required string UnusedCard { get; init; }

    /// <summary>Those who are turned away from an address: the strangers, and who may do other things but not this.</summary>
    public IEnumerable<Caller> NotFor(ServedAddress address) => Strangers
        .Concat(new[] { (Who.Console, Organiser), (Who.Token, Program), (Who.Door, Door), (Who.Kiosk, Kiosk), (Who.CountTeam, PaperDesk), (Who.Presenter, Screen) }
            .Where(one => one.Item1 != address.Scheme && !(address.Scheme == Who.Station && (one.Item1 is Who.Door or Who.Kiosk or Who.CountTeam or Who.Presenter)) && !(address.Scheme is Who.CountTeam or Who.Presenter && one.Item1 == Who.Console)).Select(one => one.Item2))
        .Concat(address.Step.Length == 0 ? [] : new[] { AnotherDays, ForAllBut[address.Step] });

    /// <summary>A program of another day, which this day's addresses turn away.</summary>
    public required Caller AnotherDays { get; init; }

    /// <summary>Programs of the day whose token is for all but one step, by that step.</summary>
    public required IReadOnlyDictionary<string, Caller> ForAllBut { get; init; }

    public static async Task<Callers> AtAsync(RunningSite site, RunningSite council)
    {
        // Published and not yet open: doors work already, and the service writes nothing of its own accord.
        var west = await OpenDay.CreateAsync(site.Services, Day, upTo: DayPhase.Published);
        await OpenDay.CreateAsync(site.Services, AnotherDay, upTo: DayPhase.Published);
        await OpenDay.CreateAsync(council.Services, Day, upTo: DayPhase.Published);
        foreach (var one in new[] { site, council }) await ConsoleBrowser.SignedInAsync(one); // Makes the two organisers.
        var signedOut = await SignedOutAsync(site);
        var removed = await RemovedAsync(site);
        var revoked = await StationAsync(site, Day, StationRole.Door, "Side door");
        await RevokeAsync(site, "Side door");
        var taken = await RevokedTokenAsync(site);
        var program = await TokenAsync(site);
        var forAllBut = new Dictionary<string, Caller>(StringComparer.Ordinal);
        foreach (var step in Enum.GetValues<TokenStep>())
            forAllBut[Words.Of(step)] = new($"a token for all but {step}", Token: await TokenAsync(site, steps: [.. Enum.GetValues<TokenStep>().Where(other => other != step)]), Known: Who.Token);
        return new Callers
        {
            UnusedCard = ShortNumber.Of(west.Cards[^1].Derive(west.Origin).Number).Symbols,
            Organiser = new("an organiser on the console", await SignedInAsync(site)),
            Program = new("a program with an organiser's token", Token: program),
            AnotherDays = new("a token of another day", Token: await TokenAsync(site, day: AnotherDay), Known: Who.Token),
            ForAllBut = forAllBut,
            Door = new("the day's door", await StationAsync(site, Day, StationRole.Door, "Main door"), Known: Who.Door),
            PaperDesk = new("the day's paper desk", await StationAsync(site, Day, StationRole.Paper, "Paper desk"), Known: Who.Door),
            Kiosk = new("the day's kiosk", await StationAsync(site, Day, StationRole.Kiosk, "Kiosk"), Known: Who.Door),
            Screen = new("the day's screen", await StationAsync(site, Day, StationRole.Screen, "Screen"), Known: Who.Door),
            Strangers =
            [
                new("anonymous"),
                await WithFormAsync(site),
                new("a screen of another day", await StationAsync(site, AnotherDay, StationRole.Screen, "Its screen"), Known: Who.Door),
                new("a kiosk of another day", await StationAsync(site, AnotherDay, StationRole.Kiosk, "Its kiosk"), Known: Who.Door),
                new("a door of another day", await StationAsync(site, AnotherDay, StationRole.Door, "Its door"), Known: Who.Door),
                new("a paper desk of another day", await StationAsync(site, AnotherDay, StationRole.Paper, "Its desk"), Known: Who.Door),
                new("a door that was revoked", revoked),
                new("a wrong token", Token: "0123456789ABCDEFGHJKMNPQRS"),
                new("a token that was taken back", Token: taken),
                new("a token in a cookie", $"{OrganiserAccess.CookieScheme}={program}"),
                new("an organiser whose session was ended", signedOut),
                new("an organiser who was removed", removed.Cookies),
                new("a program of an organiser who was removed", Token: removed.Token),
                new("an organiser of another council", await SignedInAsync(council)),
                new("a program of another council", Token: await TokenAsync(council)),
                new("a door of another council", await StationAsync(council, Day, StationRole.Door, "Main door")),
            ],
        };
    }

    /// <summary>An organiser who joined by an invitation and whom nobody has confirmed, with a form's token of their own session.</summary>
    public static async Task<Caller> GuestAsync(RunningSite site)
    {
        await JoinAsync(site, "Eve");
        var (browser, jar) = await OnConsoleAsync(site, "Eve");
        return new("an organiser whom nobody has confirmed", Held(site, jar), await TokenAsync(site, "Eve", "real"), FormOf(browser));
    }

    // With the token against forgery that the page to sign in gives to everybody.
    private static async Task<Caller> WithFormAsync(RunningSite site)
    {
        var (browser, jar) = Browser(site);
        await browser.OpenAsync("/console/sign-in");
        return new("anonymous, with a form of the page to sign in", Held(site, jar), Form: FormOf(browser));
    }

    private static string FormOf(ConsoleBrowser browser) => ((IHtmlInputElement)browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!).Value;

    private static async Task JoinAsync(RunningSite site, string name)
    {
        var organisation = Grains(site).Organisation();
        var joined = await organisation.JoinAsync(new JoinAsOrganiser(await organisation.InviteAsync(await IdAsync(site, "Morag"), default), name, ConsoleBrowser.Password), default);
        Assert.Equal(JoinStatus.Joined, joined.Status);
    }

    private static async Task<string> SignedOutAsync(RunningSite site)
    {
        var cookies = await SignedInAsync(site);
        var morag = await IdAsync(site, "Morag");
        foreach (var session in await Grains(site).Accounts().ListSessionsAsync(morag, default)) await Grains(site).Accounts().EndSessionAsync(morag, session.Id, default);
        return cookies;
    }

    /// <summary>The cookie and the token of a third organiser whom the first two have removed.</summary>
    private static async Task<(string Cookies, string Token)> RemovedAsync(RunningSite site)
    {
        await JoinAsync(site, "Una");
        var held = (await SignedInAsync(site, "Una"), await TokenAsync(site, "Una"));
        var una = await IdAsync(site, "Una");
        await Grains(site).Accounts().AskStepAsync(new(AccountStepKind.Remove, una, await IdAsync(site, "Morag")), default);
        var removed = await Grains(site).Accounts().AgreeToStepAsync(new(AccountStepKind.Remove, una, await IdAsync(site, "Iain")), default);
        Assert.Equal(AccountStepStatus.Done, removed.Status);
        return held;
    }

    private static async Task<string> SignedInAsync(RunningSite site, string name = "Morag") => Held(site, (await OnConsoleAsync(site, name)).Jar);

    private static async Task<(ConsoleBrowser Browser, CookieContainer Jar)> OnConsoleAsync(RunningSite site, string name)
    {
        var (browser, jar) = Browser(site);
        await browser.OpenAsync("/console/sign-in");
        await browser.SendAsync("form.sheet", ("Name", name), ("Password", ConsoleBrowser.Password));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return (browser, jar);
    }

    private static async Task<string> TokenAsync(RunningSite site, string name = "Morag", string day = Day, params TokenStep[] steps) =>
        await Programs.TokenAsync(site, await IdAsync(site, name), day, steps);

    private static async Task<string> RevokedTokenAsync(RunningSite site)
    {
        var token = await TokenAsync(site);
        await Grains(site).Accounts().RevokeTokenAsync((await Grains(site).Accounts().ListTokensAsync(default)).Single(one => one.Day == Day).Id, default);
        return token;
    }

    private static async Task<string> IdAsync(RunningSite site, string name) =>
        (await Grains(site).Organisation().ListOrganisersAsync(default)).Single(one => one.Name == name).Id;

    private static async Task<string> StationAsync(RunningSite site, string day, StationRole role, string name)
    {
        var offer = await PairedStation.OfferAsync(site, day, role, name);
        using var answer = await site.Client().PostAsJsonAsync("/api/stations/pair", new { code = offer.Code, day });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    private static async Task RevokeAsync(RunningSite site, string name)
    {
        var day = Grains(site).GetGrain<IDecisionDayGrain>(Day);
        var station = (await day.GetAsync(default))!.Stations.Single(one => one.Name == name).Station;
        Assert.Equal(DayRefusal.None, (await day.RevokeStationAsync(station, "organiser-a", default)).Refusal);
    }

    private static (ConsoleBrowser Browser, CookieContainer Jar) Browser(RunningSite site)
    {
        _ = site.Client(); // Starts it.
        var jar = new CookieContainer();
        return (new ConsoleBrowser(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = Address(site) }), jar);
    }

    private static string Held(RunningSite site, CookieContainer jar) => jar.GetCookieHeader(Address(site));

    private static Uri Address(RunningSite site) => site.ClientOptions.BaseAddress;

    private static IGrainFactory Grains(RunningSite site) => site.Services.GetRequiredService<IGrainFactory>();
}
