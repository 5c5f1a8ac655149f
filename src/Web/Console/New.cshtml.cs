using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Creates a day by hand, from a spreadsheet of proposals, or as a rehearsal from a Pabulib file.</summary>
[RequestSizeLimit(20_000_000), RequestFormLimits(ValueLengthLimit = 20_000_000)]
public sealed class NewModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayCreation creation, TimeProvider time) : ConsolePage(grains, say)
{
    private const string FirstPot = "pot", FirstVenue = "hall", Currency = "GBP";

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Pot { get; set; }

    [BindProperty]
    public string? Date { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    [BindProperty]
    public bool Rehearsal { get; set; }

    [BindProperty]
    public string From { get; set; } = "hand";

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>What the reader of a Pabulib file noted, once the organiser has seen it.</summary>
    [BindProperty]
    public string? Noted { get; set; }

    /// <summary>What is wrong with the list.</summary>
    public IReadOnlyList<ListProblem> Problems { get; private set; } = [];

    public void OnGet() { }

    public FileContentResult OnGetTemplate() =>
        File(System.Text.Encoding.UTF8.GetBytes(ProposalsCsv.Template([SiteLanguage.All[0].Tag])), "text/csv", "proposals.csv");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var bytes = await UploadedText.ReadBytesAsync(Upload, Text, cancellationToken);
        Text = await UploadedText.ReadAsync(Upload, Text, cancellationToken);
        ModelState.Remove(nameof(Text));
        Problems = From == "csv" ? await UploadedText.DoubtfulAsync(Upload, cancellationToken) : [];
        if (Problems.Count > 0) return Refuse(Say["List.LookAtLetters"], nameof(Upload));
        var language = SiteLanguage.All[0].Tag;
        RulesForm? rules = null;
        ImmutableArray<NewProposal> proposals = [];
        var currency = Currency;
        long amount;
        if (From == "pabulib")
        {
            if (!PabulibDay.TryRead(bytes, language, FirstPot, out var file, out var wrong)) return Refuse(Say["New.PabulibWrong", wrong!.TrimEnd('.')], nameof(Upload));
            (rules, proposals, amount, currency, Rehearsal) = (file!.Rules, file.Proposals, file.Budget, file.Currency, true);
            if (string.IsNullOrWhiteSpace(Title)) Title = file.Title;
            var notes = string.Join(' ', file.Notes);
            if (file.Notes.Length > 0 && Noted != notes)
            {
                Noted = notes;
                ModelState.Remove(nameof(Noted));
                return Refuse(Say["New.LookFirst", notes]);
            }
            if (file.Notes.Length > 0) Done = Say["New.PabulibNotes", notes];
        }
        else if (!MoneyText.TryRead(Pot, currency, out amount)) return Refuse(Say["New.PotWrong"], nameof(Pot));
        if (string.IsNullOrWhiteSpace(Title)) return Refuse(Say["New.TitleMissing"], nameof(Title));
        ImmutableArray<PotSetting> pots = [new(FirstPot, Say["New.PotName"], amount)];
        if (From == "csv")
        {
            (proposals, var problems) = ProposalsCsv.Read(Text ?? "", pots, [language], currency);
            Problems = problems;
            if (!problems.IsEmpty) return Page();
        }
        if (!User.MayActOn(Rehearsal)) return Refuse(Refusals["Problem.rehearsals-only.Detail"]);
        // Whoever makes a day chooses its rules, on a page that says what each does; a file's are the file's.
        var text = "";
        if (rules is not null && !rules.TryWrite([language], out text, out var fault)) return Refuse(fault!.Sentence(Say));

        var date = string.IsNullOrWhiteSpace(Date) ? time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Date;
        var settings = new DaySettings(
            [new LocalText(language, Title.Trim())], (Place ?? "").Trim(), date, (Hours ?? "").Trim(), "Europe/London", [language], currency, pots, [new VenueSetting(FirstVenue, Say["New.VenueName"])],
            CheckInMode.CardsOnly, text);
        var day = await FreeIdAsync(Slug.Of($"{Title} {date[..4]}", 36, "day"), cancellationToken);
        var command = new CreateDay(SiteAddress.Of(HttpContext), Rehearsal, settings, By);
        var outcome = (await creation.CreateAsync(day, command, proposals, cancellationToken)).Outcome;
        if (outcome.Refusal != DayRefusal.None)
            return Refuse(Sentence(outcome), outcome.Field switch { nameof(DaySettings.Title) => nameof(Title), nameof(DaySettings.Date) => nameof(Date), nameof(DaySettings.Place) => nameof(Place), nameof(DaySettings.Hours) => nameof(Hours), nameof(DaySettings.Pots) => nameof(Pot), _ => null });
        Done ??= Say["New.Done"];
        return Redirect($"/console/days/{day}?handler=GoOn");
    }

    private async Task<string> FreeIdAsync(string wanted, CancellationToken cancellationToken)
    {
        var taken = (await Organisation.ListDaysAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? wanted : $"{wanted}-{n}").First(id => !taken.Contains(id));
    }
}
