using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Audit;
using PbDecisionDay.Web.Doors;
using PbDecisionDay.Web.Help;
using PbDecisionDay.Web.Kiosk;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Marketplace;
using PbDecisionDay.Web.Outcomes;
using PbDecisionDay.Web.Papers;
using PbDecisionDay.Web.PlainRules;
using PbDecisionDay.Web.Presenting;
using PbDecisionDay.Web.Screens;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Statements;
using PbDecisionDay.Web.Stations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Localisation;

/// <summary>No page is half in one language and half in another, apart from what people wrote, which says its own.</summary>
public sealed partial class WholePagesTests(RunningSite site) : IClassFixture<RunningSite>
{
    // Shorter pieces of an English text could stand in what people wrote, or in a name.
    private const int ShortestPiece = 14;

    private static readonly string[] Pages =
    [
        "/", "/about", "/help", "/help/door", "/help/kiosk", "/help/presenter", "/help/count", "/help/organiser", "/r", "/days/whole", "/days/whole/stalls/1", "/days/whole-over", "/v/whole", "/v/whole?plain", "/v/whole-over?plain", "/pair", "/try/whole", "/door", "/kiosk", "/screen", "/screen/whole",
        "/days/whole/join/1", "/days/whole/needs", "/days/whole/information/library", "/audit/whole", "/audit/whole/checks", "/audit/whole/key", "/audit/whole/look", "/audit/whole-over", "/audit/whole-over/look", "/audit/whole-over/statement", "/days/whole-over/result/1", "/days/whole/result/1", "/console/sign-in",
    ];

    // What a paired device shows is another page than what a stranger is shown at its address.
    private static readonly (StationRole Role, string Page)[] OfStations =
        [(StationRole.Door, "/door"), (StationRole.Kiosk, "/kiosk"), (StationRole.Paper, "/paper/whole"), (StationRole.Screen, "/present/whole"), (StationRole.Screen, "/present/whole-over")];

    private static readonly Type[] Files =
    [
        typeof(HelpWords), typeof(StallWords), typeof(OutcomeWords), typeof(PaperWords), typeof(PresentWords),
        typeof(ResidentWords), typeof(FrameWords), typeof(RuleWords), typeof(StatementWords), typeof(KioskWords), typeof(ScreenWords), typeof(DoorWords), typeof(AuditWords), typeof(StationWords),
    ];

    [Fact]
    public async Task Every_page_is_in_one_language_from_its_frame_to_its_scripts_words()
    {
        await OpenDay.CreateAsync(site.Services, "whole");
        var over = await OpenDay.CreateAsync(site.Services, "whole-over");
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await over.StepAsync(phase);
        await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IStallsGrain>("whole").WriteInformationAsync(
            new InformationStall("library", "The library", [new("en", "Free books", "Come in and join.", "Books cost nothing.")], "12", "tea"), "one", default);
        var stations = new List<(string Page, HttpClient Http)>();
        foreach (var (role, page) in OfStations)
            stations.Add((page, (await Stations.PairedStation.PairAsync(site, page.Split('/')[^1] is "whole-over" ? "whole-over" : "whole", role, $"{role} of {page}")).Http));
        var (english, faults, looked) = (Pieces(), new List<string>(), 0);
        var menus = 0;
        foreach (var language in SiteLanguage.All)
        {
            using var client = site.Client("en");
            client.DefaultRequestHeaders.Add("Cookie", $"language={language.Tag}");
            foreach (var (page, http) in Pages.Select(page => (page, client)).Concat(stations))
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, page);
                if (http != client) asked.Headers.TryAddWithoutValidation("Accept-Language", language.Tag);
                using var answer = await http.SendAsync(asked);
                Assert.Equal((page, System.Net.HttpStatusCode.OK), (page, answer.StatusCode));
                var document = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
                var area = PageAreas.Of(new Uri(client.BaseAddress!, page).AbsolutePath);
                var spoken = language.Speaks(area) ? language : SiteLanguage.All[0];
                Assert.Equal((page, spoken.Tag, spoken.Direction), (page, document.DocumentElement.GetAttribute("lang"), document.DocumentElement.GetAttribute("dir")));
                // A menu offers what the page speaks, and no more.
                if (document.QuerySelectorAll("button[name=language]") is { Length: > 0 } menu)
                {
                    Assert.Equal(SiteLanguage.All.Where(one => one.Speaks(area)).Select(one => one.Tag), menu.Select(button => button.GetAttribute("value")!));
                    Assert.Equal(spoken.Tag, Assert.Single(menu, button => button.GetAttribute("aria-pressed") == "true").GetAttribute("value"));
                    menus++;
                }
                var text = Said(document);
                looked++;
                if (spoken.Written == "en") Assert.Contains("Skip to the content", text, StringComparison.Ordinal);
                else faults.AddRange(english.Where(piece => text.Contains(piece, StringComparison.Ordinal)).Select(piece => $"{page} in {language.Tag}: {piece}"));
            }
        }
        Assert.Empty(faults);
        Assert.Equal((Pages.Length + OfStations.Length) * SiteLanguage.All.Count, looked);
        Assert.True(menus > looked / 2);
    }

    [Fact]
    public void Every_page_and_every_address_of_a_door_is_of_the_area_that_its_words_are_of()
    {
        var ends = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var pages = ends.Where(end => end.Metadata.GetMetadata<PageActionDescriptor>() is not null).ToList();
        Assert.True(pages.Count > 40);
        foreach (var page in pages)
        {
            var folder = page.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath.Split('/')[1];
            var area = folder switch
            {
                "Console" => PageArea.Organiser,
                "Audit" when page.RoutePattern.RawText!.EndsWith("/statement", StringComparison.Ordinal) => PageArea.Resident,
                "Doors" or "Papers" or "Presenting" or "Audit" or "Help" or "Stations" => PageArea.Volunteer,
                _ => PageArea.Resident,
            };
            Assert.Equal((page.RoutePattern.RawText, area), (page.RoutePattern.RawText, PageAreas.Of("/" + page.RoutePattern.RawText!.TrimStart('/'))));
        }
        var doors = ends.Where(end => end.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.ITagsMetadata>()?.Tags.Contains("Doors") == true).ToList();
        Assert.NotEmpty(doors);
        Assert.All(doors, door => Assert.Equal((door.RoutePattern.RawText, PageArea.Volunteer), (door.RoutePattern.RawText, PageAreas.Of("/" + door.RoutePattern.RawText!.TrimStart('/')))));
    }

    // What stands between the places of the English texts, where it is long enough to be told from other words.
    private List<string> Pieces()
    {
        var factory = site.Services.GetRequiredService<IStringLocalizerFactory>();
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("en");
        try
        {
            var pieces = Files.SelectMany(file => factory.Create(file).GetAllStrings(includeParentCultures: true))
                .SelectMany(word => Place().Split(word.Value)).Select(piece => piece.Trim()).Where(piece => piece.Length >= ShortestPiece && piece.Contains(' ', StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal).ToList();
            Assert.True(pieces.Count > 500);
            return pieces;
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    // A page's texts and its script's words, without what says that it is in another language.
    private static string Said(AngleSharp.Html.Dom.IHtmlDocument document)
    {
        var words = string.Join('\n', document.QuerySelectorAll("script#words")
            .SelectMany(block => JsonSerializer.Deserialize<Dictionary<string, string>>(block.TextContent)!.Values));
        foreach (var apart in document.QuerySelectorAll("body [lang], script").ToList()) apart.Remove();
        return $"{document.Title}\n{Blank().Replace(document.Body!.TextContent, " ")}\n{words}";
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
