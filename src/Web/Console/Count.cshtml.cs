using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Statements;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Uploads;

namespace PbDecisionDay.Web.Console;

/// <summary>The five steps that an organiser and two observers walk through between the close and the declaration, one open at a time.</summary>
[RequestSizeLimit(MostRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = MostRequestBytes)]
public sealed class CountModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    // The largest photograph, and a little for the form around it.
    private const int MostRequestBytes = SheetPicture.MostBytes + 1024 * 1024;
    private const int Dice = 8;
    private const int NameLines = 6;
    private const string LookAgainSeconds = "2";

    private CountStep? _asked;

    [BindProperty]
    public List<VenueForm> Venues { get; set; } = [];

    [BindProperty]
    public long? KeptBack { get; set; }

    [BindProperty]
    public List<ExplanationForm> Explanations { get; set; } = [];

    /// <summary>The eight digits as they were typed first.</summary>
    [BindProperty]
    public string? Digits { get; set; }

    /// <summary>The eight digits as they were typed again.</summary>
    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public IFormFile? Photograph { get; set; }

    [BindProperty]
    public List<SignatureForm> Names { get; set; } = [];

    public CountSteps Steps { get; private set; } = null!;

    /// <summary>The step that is open; <c>null</c> before the close, and when all is done.</summary>
    public CountStep? Open => _asked is { } asked && Steps.MayOpen(asked, Day) ? asked : Steps.Now;

    /// <summary>What the log says now, and the account as it was closed.</summary>
    public AccountOnPaper Account { get; private set; } = null!;

    /// <summary>Numbers that do not agree, and that nothing explains yet.</summary>
    public ImmutableArray<AccountLine> Unexplained { get; private set; } = [];

    /// <summary>Digits that were typed once and wait to be typed again; <c>null</c> where none do.</summary>
    public string? ReadBack { get; private set; }

    /// <summary>Who signed.</summary>
    public ImmutableArray<Signature> Signatures { get; private set; } = [];

    public CountedResult? Result => CountedResult.Of(Day);

    public bool HasBegun => Day.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;

    public bool MayChangeSheet => Day.Phase == DayPhase.Counted && Day.Paperwork.Validated is null;

    public bool MayDeclare => NextStep.MayDeclare(Day);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            await LookAsync(HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet(CountStep? step)
    {
        _asked = step;
        FillHands();
        FillNames();
        // The page looks again by itself, without a script.
        if (Day.Work != DayWork.None) Response.Headers["Refresh"] = LookAgainSeconds;
        else if (Day.WorkFailure is { } failure) Refusal = Sentence(failure);
    }

    /// <summary>The photograph, for organisers alone.</summary>
    public async Task<IActionResult> OnGetSheetAsync(CancellationToken cancellationToken)
    {
        var picture = await DayGrain.GetSheetAsync(cancellationToken);
        return picture.IsEmpty ? NotFound() : File([.. picture], Day.Paperwork.Sheet!.MediaType);
    }

    public async Task<IActionResult> OnPostAccountAsync(CancellationToken cancellationToken)
    {
        _asked = CountStep.Account;
        FillNames();
        var lines = Venues.Select(venue => venue.Read()).ToArray();
        if (Array.FindIndex(lines, line => line is null) is >= 0 and var missing)
            return Refuse(Say["Count.NumberMissing"], $"{nameof(Venues)}_{missing}__{Venues[missing].Missing}");
        if (KeptBack is not { } keptBack) return Refuse(Say["Count.NumberMissing"], nameof(KeptBack));
        var command = new CloseAccount(new HandCount([.. lines!], keptBack), [.. Explanations.Select(one => one.Read())], By);
        var result = await DayGrain.CloseAccountAsync(command, cancellationToken);
        if (result.Outcome.Refusal == DayRefusal.None) return GoTo("/count", Say["Count.Accounted"]);
        Unexplained = new AccountComparison(Account.Log, command.Hand).Mismatches();
        return Refuse(result.Unexplained.IsEmpty ? Sentence(result.Outcome) : Say["Count.DoNotAgree", result.Unexplained.Length]);
    }

    /// <summary>What doors without a network told of after the close, each by itself, and whether an organiser told it.</summary>
    public ImmutableArray<(DoorCount Door, bool Told)> CutOff { get; private set; } = [];

    /// <summary>The names of the day's doors.</summary>
    public ImmutableArray<string> Doors =>
        [.. Day.Stations.Where(station => station.Role == StationRole.Door).Select(station => station.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Notes how many a door let in that cannot tell it by itself.</summary>
    public async Task<IActionResult> OnPostDoorAsync(string? door, string? people, CancellationToken cancellationToken)
    {
        if (long.TryParse(Rules.Text.Digits.Western(people ?? ""), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await TakeAsync(CountStep.Account, () => DayGrain.TellOfDoorAsync(new DoorCount(door ?? "", number), By, cancellationToken), Say["Count.Door.Noted"], cancellationToken);
        _asked = CountStep.Account;
        FillHands();
        FillNames();
        return Refuse(Say["Count.NumberMissing"], "told-people");
    }

    /// <summary>Keyed papers that the dice named, in the order drawn.</summary>
    public ImmutableArray<SampledPaper> Samples { get; private set; } = [];

    /// <summary>Whether slips wait to be held beside the screen.</summary>
    public bool SlipsWait => Day.Phase is DayPhase.Counted or DayPhase.Declared && Day.Compared.Length < Samples.Length;

    /// <summary>The name of the reason why no paper was drawn, in the words.</summary>
    public string Draw { get; private set; } = "";

    public Task<IActionResult> OnPostCountAsync(CancellationToken cancellationToken) => TakeAsync(
        CountStep.Result, () => DayGrain.TransitionAsync(new Transition(DayPhase.Counted, "", By, ""), cancellationToken), Say["Step.counted.Done"], cancellationToken);

    /// <summary>The first entry of the dice: shown large, to be read back. Nothing is written.</summary>
    public PageResult OnPostDice()
    {
        _asked = CountStep.Result;
        if (Typed(Digits) is not { } digits) return Refuse(Say["Dice.Wrong"], nameof(Digits));
        ReadBack = digits;
        return Page();
    }

    /// <summary>The second entry: only where both are the same do they go into the log.</summary>
    public async Task<IActionResult> OnPostLotsAsync(CancellationToken cancellationToken)
    {
        _asked = CountStep.Result;
        var digits = Typed(Digits);
        if (digits is null || !string.Equals(digits, Typed(Again), StringComparison.Ordinal))
        {
            ModelState.Clear();
            (Digits, Again) = (null, null);
            return Refuse(Say["Dice.NotTheSame"], nameof(Digits));
        }
        var outcome = await WithSecondAsync(
            StepToApprove.Of(ApprovedStep.EnterDice, digits),
            second => LongSteps.UntilEndedAsync(() => DayGrain.RecordDiceAsync(digits, By, second, cancellationToken), Patience, cancellationToken), cancellationToken);
        return outcome is null ? Page() : await TakeAsync(CountStep.Result, () => Task.FromResult(outcome), Say["Dice.Done"], cancellationToken);
    }

    /// <summary>Goes on with a proof that was interrupted; the dice are in the log.</summary>
    public Task<IActionResult> OnPostProofAsync(CancellationToken cancellationToken) =>
        TakeAsync(CountStep.Result, () => DayGrain.RecordDiceAsync(Day.Dice, By, "", cancellationToken), Say["Dice.Done"], cancellationToken);

    public async Task<IActionResult> OnPostSheetAsync(CancellationToken cancellationToken)
    {
        var (picture, problem) = await UploadedPicture.ReadAsync(Photograph, UploadedPicture.MostKeptPixels, cancellationToken);
        if (picture is null)
        {
            _asked = CountStep.Photograph;
            FillHands();
            FillNames();
            return Refuse(Say[$"Picture.{problem}"], nameof(Photograph));
        }
        return await TakeAsync(
            CountStep.Photograph, () => DayGrain.KeepSheetAsync(ImmutableCollectionsMarshal.AsImmutableArray(picture.Bytes), By, cancellationToken), Say["Sheet.Kept"], cancellationToken);
    }

    public Task<IActionResult> OnPostSignaturesAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<Signature> signatures =
            [.. Names.Where(one => !string.IsNullOrWhiteSpace(one.Name)).Select(one => new Signature(one.Role, one.Name!.Trim()))];
        return TakeAsync(
            CountStep.Signatures, () => DayGrain.KeepSignaturesAsync(signatures, By, cancellationToken), Say["Signed.Kept", signatures.Length], cancellationToken);
    }

    public async Task<IActionResult> OnPostValidateAsync(CancellationToken cancellationToken)
    {
        var outcome = await WithSecondAsync(
            StepToApprove.Of(ApprovedStep.ValidateCount, Day.ResultHash, Day.Paperwork.Sheet?.Sha256 ?? "", Day.Paperwork.Signed?.At.ToString("O", CultureInfo.InvariantCulture) ?? ""), second => DayGrain.ValidateCountAsync(By, second, cancellationToken), cancellationToken);
        return outcome is null ? Page() : await TakeAsync(CountStep.Validation, () => Task.FromResult(outcome), Say["Validate.Done"], cancellationToken);
    }

    /// <summary>What was typed to explain a mismatch.</summary>
    public string Explained(AccountLine line) => Explanations.FirstOrDefault(one => one.Read().Explains(line))?.Text ?? "";

    private async Task<IActionResult> TakeAsync(CountStep step, Func<Task<DayOutcome>> ask, string done, CancellationToken cancellationToken)
    {
        _asked = step;
        var outcome = await LongSteps.UntilEndedAsync(ask, Patience, cancellationToken);
        // A failure that this page has shown already is not told again: the button begins anew.
        if (outcome.Refusal != DayRefusal.None && outcome == Day.WorkFailure) outcome = await LongSteps.UntilEndedAsync(ask, Patience, cancellationToken);
        days.Forget(Day.Day);
        if (outcome.Refusal == DayRefusal.Working) return Redirect($"/console/days/{Day.Day}/count?step={Words.Of(CountStep.Result)}");
        if (outcome.Refusal == DayRefusal.None) return GoTo("/count", done);
        await ReloadAsync(cancellationToken);
        await LookAsync(cancellationToken);
        FillHands();
        FillNames();
        return Refuse(outcome);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Steps = CountSteps.Of(Day);
        var box = await Grains.GetDayStatusAsync(Day.Day, cancellationToken);
        Samples = box.Samples;
        Draw = PaperDraws.Of(box).ToString();
        var closed = Day.Paperwork.Account;
        var log = Day.Phase == DayPhase.Closed || closed is null ? await DayGrain.GetFiguresAsync(cancellationToken) : closed.Log;
        Account = new AccountOnPaper(log, closed, Day.Settings.Venues, box.Batches) { Day = Day };
        var people = await Grains.GetGrain<IRegisterGrain>(Day.Day).GetTotalsAsync(cancellationToken);
        CutOff = [.. people.Late.Select(one => (one, false)), .. Day.Told.Select(one => (one, true))];
        Signatures = await DayGrain.GetSignaturesAsync(cancellationToken);
    }

    /// <summary>The numbers of the closed account, to be changed; empty boxes where nothing was counted yet.</summary>
    private void FillHands()
    {
        if (Venues.Count > 0) return;
        var hand = Day.Paperwork.Account?.Hand;
        Venues = [.. Day.Settings.Venues.Select(venue => hand?.Venues.FirstOrDefault(line => line.Venue == venue.Id) is { } line ? VenueForm.Of(line) : new VenueForm { Venue = venue.Id })];
        KeptBack = hand?.KeptBack;
        Explanations = [.. (Day.Paperwork.Account?.Explanations ?? []).Select(one => new ExplanationForm { Check = one.Check, Venue = one.Venue, Text = one.Text })];
        if (Day.Paperwork.Account is { } account && Day.Phase == DayPhase.Closed) Unexplained = new AccountComparison(Account.Log, account.Hand).Mismatches();
    }

    private void FillNames()
    {
        if (Names.Count > 0) return;
        Names = [.. Signatures.Select(one => new SignatureForm { Role = one.Role, Name = one.Name })];
        if (Names.Count == 0) Names.Add(new SignatureForm { Role = SignatureRole.Presiding });
        while (Names.Count < NameLines) Names.Add(new SignatureForm { Role = Names.Count < 4 ? SignatureRole.Observer : SignatureRole.Counting });
    }

    /// <summary>Eight digits without the spaces that people leave between them; <c>null</c> where it is anything else.</summary>
    private static string? Typed(string? text)
    {
        var digits = string.Concat(Rules.Text.Digits.Western(text ?? "").Where(sign => !char.IsWhiteSpace(sign)));
        return digits.Length == Dice && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
