using System.Net;
using AngleSharp.Dom;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>What the console refuses of a field: the sentence leads to it, and it says that it is wrong, on every form in one way.</summary>
public sealed class RefusedFieldTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_refusal_leads_to_the_field_that_has_to_be_mended()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "field-open");
        var closed = await OpenDay.CreateAsync(site.Services, "field-closed");
        await closed.StepAsync(DayPhase.Closed);
        const string open = "/console/days/field-open", boxes = $"{open}/boxes";
        (string, string)[] box = [("Box", "Box 1"), ("Step", "Sealed"), ("Seal", "7"), ("Place", "Hall"), ("Name", "Ann Reid"), ("OtherName", "Joe Ban")];
        await RefusedAsync(boxes, "form[method=post]:has(#Seal)", "Seal", With(box, "Seal", ""));
        await RefusedAsync(boxes, "form[method=post]:has(#Seal)", "OtherName", With(box, "OtherName", "ann reid"));
        await RefusedAsync(boxes, "form[method=post]:has(#Seal)", "Box", [.. With(box, "Step", "Opened")]);
        Assert.Equal("refusal seal-hint", await DescribedAsync(boxes, "Seal", With(box, "Seal", "")));
        await RefusedAsync("/console/organisers", "#invite", "invite-password", ("password", "wrong"));
        await RefusedAsync("/console/programs", "#make-token", "Password", ("Day", "field-open"), ("Password", "wrong"));
        await RefusedAsync("/console/account", "form.password", "Current", ("Current", "wrong"), ("Password", "copper heron ladders"), ("Again", "copper heron ladders"));
        await RefusedAsync("/console/account", "form.password", "Again", ("Current", ConsoleBrowser.Password), ("Password", "copper heron ladders"), ("Again", "another"));
        await RefusedAsync("/console/new", "form[method=post]:has(#Title)", "Pot", ("Title", "A day"), ("Pot", "much"));
        await RefusedAsync("/console/new", "form[method=post]:has(#Title)", "Title", ("Title", " "), ("Pot", "5000"));
        await RefusedAsync($"{open}/cards", "form:has(#VoidNumber)", "VoidNumber", ("VoidNumber", "7"));
        await browser.OpenAsync($"{open}/ballot-papers?handler=Print&Batch=The+hall!");
        IsLed("Batch");
        await RefusedAsync("/console/days/field-closed/count", "form:has(#KeptBack)", "Venues_0__Unused", ("Venues[0].Received", "4"), ("Venues[0].Unused", "none"));

        async Task RefusedAsync(string page, string form, string field, params (string, string)[] values)
        {
            await browser.OpenAsync(page);
            await browser.SendAsync(form, values);
            Assert.True(browser.Status == HttpStatusCode.UnprocessableEntity, $"{page}: {browser.Status} {browser.Text}");
            IsLed(field);
        }

        async Task<string?> DescribedAsync(string page, string field, (string, string)[] values)
        {
            await RefusedAsync(page, $"form[method=post]:has(#{field})", field, values);
            return browser.Page.GetElementById(field)!.GetAttribute("aria-describedby");
        }

        void IsLed(string field)
        {
            Assert.Equal($"#{field}", browser.Page.QuerySelector("#refusal a")?.GetAttribute("href"));
            Assert.Equal(field, Assert.Single(browser.Page.QuerySelectorAll("[aria-invalid=true]")).Id);
        }
    }

    [Fact]
    public async Task Settings_and_a_proposal_lead_to_their_fields_and_what_no_field_can_mend_leads_nowhere()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/new");
        await browser.SendAsync("form[method=post]:has(#Title)", ("Title", "Fields"), ("Pot", "5000"), ("Rehearsal", "true"), ("From", "hand"));
        var day = browser.Page.QuerySelector("a[href$='/settings']")!.GetAttribute("href")!;
        foreach (var (field, name, value) in new[]
        {
            ("Form_Pots_0__Amount", "Form.Pots[0].Amount", "much"), ("Form_Date", "Form.Date", "soon"), ("Form_TimeZone", "Form.TimeZone", "Europe/Troon"),
            ("Form_Currency", "Form.Currency", "LOT"), ("Form_Hours", "Form.Hours", new string('x', 121)), ("Form_Witnesses", "Form.Witnesses", "one"),
        })
        {
            await browser.OpenAsync(day);
            await browser.SendAsync("form.stack", (name, value));
            Assert.Equal($"#{field}", browser.Page.QuerySelector("#refusal a")?.GetAttribute("href"));
            Assert.Equal(field, Assert.Single(browser.Page.QuerySelectorAll("[aria-invalid=true]")).Id);
        }
        await browser.OpenAsync(day.Replace("/settings", "/proposal", StringComparison.Ordinal));
        foreach (var (field, name, value) in new[]
        {
            ("Form_Ask", "Form.Ask", "much"), ("Form_Id", "Form.Id", "no id!"), ("Form_Group", "Form.Group", ""), ("Form_Area", "Form.Area", new string('x', 61)),
        })
        {
            await browser.SendAsync("form.stack", [.. With([("Form.Group", "Group"), ("Form.Ask", "100"), ("Form.Texts[0].Title", "Title"), ("Form.Area", ""), ("Form.Id", "7")], name, value)]);
            Assert.Equal($"#{field}", browser.Page.QuerySelector("#refusal a")?.GetAttribute("href"));
            Assert.Equal(field, Assert.Single(browser.Page.QuerySelectorAll("[aria-invalid=true]")).Id);
        }
        var declared = await OpenDay.CreateAsync(site.Services, "field-none");
        await browser.OpenAsync("/console/days/field-none/boxes");
        await declared.StepAsync(DayPhase.Closed);
        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified }) await declared.StepAsync(phase);
        await browser.SendAsync("form[method=post]:has(#Seal)", ("Box", "Box 1"), ("Seal", "7"), ("Place", "Hall"), ("Name", "Ann"), ("OtherName", "Joe"));
        Assert.NotNull(browser.Page.QuerySelector("#refusal"));
        Assert.Null(browser.Page.QuerySelector("#refusal a"));
    }

    private static (string, string)[] With((string, string)[] values, string name, string value) => [.. values.Select(one => one.Item1 == name ? (name, value) : one)];
}
