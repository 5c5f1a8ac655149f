using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Cards;

namespace PbDecisionDay.Web.Console;

/// <summary>Who may vote on a day with a register. The page counts people and never lists them.</summary>
[RequestSizeLimit(20_000_000), RequestFormLimits(ValueLengthLimit = 20_000_000)]
public sealed class RegisterModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    private const int PassSymbols = 16;
    private const int MarkBytes = 8;
    private const string PassAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public bool WithPasses { get; set; }

    /// <summary>Whether the organiser has looked at what looks like one person twice, and says that they are different people.</summary>
    [BindProperty]
    public bool SomebodyElse { get; set; }

    /// <summary>The people of the list that the organiser was asked about, each as <see cref="Mark"/>: the tick says nothing about others.</summary>
    [BindProperty]
    public string? AskedAbout { get; set; }

    /// <summary>The one person to add that the organiser was asked about, as <see cref="Mark"/>; nothing where nobody has to look.</summary>
    [BindProperty]
    public string? AskedAboutOne { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Detail { get; set; }

    public RegisterTotals Totals { get; private set; } = null!;

    public IReadOnlyList<ListProblem> Problems { get; private set; } = [];

    private bool TakesPeople => StepRules.TakesPeople(Day.Phase, Day.Settings.CheckIn);

    private IRegisterGrain Register => Grains.GetGrain<IRegisterGrain>(Day.Day);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Totals = await Grains.GetGrain<IRegisterGrain>((string)RouteData.Values["day"]!).GetTotalsAsync(HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet() { }

    public FileContentResult OnGetTemplate() => File(Encoding.UTF8.GetBytes(RegisterCsv.Template), "text/csv", "register.csv");

    public async Task<IActionResult> OnPostListAsync(CancellationToken cancellationToken)
    {
        if (!TakesPeople) return Refuse(Say["Register.Closed"]);
        Text = await UploadedText.ReadAsync(Upload, Text, cancellationToken);
        ModelState.Remove(nameof(Text));
        Problems = await UploadedText.DoubtfulAsync(Upload, cancellationToken);
        if (Problems.Count > 0) return Refuse(Say["List.LookAtLetters"], nameof(Upload));
        var asked = SomebodyElse ? Marks(AskedAbout) : [];
        (var lines, var rows, var problems) = RegisterCsv.Read(Text ?? "");
        if (problems.IsEmpty)
        {
            if (WithPasses) lines = [.. lines.Select(line => line with { PassCode = line.PassCode.Length > 0 ? line.PassCode : RandomNumberGenerator.GetString(PassAlphabet, PassSymbols) })];
            if (SomebodyElse) lines = [.. lines.Select(line => line with { IsSomebodyElse = asked.Contains(Mark(line)) })];
            var added = await Register.AddAsync(lines, cancellationToken);
            if (added is { ProblemAt: < 0, Problem.Length: 0 })
                return WithPasses ? Partial("PassSheetPage", new PassSheet(Title, lines)) : GoTo("/register", Say["Register.Added", added.Added, added.Same]);
            asked.UnionWith(added.MayBeSame.Select(at => Mark(lines[at])));
            AskedAbout = string.Join(',', asked);
            SomebodyElse = false;
            ModelState.Remove(nameof(AskedAbout));
            ModelState.Remove(nameof(SomebodyElse));
            problems = added.Asks ? [.. added.MayBeSame.Select(at => new ListProblem(rows[at], "MayBeSame"))]
                : [new ListProblem(added.ProblemAt < 0 ? 0 : rows[added.ProblemAt], "Sentence", added.Problem)];
        }
        Problems = problems;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        if (!TakesPeople) return Refuse(Say["Register.Closed"]);
        var person = new NewLine("", (Name ?? "").Trim(), (Detail ?? "").Trim(), "");
        person = person with { IsSomebodyElse = SomebodyElse && Marks(AskedAboutOne).Contains(Mark(person)) };
        var added = await Register.AddAsync([person], cancellationToken);
        AskedAboutOne = added.Asks ? Mark(person) : null;
        SomebodyElse = false;
        if (added.Asks) return Refuse(Say["Register.MayBeSame"], nameof(Name));
        return added is { ProblemAt: < 0, Problem.Length: 0 } ? GoTo("/register", Say["Register.AddedOne"]) : Refuse(added.Problem, nameof(Name));
    }

    private static SortedSet<string> Marks(string? asked) => new((asked ?? "").Split(','), StringComparer.Ordinal);

    // What the question was about, without a name in the page: the person and not the row, which another may have by the time of the tick.
    private static string Mark(NewLine line) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{line.Line}\n{line.Name}\n{line.Detail}")).AsSpan(0, MarkBytes));
}
