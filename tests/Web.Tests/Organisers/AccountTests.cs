using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>An organiser's own account on the console: sessions, password, and what cookies are worth.</summary>
public sealed class AccountTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";

    private IAccountsGrain Accounts => site.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountsGrain>(IOrganisationGrain.Key);

    [Fact]
    public async Task One_sees_where_one_is_signed_in_and_ends_it_there()
    {
        var laptop = await SignedInAsync("Ealasaid");
        var phone = await SignedInAsync("Ealasaid", Chrome);
        await laptop.OpenAsync("/console/account");
        Assert.Contains("Chrome on Android", laptop.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("141", laptop.Text, StringComparison.Ordinal);
        Assert.Single(laptop.Page.QuerySelectorAll("form[action*='handler=End'] input[name=session]"));
        await laptop.SendAsync("form[action$='handler=End']");
        Assert.Contains("The session has ended.", laptop.Text, StringComparison.Ordinal);

        await phone.OpenAsync("/console/account");
        Assert.Contains("Please sign in again.", phone.Text, StringComparison.Ordinal);
        Assert.NotNull(phone.Page.QuerySelector("input[name=Password]"));
        await laptop.OpenAsync("/console/account");
        Assert.Equal("Your account", laptop.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task All_other_sessions_end_at_once()
    {
        var laptop = await SignedInAsync("Fearghas");
        ConsoleBrowser[] others = [await SignedInAsync("Fearghas"), await SignedInAsync("Fearghas")];
        await laptop.OpenAsync("/console/account");
        await laptop.SendAsync("form[action$='handler=EndOthers']");
        Assert.Contains("All other sessions have ended.", laptop.Text, StringComparison.Ordinal);
        foreach (var other in others)
        {
            await other.OpenAsync("/console");
            Assert.Contains("Please sign in again.", other.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_new_password_asks_for_the_old_one_and_ends_the_other_sessions()
    {
        const string wanted = "a lamp beside the harbour";
        var laptop = await SignedInAsync("Giorsal");
        var phone = await SignedInAsync("Giorsal");
        await laptop.OpenAsync("/console/account");
        foreach (var (current, password, again, sentence) in new[]
        {
            ("not the password", wanted, wanted, "is not the one you typed"),
            (ConsoleBrowser.Password, wanted, wanted + "!", "are not the same"),
            (ConsoleBrowser.Password, "short", "short", "at least 12"),
            (ConsoleBrowser.Password, "football1234", "football1234", "easy to guess"),
        })
        {
            await laptop.SendAsync("form.password", ("Current", current), ("Password", password), ("Again", again));
            Assert.Contains(sentence, laptop.Text, StringComparison.Ordinal);
        }
        await laptop.SendAsync("form.password", ("Current", ConsoleBrowser.Password), ("Password", wanted), ("Again", wanted));
        Assert.Contains("Your password is changed.", laptop.Text, StringComparison.Ordinal);
        await phone.OpenAsync("/console");
        Assert.Contains("Please sign in again.", phone.Text, StringComparison.Ordinal);
        await phone.SendAsync("form.sheet", ("Name", "Giorsal"), ("Password", ConsoleBrowser.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status);
        await phone.SendAsync("form.sheet", ("Name", "Giorsal"), ("Password", wanted));
        Assert.NotNull(phone.Page.QuerySelector("a[href='/console/new']"));
    }

    [Fact]
    public async Task A_cookie_that_was_copied_is_worth_nothing_once_its_session_has_ended()
    {
        await SignedInAsync("Hamish");
        var cookie = await CookieAsync("Hamish");
        Assert.Equal(HttpStatusCode.OK, (await WithAsync(cookie, "/console/account")).StatusCode);
        var session = (await Accounts.ListSessionsAsync(await IdAsync("Hamish"), default))[0].Id;
        await Accounts.EndSessionAsync(await IdAsync("Hamish"), session, default);
        using var answer = await WithAsync(cookie, "/console/account");
        Assert.Equal("/console/sign-in?ReturnUrl=%2Fconsole%2Faccount&ended=true", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_the_cookie_alone()
    {
        var browser = await SignedInAsync("Iseabail");
        var cookie = await CookieAsync("Iseabail");
        await browser.SendAsync("form.console-out");
        // The browser's session is over; the copied cookie belongs to another one, which goes on.
        Assert.Single(await Accounts.ListSessionsAsync(await IdAsync("Iseabail"), default));
        Assert.Equal(HttpStatusCode.OK, (await WithAsync(cookie, "/console")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_of_an_earlier_version_is_asked_to_sign_in_again()
    {
        await SignedInAsync("Lachlann");
        // As earlier versions wrote it: who it is, and no session.
        var options = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OrganiserAccess.CookieScheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, await IdAsync("Lachlann")), new Claim(ClaimTypes.Name, "Lachlann")], OrganiserAccess.CookieScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = DateTimeOffset.MaxValue.AddDays(-2), ExpiresUtc = DateTimeOffset.MaxValue.AddDays(-1) }, OrganiserAccess.CookieScheme);
        using var answer = await WithAsync($"{OrganiserAccess.CookieScheme}={options.TicketDataFormat.Protect(ticket)}", "/console");
        Assert.Equal("/console/sign-in?ReturnUrl=%2Fconsole&ended=true", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task The_cookie_does_not_hold_the_id_and_the_page_does_not_hold_the_secret()
    {
        await SignedInAsync("Mairead");
        var cookie = await CookieAsync("Mairead");
        var options = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OrganiserAccess.CookieScheme);
        var held = options.TicketDataFormat.Unprotect(cookie.Split('=', 2)[1])!.Principal.Claims.Single();
        Assert.Equal(52, held.Value.Length);
        Assert.DoesNotContain(held.Value, await (await WithAsync(cookie, "/console/account")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_who_guesses_is_told_to_wait_and_the_owners_own_browser_is_not()
    {
        var owner = await SignedInAsync("Niall");
        await owner.SendAsync("form.console-out");
        var stranger = new ConsoleBrowser(site.Client());
        await stranger.OpenAsync("/console/sign-in");
        for (var guess = 0; guess < 5; guess++) await stranger.SendAsync("form.sheet", ("Name", "Niall"), ("Password", "wrong wrong wrong"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.Status);

        // More come at once than can wait.
        var crowd = Enumerable.Range(0, 24).Select(_ => GuessAsync("Niall")).ToList();
        await owner.OpenAsync("/console/sign-in");
        await owner.SendAsync("form.sheet", ("Name", "Niall"), ("Password", ConsoleBrowser.Password));
        Assert.NotNull(owner.Page.QuerySelector("a[href='/console/new']"));
        var told = (await Task.WhenAll(crowd)).Where(one => one.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(told.Count, 10, 23);
        Assert.Contains("each try waits its turn", told[0].Text, StringComparison.Ordinal);
        Assert.NotNull(told[0].Page.QuerySelector("form[data-turn=waits]"));
        // Whoever then types the right password is let in when it is their turn.
        await told[0].SendAsync("form.sheet", ("Name", "Niall"), ("Password", ConsoleBrowser.Password));
        Assert.NotNull(told[0].Page.QuerySelector("a[href='/console/new']"));
    }

    private async Task<ConsoleBrowser> GuessAsync(string name)
    {
        var stranger = new ConsoleBrowser(site.Client());
        await stranger.OpenAsync("/console/sign-in");
        await stranger.SendAsync("form.sheet", ("Name", name), ("Password", "wrong wrong wrong"));
        return stranger;
    }

    [Fact]
    public void One_browser_is_known_to_several_organisers_and_a_forged_cookie_to_none()
    {
        var devices = site.Services.GetRequiredService<DeviceCookie>();
        var known = Enumerable.Range(0, 8).Aggregate("", (cookie, at) => Remembered(devices, cookie, $"ORGANISER{at}"));
        Assert.Equal(["ORGANISER7", "ORGANISER6", "ORGANISER5", "ORGANISER4", "ORGANISER3", "ORGANISER2"], devices.Read(With(known)).Select(device => device.Organiser));
        Assert.Empty(devices.Read(With("ORGANISER1:0123")));
        Assert.Empty(devices.Read(With(known[..^4] + "AAAA")));
    }

    [Theory]
    [InlineData(Chrome, "Chrome/Android")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge/Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox/Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1", "Safari/iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15", "Safari/Mac")]
    [InlineData("<script>alert(1)</script>", "/")]
    [InlineData("", "/")]
    public void A_browsers_label_is_of_a_few_words_of_ours(string userAgent, string label) => Assert.Equal(label, DeviceLabel.Of(userAgent));

    private static string Remembered(DeviceCookie devices, string cookie, string organiser)
    {
        var context = With(cookie);
        devices.Remember(context, organiser);
        return context.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2)[1];
    }

    private static DefaultHttpContext With(string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = $"{DeviceCookie.Name}={cookie}";
        return context;
    }

    private async Task<ConsoleBrowser> SignedInAsync(string name, string? userAgent = null)
    {
        var client = site.Client();
        if (userAgent is not null) client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        return await ConsoleBrowser.SignedInAsync(site, name, client: client);
    }

    /// <summary>The cookie of a new session, as somebody who copies it has it.</summary>
    private async Task<string> CookieAsync(string name)
    {
        var signedIn = await Accounts.SignInAsync(new SignIn(new PasswordTry(name, ConsoleBrowser.Password, []), ""), default);
        var options = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OrganiserAccess.CookieScheme);
        var context = new DefaultHttpContext { RequestServices = site.Services.CreateScope().ServiceProvider };
        await OrganiserAccess.LetInAsync(context, signedIn.Organiser!.Id, signedIn.Session!);
        var set = context.Response.Headers.SetCookie.Single(cookie => cookie!.StartsWith($"{options.Cookie.Name}=", StringComparison.Ordinal))!;
        return set.Split(';')[0];
    }

    private async Task<HttpResponseMessage> WithAsync(string cookie, string address)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Client().BaseAddress };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return await client.GetAsync(address);
    }

    private async Task<string> IdAsync(string name) =>
        (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(default)).Single(organiser => organiser.Name == name).Id;
}
