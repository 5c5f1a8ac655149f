using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Printing;
using PbDecisionDay.Web.Localisation;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Console;

/// <summary>Batches of cards: printed here and tested from the paper, or registered by number when made elsewhere; made usable; voided.</summary>
public sealed class CardsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Batch { get; set; }

    [BindProperty]
    public int Count { get; set; } = 80;

    [BindProperty]
    public string As { get; set; } = "pdf";

    [BindProperty]
    public bool ForExchange { get; set; }

    /// <summary>The station of the door for which the cards are kept while it has no network; empty for cards of every door.</summary>
    [BindProperty]
    public string? KeptFor { get; set; }

    /// <summary>Whether the cards are printed large, two to a sheet.</summary>
    [BindProperty]
    public bool Large { get; set; }

    /// <summary>Who hands the cards out: a place or a group.</summary>
    [BindProperty]
    public string? Label { get; set; }

    /// <summary>The print or batch that is drawn again; empty for none.</summary>
    [BindProperty]
    public string? InsteadOf { get; set; }

    [BindProperty]
    public string? TestCode { get; set; }

    [BindProperty]
    public string? ImportBatch { get; set; }

    [BindProperty]
    public string? Numbers { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? VoidNumber { get; set; }

    [BindProperty]
    public VoidReason VoidReason { get; set; }

    public BoxStatus Box { get; private set; } = null!;

    /// <summary>How many cards of each batch were handed out or made usable, by its id.</summary>
    public IReadOnlyDictionary<string, int> HandedOut { get; private set; } = new Dictionary<string, int>();

    /// <summary>The prints whose test card was not read yet.</summary>
    public IEnumerable<CardPrint> Waits => Day.CardPrints.Where(print => print.State == CardPrintState.Waiting);

    /// <summary>Every print and how far it is, for the page to compare.</summary>
    public string PrintsNow => string.Join(' ', Day.CardPrints.Select(print => $"{print.Batch}={Words.Of(print.State)}"));

    /// <summary>The prints that were given up.</summary>
    public IEnumerable<CardPrint> GivenUp => Day.CardPrints.Where(print => print.State == CardPrintState.GivenUp);

    /// <summary>Whether a batch of the log can be ended and drawn again: none of its cards is out, and this service made it for the main log.</summary>
    public bool MayDrawAgain(BatchStatus batch) =>
        MayAdd && batch is { Spoilt: false, Active: false, MadeByService: true, Log: BoxKey.MainLog, Cards: <= MostCards } && HandedOut.GetValueOrDefault(batch.Batch) == 0;

    public bool MayAdd => Day.Phase is DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused;

    /// <summary>The doors for which cards may be kept: those of a day without a register.</summary>
    public IReadOnlyList<StationView> DoorsWithPiles => Day.Settings.CheckIn == CheckInMode.Register
        ? []
        : [.. Day.Stations.Where(station => station is { Role: StationRole.Door, Revoked: false })];

    /// <summary>The name of the door for which a batch is kept; <c>null</c> where it is kept for none.</summary>
    public string? KeptForDoor(string batch) =>
        Day.Stations.FirstOrDefault(station => batch.StartsWith(AddBatch.PileOf(station.Station), StringComparison.Ordinal))?.Name;

    public bool AddingTakesTwo => StepRules.BatchesTakeTwo(Day.Rehearsal, Day.Phase);

    public bool MayActivate => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused;

    public bool MayVoid => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused or DayPhase.Closed or DayPhase.Counted;

    /// <summary>A left-over card is named after the close; lost and found ones before.</summary>
    public bool AfterClose => Day.Phase is DayPhase.Closed or DayPhase.Counted;

    /// <summary>The most cards one answer prints; more are printed as further batches.</summary>
    public const int MostCards = 800;

    public bool PdfPossible => CardSheetPdf.CanSet(SheetTitles.Take(SheetWords.Count), SheetWords);

    public IEnumerable<string> SheetLanguages => SheetWords.Select(words => SiteLanguage.Find(words.Language)!.Name);

    /// <summary>What is typed on the machine that makes the cards; the batch's name, count and folder are the organisers' to choose.</summary>
    public string MakeCommand => string.Join(" \\\n  ",
    [
        "pbdd cards make",
        $"--site {Day.Site}",
        $"--day {Day.Day}",
        $"--origin {Day.Origin}",
        $"--lang {string.Join(',', SheetWords.Select(words => words.Language))}",
        .. SheetTitles.Take(SheetWords.Count).Select(title => $"--title {Quoted(title)}"),
        .. Box.LogKey.Length > 0 ? [$"--key {Quoted(Box.LogKey)}"] : Array.Empty<string>(),
        .. Day.Rehearsal ? ["--rehearsal"] : Array.Empty<string>(),
        $"--batch printed-{Made + 1} --count 500 --out /dev/shm/cards",
    ]);

    private IReadOnlyList<CardWords> SheetWords => CardWords.For(Day.Settings.Languages, $"{SiteName}/v/{Day.Day}");

    private IReadOnlyList<string> SheetTitles => [.. Day.Settings.Title.Select(title => title.Text)];

    private string SiteName => Day.Site[(Day.Site.IndexOf("://", StringComparison.Ordinal) + 3)..];

    private IBallotBoxGrain BoxGrain => Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day.Day));

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var day = (string)RouteData.Values["day"]!;
        Box = await Grains.GetDayStatusAsync(day, HttpContext.RequestAborted);
        HandedOut = (await Grains.GetDayWaysAsync(day, HttpContext.RequestAborted)).Cards.GroupBy(batch => batch.Batch).ToDictionary(batch => batch.Key, batch => batch.Sum(one => one.Usable));
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet()
    {
        Batch = FreeBatch();
        if (!PdfPossible) As = "page";
    }

    /// <summary>
    /// Draws cards, notes their numbers, and prints them in this one response, with a test card first. What was drawn is nowhere else; it counts once the test
    /// card was read from the paper. A print that was lost is drawn anew, and ends.
    /// </summary>
    public async Task<IActionResult> OnPostPrintAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || Count is < 1 or > MostCards) return Again(Say["Cards.CountWrong", MostCards], nameof(Count));
        var (instead, label) = (InsteadOf ?? "", (Label ?? "").Trim());
        if (label.Length > BatchLabel.Longest) return Again(Say["Cards.LabelLong", BatchLabel.Longest], nameof(Label));
        var door = DoorsWithPiles.FirstOrDefault(station =>
            string.Equals(station.Station, KeptFor, StringComparison.Ordinal) || instead.StartsWith(AddBatch.PileOf(station.Station), StringComparison.Ordinal));
        var batch = AddBatch.IsForExchange(instead) || ForExchange ? $"exchange-{Batch}" : door is not null ? $"{AddBatch.PileOf(door.Station)}{Made + 1}" : Batch ?? "";
        if (StepRules.IsBatchTooSmall(Day.Rehearsal, Day.Settings.CheckIn, batch, Count))
            return Again(Say["Cards.TooFew", StepRules.LeastCardsInBatch], nameof(Count));
        // A form that is sent twice asks for one batch twice, and the second is refused instead of printing again.
        if (Names.Contains(batch, StringComparer.Ordinal)) return Again(Say["Cards.MadeAlready"]);
        IActionResult printed = Page();
        var step = instead.Length > 0
            ? StepToApprove.Of(ApprovedStep.ReplaceBatch, batch, Exactly(Count), instead)
            : StepToApprove.Of(ApprovedStep.AddBatch, batch, BoxKey.MainLog, Exactly(Count), "");
        // Two agree to how many cards, and only then is any secret drawn.
        var outcome = await WithSecondAsync(
            step,
            async second =>
            {
                if (AddingTakesTwo && second.Length == 0) return new DayOutcome(DayRefusal.NeedsSecondPerson, "");
                var cards = PrintedCard.Draw(Day.Site, Day.Day, Day.Origin, Count);
                var test = ShortNumber.Of(Digest.Random());
                var sheet = new CardSheet(SheetTitles, Day.Rehearsal, Fingerprint(), SheetWords, cards)
                {
                    Size = Large ? CardSize.Large : CardSize.Normal,
                    Test = new TestCard($"{Day.Site}/console/test-card/{Day.Day}/{test.Symbols}", test.ToString()),
                };
                printed = As == "pdf" && PdfPossible ? File(CardSheetPdf.Draw(sheet), "application/pdf") : Partial("CardSheetPage", sheet);
                // In the order of their numbers: the list must not say which card was printed where.
                ImmutableArray<string> numbers = [.. cards.Select(card => card.Number.ToString()).Order(StringComparer.Ordinal)];
                var print = new PrintBatch(batch, numbers, Digest.Sha256(Encoding.UTF8.GetBytes(test.Symbols)).ToString()) { InsteadOf = instead, Label = label };
                return await DayGrain.PrintBatchAsync(print, By, second, cancellationToken);
            },
            cancellationToken);
        if (outcome is null) return Page();
        return outcome.Refusal == DayRefusal.None ? printed : Again(Sentence(outcome));
    }

    /// <summary>Every print and how far it is: the page asks until that changes.</summary>
    public ContentResult OnGetPrints() => Content(PrintsNow);

    /// <summary>On, once a print's test card was read; a print that still waits for that is here.</summary>
    public async Task<IActionResult> OnGetGoOnAsync(CancellationToken cancellationToken) => Day.CardPrints.LastOrDefault() is { State: CardPrintState.Registered } print
        ? await GoOnAsync(Say["Cards.Tested", print.Cards, Isolated.Of(print.Batch)], cancellationToken)
        : Redirect($"/console/days/{Day.Day}/cards");

    /// <summary>The code of a test card, typed by whoever has no camera.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken)
    {
        if (!ShortNumber.TryRead(TestCode, out var number, out _)) return Again(Say["Cards.TestWrong"], nameof(TestCode));
        var tested = await DayGrain.TestPrintAsync(number!.Symbols, cancellationToken);
        return tested.Outcome.Refusal == DayRefusal.None ? await GoOnAsync(Say["Cards.Tested", tested.Print!.Cards, Isolated.Of(tested.Print.Batch)], cancellationToken) : Again(Sentence(tested.Outcome), nameof(TestCode));
    }

    /// <summary>Who hands a batch out.</summary>
    public async Task<IActionResult> OnPostLabelAsync(string batch, CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.LabelBatchAsync(batch, (Label ?? "").Trim(), By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? GoTo("/cards", Say["Cards.Labelled", Isolated.Of(batch)]) : Again(Sentence(outcome));
    }

    /// <summary>Ends a batch none of whose cards is out.</summary>
    public async Task<IActionResult> OnPostSpoilAsync(string batch, CancellationToken cancellationToken)
    {
        var outcome = await WithSecondAsync(
            StepToApprove.Of(ApprovedStep.SpoilBatch, batch), second => DayGrain.SpoilBatchAsync(batch, By, second, cancellationToken), cancellationToken);
        if (outcome is null) return Page();
        return outcome.Refusal == DayRefusal.None ? GoTo("/cards", Say["Cards.Spoilt", Isolated.Of(batch)]) : Again(Sentence(outcome));
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        Numbers = await UploadedText.ReadAsync(Upload, Numbers, cancellationToken);
        var lines = (Numbers ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Any(line => CardLink.TryRead(line, out _, out _))) return Again(Say["Cards.SecretsSent"], nameof(Numbers));
        for (var at = 0; at < lines.Length; at++)
            if (!Digest.TryParse(lines[at], out _)) return Again(Say["Cards.NumberWrong", at + 1], nameof(Numbers));
        if (lines.Length == 0) return Again(Say["Cards.NumbersMissing"], nameof(Numbers));
        var batch = new AddBatch((ImportBatch ?? "").Trim(), [.. lines], MadeByService: false);
        var outcome = await WithSecondAsync(
            StepToApprove.Of(ApprovedStep.AddBatch, batch.Batch, batch.Log, Exactly(lines.Length), RootOf(lines).ToString()),
            second => DayGrain.AddBatchAsync(batch, By, second, cancellationToken), cancellationToken);
        if (outcome is null) return Page();
        return outcome.Refusal == DayRefusal.None ? GoTo("/cards", Say["Cards.Imported", lines.Length, RootOf(lines)]) : Again(Sentence(outcome));
    }

    public async Task<IActionResult> OnPostActivateAsync(string batch, CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.ActivateBatchAsync(batch, By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? GoTo("/cards", Say["Cards.Activated", batch]) : Again(Sentence(outcome));
    }

    public async Task<IActionResult> OnPostVoidAsync(CancellationToken cancellationToken)
    {
        if (!ShortNumber.TryRead(VoidNumber, out var number, out _)) return Again(Say["Cards.VoidWrong"], nameof(VoidNumber));
        var outcome = await WithSecondAsync(
            StepToApprove.Of(ApprovedStep.VoidCard, number!.ToString(), Words.Of(VoidReason)),
            second => DayGrain.VoidCardAsync(new VoidCard(number.Symbols, VoidReason), By, second, cancellationToken), cancellationToken);
        if (outcome is null) return Page();
        return outcome.Refusal == DayRefusal.None ? GoTo("/cards", Say["Cards.Voided", number]) : Again(Sentence(outcome));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> FormToSendAgain() =>
        // A list that was uploaded is sent again as if it had been pasted.
        base.FormToSendAgain().Where(field => field.Name != nameof(Numbers)).Append((nameof(Numbers), Numbers ?? ""));

    private PageResult Again(string sentence, string? field = null)
    {
        Batch = FreeBatch();
        ModelState.Remove(nameof(Batch));
        return Refuse(sentence, field);
    }

    private string FreeBatch() => $"cards-{Made + 1}";

    private IEnumerable<string> Names => Box.Batches.Select(batch => batch.Batch).Union(Day.CardPrints.Select(print => print.Batch), StringComparer.Ordinal);

    private int Made => Names.Count();

    // As a shell takes it, whatever stands in it.
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static Digest RootOf(IEnumerable<string> numbers) => Manifest.Of(numbers.Select(text => Digest.TryParse(text, out var number) ? number : default)).Root;

    private static string Exactly(int count) => count.ToString(CultureInfo.InvariantCulture);

    private string Fingerprint() =>
        LogPublicKey.TryParseVerifierKey(Box.LogKey, out _, out var key) ? key!.Fingerprint.ToString() : "";
}
