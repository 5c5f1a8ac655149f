using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>A browser without script: it fills forms as they stand on the page, hidden fields included, and keeps its cookies.</summary>
public sealed class ConsoleBrowser(HttpClient http)
{
    public const string Password = "copper heron ladder";

    private string path = "/";

    /// <summary>The page that is shown.</summary>
    public IDocument Page { get; private set; } = null!;

    /// <summary>The last answer's status.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>The last answer's content, where it is no page.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>After how many seconds the page looks again by itself; <c>null</c> where it does not.</summary>
    public string? LooksAgain { get; private set; }

    public string Text => Page.Body!.TextContent;

    /// <summary>Two organisers of a running site; the first signs in with the browser that is returned.</summary>
    public static async Task<ConsoleBrowser> SignedInAsync(RunningSite site, string name = "Morag", string second = "Iain", HttpClient? client = null)
    {
        var browser = new ConsoleBrowser(client ?? site.Client());
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        foreach (var person in new[] { name, second })
            if ((await organisation.ListOrganisersAsync(default)).All(organiser => organiser.Name != person))
            {
                var by = (await organisation.ListOrganisersAsync(default)).FirstOrDefault(organiser => organiser is { RehearsalsOnly: false, Removed: false })?.Id ?? "";
                var joined = await organisation.JoinAsync(new JoinAsOrganiser(await organisation.InviteAsync(by, default), person, Password), default);
                Assert.Equal(JoinStatus.Joined, joined.Status);
            }
        await Confirming.FirstTwoAsync(site);
        await browser.OpenAsync("/console/sign-in");
        await browser.SendAsync("form.sheet", ("Name", name), ("Password", Password));
        return browser;
    }

    /// <summary>The other organiser of a running site, with a session of their own.</summary>
    public static Task<ConsoleBrowser> SecondAsync(RunningSite site) => SignedInAsync(site, "Iain", "Morag");

    /// <summary>Sends a form that takes two people; the second agrees on their own session, and this one goes on.</summary>
    public async Task SendWithAsync(ConsoleBrowser second, string form, params (string Name, string Value)[] values)
    {
        await SendAsync(form, values);
        await AgreedAsync(second);
    }

    /// <summary>The second agrees to what this page waits for, and this one goes on.</summary>
    public async Task AgreedAsync(ConsoleBrowser second)
    {
        await second.OpenAsync(Asked);
        await second.SendAsync("#approve", ("Password", Password));
        Assert.True(second.Text.Contains("You have agreed.", StringComparison.Ordinal), second.Text);
        await SendAsync("#agreed");
    }

    /// <summary>Where a second approver agrees to what this page waits for.</summary>
    public string Asked =>
        (Page.QuerySelector("[data-approval]")?.GetAttribute("data-approval") ?? throw new InvalidOperationException($"Nothing waits on {path}: {Text}")).Split('?')[0];

    public async Task OpenAsync(string address)
    {
        using var answer = await http.GetAsync(address);
        path = address;
        await TakeAsync(answer);
    }

    /// <summary>Fills and sends a form of the page, and follows where it leads.</summary>
    public async Task SendAsync(string form, params (string Name, string Value)[] values)
    {
        var (action, fields) = Filled(form, values);
        using var answer = await http.PostAsync(action, new FormUrlEncodedContent(fields));
        path = action;
        await TakeAsync(answer);
    }

    /// <summary>Sends what no form of the page sends, with the page's antiforgery token.</summary>
    public async Task PostAsync(string address, params (string Name, string Value)[] values)
    {
        const string token = "__RequestVerificationToken";
        var forged = ((IHtmlInputElement)Page.QuerySelector($"input[name={token}]")!).Value;
        var fields = values.Append((token, forged)).Select(given => new KeyValuePair<string, string>(given.Item1, given.Item2));
        using var answer = await http.PostAsync(address, new FormUrlEncodedContent(fields));
        path = address;
        await TakeAsync(answer);
    }

    private (string Action, List<KeyValuePair<string, string>> Fields) Filled(string form, params (string Name, string Value)[] values)
    {
        var element = Page.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"No form '{form}' on {path}: {Text}");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in element.Elements)
        {
            var (name, value) = field switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } or IHtmlInputElement { Type: "file" } => ("", ""),
                IHtmlInputElement input => (input.Name ?? "", input.Value),
                IHtmlSelectElement select => (select.Name ?? "", select.Value ?? ""),
                IHtmlTextAreaElement area => (area.Name ?? "", area.Value),
                _ => ("", ""),
            };
            if (name.Length > 0 && values.All(given => given.Name != name)) fields.Add(new(name, value));
        }
        fields.AddRange(values.Select(given => new KeyValuePair<string, string>(given.Name, given.Value)));
        var action = element.GetAttribute("action") is { Length: > 0 } address ? address : path;
        return (action, fields);
    }

    /// <summary>Sends a form of the page with a file in it, as a browser does.</summary>
    public async Task SendFileAsync(string form, string name, string fileName, byte[] content, params (string Name, string Value)[] values)
    {
        var (action, fields) = Filled(form, values);
        using var parts = new MultipartFormDataContent { { new ByteArrayContent(content), name, fileName } };
        foreach (var (key, value) in fields) parts.Add(new StringContent(value), key);
        using var answer = await http.PostAsync(action, parts);
        path = action;
        await TakeAsync(answer);
    }

    private async Task TakeAsync(HttpResponseMessage answer)
    {
        Status = answer.StatusCode;
        LooksAgain = answer.Headers.TryGetValues("Refresh", out var seconds) ? seconds.Single() : null;
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found && answer.Headers.Location is { } next)
        {
            await OpenAsync(next.OriginalString);
            return;
        }
        Content = await answer.Content.ReadAsByteArrayAsync();
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            Page = await BrowsingContext.New().OpenAsync(page => page.Content(System.Text.Encoding.UTF8.GetString(Content)).Address($"http://localhost{path}"));
    }
}
