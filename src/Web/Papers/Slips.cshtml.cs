using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Stations;
using PbDecisionDay.Web.Uploads;

namespace PbDecisionDay.Web.Papers;

/// <summary>
/// The count team's page: a batch is opened with its counted pile, each slip is typed by two people, and a third one settles what they read
/// differently. It works by keyboard alone, and without script.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(MostRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = MostRequestBytes)]
public sealed class SlipsModel(DayReader days, IGrainFactory grains, IStringLocalizer<PaperWords> say) : PageModel
{
    /// <summary>How many of one's own slips are shown under the line that is typed.</summary>
    public const int Shown = 8;

    // The largest photograph, and a little for the form around it.
    private const int MostRequestBytes = SheetPicture.MostBytes + 1024 * 1024;

    private FrozenRules? _rules;
    private string? _asked;
    private int _slip;
    private string? _field;

    [BindProperty]
    public string? Batch { get; set; }

    [BindProperty]
    public int? Pile { get; set; }

    [BindProperty]
    public int Number { get; set; }

    [BindProperty]
    public string? Typed { get; set; }

    /// <summary>A line that breaks a rule, or that neither of two read, and was shown once: sent again as it is, it is meant so.</summary>
    [BindProperty]
    public string? Sure { get; set; }

    [BindProperty]
    public bool Photograph { get; set; }

    /// <summary>A slip as it was photographed.</summary>
    [BindProperty]
    public IFormFile? Picture { get; set; }

    /// <summary>The day.</summary>
    public DayView Day { get; private set; } = null!;

    /// <summary>Its ballot paper; <c>null</c> before it is published.</summary>
    public Paper? Paper { get; private set; }

    /// <summary>The numbers printed on it.</summary>
    public PrintedNumbers? Numbers { get; private set; }

    /// <summary>The batches as whoever types may see them.</summary>
    public ImmutableArray<PaperBatch> Batches { get; private set; } = [];

    /// <summary>The batch that is typed; <c>null</c> where one has to be chosen.</summary>
    public PaperBatch? Open => Batches.FirstOrDefault(batch => string.Equals(batch.Batch, _asked, StringComparison.Ordinal) && !batch.Finished);

    /// <summary>The slip that is typed now; 0 where none is left.</summary>
    public int Slip => _slip > 0 ? _slip : Open?.Next ?? 0;

    /// <summary>The slip that was typed last; 0 for none.</summary>
    public int Last { get; private set; }

    /// <summary>Own slips, the last one typed first and then by falling number.</summary>
    public IEnumerable<OwnSlip> Own => Open!.Own.OrderByDescending(own => own.Number == Last).ThenByDescending(own => own.Number).Take(Shown);

    /// <summary>Whether slips are typed now: between the close and the count.</summary>
    public bool MayType => Day.Phase == DayPhase.Closed;

    /// <summary>Who types, as people call them.</summary>
    public string Name => (User.Organiser()?.Identity?.Name ?? User.Station()?.StationName())!;

    /// <summary>Whether an organiser types, who has the console's pages.</summary>
    public bool IsOrganiser => User.Organiser() is not null;

    /// <summary>What went wrong; <c>null</c> if nothing did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The refusal's language: what the grains refuse is said in English.</summary>
    public string RefusalLanguage { get; private set; } = SiteLanguage.Current.Tag;

    /// <summary>Whether the reader's language is another one than the refusal's, so that the page says beside it that nothing was kept.</summary>
    public bool RefusedInEnglish => RefusalLanguage == "en" && SiteLanguage.Current.Written != "en";

    /// <summary>The id of the field that was refused; <c>null</c> where none was, or it is not shown.</summary>
    public string? WrongField => Refusal is null && Warning is null ? null : _field switch
    {
        "typed" => Open is not null && Slip > 0 ? _field : null,
        "recount" => Open is not null ? _field : null,
        null => null,
        _ when _field.StartsWith("settle-", StringComparison.Ordinal) => Settling(Settled) is null ? null : _field,
        _ when _field.StartsWith("picture-", StringComparison.Ordinal) => Open?.Differ.Any(slip => slip.Number == Pictured) == true ? _field : null,
        _ => Open is null ? _field : null,
    };

    /// <summary>
    /// The first and the last number of the paper with their projects, to hold a paper beside them that an older version may have printed with other numbers;
    /// <c>null</c> where the numbers are the projects' own ids, as they were in every version.
    /// </summary>
    public string? Compare => Numbers is not { AreIds: false } numbers ? null : say[
        "Slips.OldPaper", Isolated.Of(numbers.Of(Paper!.Proposals[0].Id)), Paper.Proposals[0].TitleIn(SiteLanguage.Current.Written),
        Isolated.Of(numbers.Of(Paper.Proposals[^1].Id)), Paper.Proposals[^1].TitleIn(SiteLanguage.Current.Written)].Value;

    /// <summary>What is odd about a line that is sent again if the slip says so; <c>null</c> where nothing is.</summary>
    public string? Warning { get; private set; }

    /// <summary>What a line may look like on this day, by numbers of its paper.</summary>
    public string Hint
    {
        get
        {
            var count = Paper!.Proposals.Length;
            string[] numbers = [.. new[] { 0, count / 3, count * 2 / 3 }.Distinct().Select(at => Numbers!.Of(Paper.Proposals[at].Id))];
            return _rules!.Form.Kind is BallotKind.Score or BallotKind.Points
                ? say["Slips.Hint.Marks", Isolated.Of($"{numbers[0]}={_rules.Form.Top} {numbers[^1]}=1")]
                : say["Slips.Hint", Isolated.Of(string.Concat(numbers)), Isolated.Of(string.Join(" ", numbers))];
        }
    }

    // Its name is that of a handler of the method PAGE, which the framework would offer to browsers.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var day = await days.GetAsync((string)RouteData.Values["day"]!, HttpContext.RequestAborted);
        if (day is null) context.Result = NotFound();
        else if (User.Organiser()?.MayActOn(day.Rehearsal) == false) context.Result = Forbid();
        else if (User.Organiser()?.MayChange(day) == false) context.Result = Redirect("/console/organisers");
        else
        {
            Day = day;
            if (Paper.TryParse(day.Paper, out var paper, out _) && FrozenRules.TryParse(day.Rules, out _rules, out _)) (Paper, Numbers) = (paper, new PrintedNumbers(paper!));
            await LookAsync(HttpContext.RequestAborted);
            await next();
        }
    }

    public void OnGet(string? batch, int slip, int last) => (_asked, _slip, Last) = (batch, slip, last);

    public Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken) => AboutBatchAsync(
        "Pile", (counting, command) => counting.OpenAsync(command, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRecountAsync(CancellationToken cancellationToken)
    {
        // What is refused of an open batch is said on that batch's page, beside the field.
        _asked = Batch;
        return AboutBatchAsync("recount", (counting, command) => counting.RecountAsync(command, cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostKeyAsync(CancellationToken cancellationToken)
    {
        (_asked, _slip, _field) = (Batch, Number, "typed");
        if (Paper is null) return Refuse(say["Slips.NotYet"]);
        var typed = TypedSlip.Read(Typed, _rules!.Form, Paper, Numbers!);
        if (typed.GoTo > 0) return Redirect(Address(typed.GoTo, 0));
        if (Wrong(typed) is { } stays) return stays;
        var keyed = await Counting.KeyAsync(new KeySlip(Batch ?? "", Number, typed.Reading!, User.TypedBy()), cancellationToken);
        return keyed.Outcome.Refusal == DayRefusal.None ? Redirect(Address(0, Number)) : Refuse(keyed.Outcome);
    }

    public async Task<IActionResult> OnPostSettleAsync(CancellationToken cancellationToken)
    {
        (_asked, Settled, _field) = (Batch, Number, $"settle-{Number}");
        if (Paper is null) return Refuse(say["Slips.NotYet"]);
        var typed = TypedSlip.Read(Typed, _rules!.Form, Paper, Numbers!);
        if (typed.GoTo > 0) return Refuse(AboutSlip(say["Slips.Problem.NoNumber", Isolated.Of(Typed!.Trim())]));
        if (Wrong(typed) is { } stays) return stays;
        if (Settling(Number) is { } slip && !slip.Holds(typed.Reading!) && !IsSure) return Warn(AboutSlip(say["Slips.NeitherRead"]));
        var settled = await Counting.SettleAsync(new SettleSlip(Batch ?? "", Number, typed.Reading!, Photograph, User.TypedBy()) { Sure = IsSure }, cancellationToken);
        return settled.Outcome.Refusal == DayRefusal.None ? Redirect(Address(0, 0)) : Refuse(settled.Outcome);
    }

    /// <summary>The photograph of a slip, for those who may look at it.</summary>
    public async Task<IActionResult> OnGetPhotographAsync(string? batch, int slip, CancellationToken cancellationToken)
    {
        var picture = await Counting.GetPhotographAsync(batch ?? "", slip, User.TypedBy(), IsOrganiser, cancellationToken);
        return SheetPicture.MediaTypeOf(picture.AsSpan()) is { } mediaType ? File([.. picture], mediaType) : NotFound();
    }

    public async Task<IActionResult> OnPostPhotographAsync(CancellationToken cancellationToken)
    {
        (_asked, Pictured, _field) = (Batch, Number, $"picture-{Number}");
        var (picture, problem) = await UploadedPicture.ReadAsync(Picture, UploadedPicture.MostOfSlip, cancellationToken);
        if (picture is null) return Refuse(AboutSlip(say[$"Slips.Picture.{problem}"]));
        var kept = await Counting.KeepPhotographAsync(
            new KeepSlipPhotograph(Batch ?? "", Number, ImmutableCollectionsMarshal.AsImmutableArray(picture.Bytes), User.TypedBy()), cancellationToken);
        return kept.Refusal == DayRefusal.None ? Redirect($"{Address(0, 0)}#differs-{Number}") : Refuse(kept);
    }

    /// <summary>The slip that a third person was just looking at; 0 for none.</summary>
    public int Settled { get; private set; }

    /// <summary>The slip that whoever types settles next: the one that they were just looking at, or the first once nothing waits to be typed; 0 for none.</summary>
    public int SettlesNext => Settled > 0 ? Settled : Slip > 0 ? 0 : Open?.Differ.FirstOrDefault(slip => slip.MaySettle)?.Number ?? 0;

    /// <summary>The slip whose photograph was not kept; 0 for none.</summary>
    public int Pictured { get; private set; }

    /// <summary>What was read, one line for each choice with its printed number.</summary>
    public ImmutableArray<string> Lines(SlipReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Spoilt is { } reason) return [say["Slips.Spoilt", say[$"Slips.Spoilt.{Words.Of(reason)}"].Value]];
        var lines = KeyedBallot.Lines(reading.Ballot, project => Numbers!.Of(project) + " " + Paper!.Find(project)!.TitleIn(SiteLanguage.Current.Written));
        return lines.IsEmpty ? [say["Slips.Blank"]] : lines;
    }

    private IPaperCountGrain Counting => grains.GetGrain<IPaperCountGrain>(Day.Day);

    private PageResult? Wrong(TypedSlip typed)
    {
        // Ids that are not printed any more: an older version printed them whatever their length.
        if (typed.Problem is not null && !Numbers!.AreIds && typed.Word.Length > 1 && Paper!.Find(typed.Word) is not null)
            return Refuse(AboutSlip(say["Slips.Problem.OldNumber", Isolated.Of(typed.Word)]));
        if (typed.Problem is { } problem) return Refuse(AboutSlip(say[$"Slips.Problem.{problem}", Isolated.Of(typed.Word)]));
        if (typed.Broken is not { } broken || IsSure) return null;
        return Warn(AboutSlip(say["Slips.Broken", say[$"Slips.Spoilt.{Words.Of(typed.Reading!.Spoilt!.Value)}"].Value, Said(broken)]));
    }

    // A line that was shown once and is sent again as it is.
    private bool IsSure => !string.IsNullOrEmpty(Typed) && string.Equals(Sure, Typed, StringComparison.Ordinal);

    // A slip that whoever types may settle, or has settled.
    private SlipDifference? Settling(int number) => Open?.Differ.Concat(Open.Settled).FirstOrDefault(slip => slip.Number == number && slip.MaySettle);

    private PageResult Warn(string sentence)
    {
        Warning = sentence;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // In the count team's words: what the pages tell a voter to do next, nobody can do with a slip.
    private string Said(BallotProblem broken) => broken.Kind == BallotProblemKind.OverThePot
        ? say["Slips.RuleNumbers", Money.Format(broken.Given, Paper!.Currency), Money.Format(broken.Allowed, Paper.Currency)]
        : say["Slips.RuleNumbers", broken.Given, broken.Allowed];

    private async Task<IActionResult> AboutBatchAsync(string field, Func<IPaperCountGrain, OpenPaperBatch, Task<DayOutcome>> ask, CancellationToken cancellationToken)
    {
        Batch = (Batch ?? "").Trim();
        _field = field == "Pile" && !BatchEntry.IsName(Batch) ? "Batch" : field;
        if (Pile is not { } pile) return Refuse(say["Slips.PileMissing"]);
        var outcome = await ask(Counting, new OpenPaperBatch(Batch, pile, User.TypedBy()));
        days.Forget(Day.Day);
        if (outcome.Refusal == DayRefusal.None) return Redirect(Address(0, 0));
        await LookAsync(cancellationToken);
        return Refuse(outcome);
    }

    private async Task LookAsync(CancellationToken cancellationToken) => Batches = await Counting.ListAsync(User.TypedBy(), cancellationToken);

    private string Address(int slip, int last) =>
        $"/paper/{Day.Day}?batch={Uri.EscapeDataString(Batch ?? "")}{(slip > 0 ? $"&slip={slip}" : "")}{(last > 0 ? $"&last={last}" : "")}";

    private PageResult Refuse(string sentence)
    {
        Refusal = sentence;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    // Several slips may wait for a third person on one page.
    private string AboutSlip(string sentence) => Settled > 0 || Pictured > 0 ? say["Slips.AboutSlip", Number, sentence] : sentence;

    private PageResult Refuse(DayOutcome outcome)
    {
        if (outcome.Detail.Length == 0) return Refuse(AboutSlip(say["Slips.NotKept"]));
        RefusalLanguage = "en";
        return Refuse(RefusedInEnglish ? outcome.Detail : AboutSlip(outcome.Detail));
    }
}
