using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Access;

/// <summary>Who may call what: the running service beside <c>docs/access.md</c>, and each address called by all who may not.</summary>
public sealed class AccessTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["day"] = Callers.Day, ["role"] = "door", ["id"] = "1", ["to"] = "open", ["name"] = "wrong-phase", ["status"] = "404", ["documentName"] = "v1", ["log"] = "main", ["code"] = "7K3M41CFXQ0Z2",
        ["leafHash"] = new string('A', 43), ["path"] = "0/000", ["number"] = "1", ["batch"] = "a", ["proposal"] = "1", ["language"] = "en", ["file"] = "none.jpg",
    };

    [Fact]
    public async Task The_table_says_who_may_call_every_address_of_the_service_and_nothing_else()
    {
        var served = (await ServedAddresses.OfAsync(Services)).Select(one => one.ToString()).ToArray();
        var written = File.ReadAllLines(Path.GetFullPath(Path.Combine(Here(), "../../../docs/access.md"))).Where(line => line.Contains("| `/", StringComparison.Ordinal)).ToArray();

        Assert.InRange(served.Length, 100, int.MaxValue);
        Assert.True(served.SequenceEqual(written, StringComparer.Ordinal), $"""
            docs/access.md is not what the service does, or not in its order. The service has, and the table has not:
            {string.Join('\n', served.Except(written, StringComparer.Ordinal))}
            The table has, and the service has not:
            {string.Join('\n', written.Except(served, StringComparer.Ordinal))}
            """);
    }

    [Fact]
    public async Task Whoever_may_not_call_is_refused_everywhere_and_changes_nothing()
    {
        using var council = new RunningSite();
        var callers = await Callers.AtAsync(site, council);
        var wrong = new List<string>();
        var refused = 0;
        var addresses = (await ServedAddresses.OfAsync(Services))
            .Where(one => one.Scheme is Who.Console or Who.Token or Who.Door or Who.Kiosk or Who.Station or Who.CountTeam or Who.Presenter).ToArray();
        Assert.InRange(addresses.Length, 60, int.MaxValue);
        Assert.DoesNotContain(addresses, one => one.Method == "HUB"); // It would be called over a connection, and not as below.
        using var http = Http();

        var before = await KeptRows.OfAsync(Services);
        foreach (var address in addresses)
            foreach (var caller in callers.NotFor(address))
            {
                var answer = await AskAsync(http, address, caller);
                if (answer != Refusal(address.Scheme, caller)) wrong.Add($"{address.Method} {address.Address}, {caller.Name}: {answer}");
                refused++;
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(refused, 1000, int.MaxValue);
        Assert.Equal(before, await KeptRows.OfAsync(Services));

        // What the right ones do is let through, and is seen in what is stored.
        foreach (var address in addresses)
        {
            var caller = address.Scheme switch
            {
                Who.Console => callers.Organiser,
                Who.Token => callers.Program,
                Who.CountTeam => callers.PaperDesk,
                Who.Presenter => callers.Screen,
                Who.Kiosk => callers.Kiosk,
                _ => callers.Door,
            };
            var answer = await AskAsync(http, address, caller);
            if (answer.StartsWith("401", StringComparison.Ordinal) || answer.StartsWith("403", StringComparison.Ordinal) || answer.Contains("sign-in", StringComparison.Ordinal))
                wrong.Add($"{address.Method} {address.Address}, {caller.Name}: {answer}");
            // An organiser's browser that another site's page uses has no token against forgery.
            if (address is { Method: "POST", Who: Who.Console or Who.CountTeam or Who.Presenter } && answer != "400") wrong.Add($"{address.Address} without a token against forgery: {answer}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        using var handOut = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{Callers.Day}/checkins") { Content = JsonContent.Create(new { card = callers.UnusedCard }) };
        handOut.Headers.Add("Cookie", callers.Door.Cookies);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(handOut)).StatusCode);
        Assert.NotEqual(before, await KeptRows.OfAsync(Services));
    }

    [Fact]
    public async Task Whom_nobody_has_confirmed_changes_nothing_on_a_day_that_counts_by_any_form_or_token()
    {
        await ConsoleBrowser.SignedInAsync(site);
        await RealDay.ClosedAsync(Services, "real", ballots: 1);
        var guest = await Callers.GuestAsync(site);
        var program = new Caller("a program that plays rehearsals", Token: await Services.GetRequiredService<IGrainFactory>().Organisation().IssueRehearsalTokenAsync("player", default));
        var ofDays = (await ServedAddresses.OfAsync(Services)).Where(one => one.Method == "POST" && one.Address.Contains("{day}", StringComparison.Ordinal)).ToArray();
        var wrong = new List<string>();
        using var http = Http();
        foreach (var address in ofDays.Where(one => one.Scheme is Who.Console or Who.Token or Who.CountTeam or Who.Presenter))
            foreach (var caller in address.Scheme is Who.Console or Who.CountTeam or Who.Presenter ? [guest] : new[] { guest, program })
            {
                var answer = await AskAsync(http, address with { Address = address.Address.Replace("{day}", "real", StringComparison.Ordinal) }, caller);
                if (answer != (address.Scheme is Who.Console or Who.CountTeam or Who.Presenter ? "302 /console/organisers" : "403")) wrong.Add($"{address.Address}, {caller.Name}: {answer}");
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(ofDays.Count(one => one.Who == Who.Console), 30, int.MaxValue);
        Assert.InRange(ofDays.Count(one => one.Scheme == Who.Token), 15, int.MaxValue);
    }

    [Fact]
    public async Task What_is_for_everyone_asks_nobody_to_sign_in()
    {
        using var http = Http();
        foreach (var address in (await ServedAddresses.OfAsync(Services)).Where(one => one.Who == Who.Everyone && one.Method != "HUB" && one.Address != ServedAddresses.Files))
        {
            var answer = await AskAsync(http, address, new Caller("anonymous"));
            Assert.False(answer.StartsWith("401", StringComparison.Ordinal) || answer.Contains("sign-in", StringComparison.Ordinal), $"{address.Method} {address.Address}: {answer}");
        }
    }

    [Fact]
    public async Task What_is_the_machines_own_is_not_there_for_whoever_comes_through_a_proxy()
    {
        using var http = Http();
        var own = (await ServedAddresses.OfAsync(Services)).Where(one => one.Who == Who.Machine).ToArray();
        Assert.InRange(own.Length, 3, int.MaxValue);
        foreach (var address in own)
        {
            using var proxied = new HttpRequestMessage(HttpMethod.Get, address.Address) { Headers = { { "Via", "1.1 proxy" } } };
            Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(proxied)).StatusCode);
        }
        // The demo is switched off here; its own tests have it on.
        Assert.Equal("200", await AskAsync(http, own.Single(one => one.Address == "/metrics"), new Caller("anonymous")));
    }

    [Fact]
    public async Task Every_method_of_a_hub_is_answered_to_everyone()
    {
        var hubs = (await ServedAddresses.OfAsync(Services)).Where(one => one.Method == "HUB").ToArray();
        Assert.NotEmpty(hubs);
        foreach (var hub in hubs)
        {
            var (address, method) = (hub.Address.Split(' ')[0], hub.Address.Split(' ')[1]);
            await using var connection = new HubConnectionBuilder().WithUrl(new Uri(site.ClientOptions.BaseAddress, address)).Build();
            await connection.StartAsync();
            await connection.InvokeAsync<object>(method, "no-such-day");
        }
    }

    [Fact]
    public async Task An_address_that_there_is_not_is_answered_so_to_a_stranger()
    {
        using var http = Http();
        foreach (var address in new[] { "/api/nothing", "/hubs/nothing", "/console/nothing" })
            Assert.Equal("404", await AskAsync(http, new ServedAddress("GET", address, Who.Everyone), new Caller("anonymous")));
    }

    private IServiceProvider Services
    {
        get
        {
            _ = site.Client(); // Starts it.
            return site.Services;
        }
    }

    private HttpClient Http() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Client().BaseAddress };

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string Refusal(string who, Caller caller) => who switch
    {
        Who.Console or Who.CountTeam or Who.Presenter => "302 /console/sign-in",
        // Every station has the same cookie, and a role in it.
        Who.Kiosk or Who.Station when caller.Known == Who.Door => "403",
        _ => who == caller.Known ? "403" : "401",
    };

    private static async Task<string> AskAsync(HttpClient http, ServedAddress address, Caller caller)
    {
        var method = address.Method == "any" ? HttpMethod.Get : new HttpMethod(address.Method);
        using var request = new HttpRequestMessage(method, ServedAddresses.Filled(address.Address, Values));
        if (caller.Cookies.Length > 0) request.Headers.Add("Cookie", caller.Cookies);
        if (caller.Token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        if (method == HttpMethod.Post && address.Address.StartsWith("/api", StringComparison.Ordinal)) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        else if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", caller.Form)]);
        using var answer = await http.SendAsync(request);
        return answer.Headers.Location is { } next ? $"{(int)answer.StatusCode} {new Uri(http.BaseAddress!, next).AbsolutePath}" : $"{(int)answer.StatusCode}";
    }
}
