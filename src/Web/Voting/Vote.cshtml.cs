using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Receipts;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Voting;

/// <summary>
/// A day's voting address. Without a query it answers the static page in the reader's language, the same file for everybody, where the card's
/// secret stays in the page (Client/vote.ts). With <c>?plain</c> it is a form for browsers without script, made here: the secret is posted, used and
/// forgotten. There is no anti-forgery token: no cookie carries any right here, and whoever knows a card's code needs no forgery.
/// </summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class VoteModel(DayReader days, PlainCasting casting, IStringLocalizer<ResidentWords> words) : PageModel
{
    /// <summary>The day voted on.</summary>
    public PublicDay Day { get; private set; } = null!;

    /// <summary>The typed code: shown again where something else was wrong, so that nobody types 24 symbols twice.</summary>
    [BindProperty]
    public string Code { get; set; } = "";

    /// <summary>The ids chosen.</summary>
    [BindProperty]
    public IReadOnlyList<string> Projects { get; set; } = [];

    /// <summary>Whether a ballot without a choice is meant.</summary>
    [BindProperty]
    public bool Blank { get; set; }

    /// <summary>Random bytes drawn with the form, so that sending it twice casts once.</summary>
    [BindProperty]
    public string Nonce { get; set; } = "";

    /// <summary>The receipt, once the ballot is in the log.</summary>
    public Receipt? Receipt { get; private set; }

    /// <summary>Whether the receipt is of what the same form held when it was sent before.</summary>
    public bool WasSentBefore { get; private set; }

    /// <summary>What the answered vote can be opened with; <c>null</c> where nothing was cast here.</summary>
    public PlainChallenge? CanOpen { get; private set; }

    /// <summary>The opened vote as it stands in the log, once it was opened.</summary>
    public ChallengeEntry? Opened { get; private set; }

    /// <summary>What was wrong with what was sent; <c>null</c> if nothing.</summary>
    public PlainProblem? Problem { get; private set; }

    /// <summary>Whether no vote can ever be cast on this day again: the page then says what came of it and offers no ballot.</summary>
    public bool IsOver => IsOverIn(Day.View.Phase);

    /// <summary>Whether voting is over for good in a phase.</summary>
    internal static bool IsOverIn(DayPhase phase) => phase switch
    {
        DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused => false,
        DayPhase.Checking or DayPhase.Closed or DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed
            or DayPhase.Void => true,
    };

    /// <summary>What stands in the fields of a form that was sent: shown again where something was wrong.</summary>
    public PlainBallot Filled { get; private set; } = new([], new Dictionary<string, string>(StringComparer.Ordinal), false);

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        HttpContext.HoldsNoSecret();
        if (!Request.Query.ContainsKey("plain")) return File($"~/{VoterPages.PageIn(SiteLanguage.Current)}", "text/html; charset=utf-8");
        Day = found;
        Nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Digest.Size));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        Filled = PlainBallot.Of(Request.Form, found.Paper, Projects, Blank);
        var outcome = await casting.CastAsync(found, Code, Filled, Nonce, words, cancellationToken);
        (Receipt, WasSentBefore, CanOpen) = (outcome.Receipt, outcome.WasSentBefore, outcome.Challenge);
        if (Receipt is not null) return Page();
        Problem = outcome.Problem;
        Response.StatusCode = outcome.Problem!.Status;
        // The field shows what the model says, not what the failed post left behind.
        ModelState.Clear();
        return Page();
    }

    /// <summary>Opens the vote of an answered form, for whoever ticked that it will not count.</summary>
    public async Task<IActionResult> OnPostOpenAsync(
        string day, [FromForm] string? card, [FromForm] string? proof, [FromForm] string? random, [FromForm] string? receipt, [FromForm] bool sure,
        CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        CanOpen = new PlainChallenge(card ?? "", proof ?? "", random ?? "");
        Receipt = Ledger.Receipts.Receipt.TryParse(receipt ?? "", out var read) ? read : null;
        if (!sure)
        {
            Problem = new PlainProblem(StatusCodes.Status422UnprocessableEntity, words["Challenge.NotOpened"], words["Plain.Open.NotSure"], PlainProblem.Sure);
        }
        else
        {
            (var opened, Problem) = await casting.OpenAsync(found, CanOpen, words, cancellationToken);
            if (opened is not null)
            {
                Opened = new ChallengeEntry(Hash(CanOpen.Card), CardProof.Last, Hash(CanOpen.Proof), Hash(opened.Nonce), opened.Ballot);
                Receipt = Ledger.Receipts.Receipt.TryParse(opened.Receipt, out var ofOpening) ? ofOpening : null;
            }
        }
        if (Problem is not null) Response.StatusCode = Problem.Status;
        return Page();
    }

    // The box took these words, so they can be read.
    private static Digest Hash(string text) => Digest.TryParse(text, out var hash) ? hash : throw new FormatException("An accepted challenge holds no hash.");

    /// <summary>What the opened vote says, a line for each choice, in the reader's language.</summary>
    public IReadOnlyList<string> OpenedLines() => KeyedBallot.Lines(Opened!.Ballot, project => BallotWords.Title(project, Day));
}
