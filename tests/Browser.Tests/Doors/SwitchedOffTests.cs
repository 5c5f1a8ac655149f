using System.Text;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Browser.Tests.Doors;

/// <summary>What whoever steals a door's tablet finds on it after it was switched off. Source: docs/adr/0068.</summary>
public sealed class SwitchedOffTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string Control = "kept-for-a-tab-and-found-on-the-disk";

    [Fact]
    public async Task The_disk_of_a_doors_tablet_holds_the_sealed_names_and_not_the_key_to_them()
    {
        const string id = "door-stolen";
        await DoorPages.PublishAsync(site, id, CheckInMode.Register);
        var register = site.Grains().GetGrain<IRegisterGrain>(id);
        await register.AddAsync([new NewLine("1", "Quirinius Abernethy", "Harbour Street", "PASSNUMBER1")], default);
        using var folder = new TemporaryFolder();
        await using (var context = await chromium.KeptTabletAsync(folder.Path))
        {
            var page = await context.PairAsync(site, id, "Main door");
            await page.GetByText("How to use this page").ClickAsync();
            await Assertions.Expect(page.Locator("#allotted")).ToContainTextAsync("Number: 1");
            await page.ScanAsync("PASSNUMBER1");
            await page.AnswersAsync("let-in");
            // What is kept for a tab is on the disk a little later, and with the browser's end: this is looked for too, and has to be found.
            await page.EvaluateAsync("text => sessionStorage.setItem('control', text)", Control);
            await page.ReloadAsync();
            await page.GetByText("How to use this page").ClickAsync();
            await Assertions.Expect(page.Locator("#allotted")).ToContainTextAsync("Number: 1");
        }

        var station = (await site.Grains().GetGrain<IDecisionDayGrain>(id).GetAsync(default))!.Stations[0].Station;
        var key = await register.GetDoorKeyAsync(station, default);
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => (Name: Path.GetRelativePath(folder.Path, file), Bytes: File.ReadAllBytes(file))).ToArray();
        // The names' database is among them, and what was kept for the tab.
        Assert.NotNull(Holding(Encoding.BigEndianUnicode.GetBytes($"pbdd-door {id}")));
        Assert.Contains(Texts("", Control), text => Holding(text.Bytes) is not null);
        foreach (var (form, bytes) in Forms(key).Concat(Texts("a name", "Abernethy"))) Assert.True(Holding(bytes) is null, $"{form} stands in {Holding(bytes)}.");

        string? Holding(byte[] bytes) => files.Where(file => file.Bytes.AsSpan().IndexOf(bytes) >= 0).Select(file => file.Name).FirstOrDefault();
    }

    private static IEnumerable<(string Form, byte[] Bytes)> Forms(byte[] key)
    {
        // A text format may write plus and slash in another way: the longest run without them is enough.
        var base64 = Convert.ToBase64String(key).Split('+', '/', '=').MaxBy(run => run.Length)!;
        return [("the key", key), .. Texts("the key in base64", base64), .. Texts("the key in hex", Convert.ToHexString(key)), .. Texts("the key in hex", Convert.ToHexStringLower(key))];
    }

    private static IEnumerable<(string Form, byte[] Bytes)> Texts(string form, string text) =>
        new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Select(encoding => ($"{form}, {encoding.WebName}", encoding.GetBytes(text)));
}
