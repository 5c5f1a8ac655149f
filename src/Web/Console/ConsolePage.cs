using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Console;

/// <summary>What every page of the console knows: the grains, the words, who is signed in, and what went well or wrong.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class ConsolePage(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : PageModel
{
    /// <summary>The one sentence that says what went wrong; <c>null</c> if nothing did.</summary>
    public string? Refusal { get; protected set; }

    /// <summary>The one sentence that says what was done, kept over one redirect.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>The one sentence that says why nothing was done, kept over one redirect.</summary>
    [TempData]
    public string? NotDone { get; set; }

    /// <summary>The organiser's id.</summary>
    protected string By => User.OrganiserId();

    /// <summary>Why what was typed is not the reader's own password; <c>null</c> where it is.</summary>
    /// <param name="password">What was typed.</param>
    /// <param name="wrong">The words for a wrong one.</param>
    /// <param name="cancellationToken">Honoured before the password is looked at.</param>
    protected async Task<string?> WrongOwnPasswordAsync(string? password, string wrong, CancellationToken cancellationToken) =>
        await Accounts.CheckOwnPasswordAsync(By, SignedInOrganiser.Of(User).Session, password ?? "", cancellationToken) switch
        {
            OwnPasswordResult.Right => null,
            OwnPasswordResult.Wait => Say["Password.Wait"].Value,
            OwnPasswordResult.Wrong => Say[wrong].Value,
        };

    /// <summary>Why neither the reader's own password nor their passkey was given afresh for a step; <c>null</c> where one was.</summary>
    /// <param name="step">The step that a passkey has signed, as the page's form names it.</param>
    /// <param name="wrong">The words for a wrong password.</param>
    /// <param name="cancellationToken">Honoured before anything is looked at.</param>
    protected async Task<string?> WrongOwnProofAsync(string step, string wrong, CancellationToken cancellationToken)
    {
        var (credential, state) = (Request.Form["credential"].ToString(), Request.Form["state"].ToString());
        if (credential.Length == 0) return await WrongOwnPasswordAsync(Request.Form["password"], wrong, cancellationToken);
        return await Keys.HasSignedAsync(HttpContext, step, credential, state, cancellationToken) ? null : Say["Passkey.NotProved"].Value;
    }

    /// <summary>Signs somebody in who has just shown that they may choose their password.</summary>
    protected async Task LetInAsync(string organiser, CancellationToken cancellationToken)
    {
        var session = await Accounts.BeginSessionAsync(organiser, DeviceLabel.Of(Request.Headers.UserAgent.ToString()), cancellationToken);
        await OrganiserAccess.LetInAsync(HttpContext, organiser, session!);
    }

    /// <summary>Whether the reader has a passkey, and this address takes it.</summary>
    public async Task<bool> HasOwnPasskeyAsync() => HasPasskeys && !(await Accounts.ListPasskeysAsync(By, HttpContext.RequestAborted)).IsEmpty;

    /// <summary>A time by the clock of the place that the service serves, where no day gives another: the zone that new days begin with.</summary>
    public string UsualTimeOf(DateTimeOffset at) => LocalTime.Of(at, "Europe/London");

    /// <summary>The organisation.</summary>
    protected IOrganisationGrain Organisation => grains.Organisation();

    /// <summary>How organisers get in.</summary>
    protected IAccountsGrain Accounts => grains.Accounts();

    /// <summary>Which organisers this browser is known to.</summary>
    protected DeviceCookie Devices => HttpContext.RequestServices.GetRequiredService<DeviceCookie>();

    /// <summary>Passkeys.</summary>
    protected Passkeys Keys => HttpContext.RequestServices.GetRequiredService<Passkeys>();

    /// <summary>Whether browsers have passkeys on this address: they want https, or the machine itself.</summary>
    public bool HasPasskeys => Request.IsHttps || Request.Host.Host is "localhost";

    /// <summary>The name that residents open, which counts for nothing in a password.</summary>
    protected string OwnHost => new Uri(SiteAddress.Of(HttpContext)).Host;

    /// <summary>The grains.</summary>
    protected IGrainFactory Grains => grains;

    /// <summary>The words.</summary>
    protected IStringLocalizer<ConsoleWords> Say => say;

    /// <summary>The words of refusals, which the API shares.</summary>
    protected IStringLocalizer<OrganiserWords> Refusals =>
        HttpContext.RequestServices.GetRequiredService<IStringLocalizer<OrganiserWords>>();

    /// <summary>A date as people read it.</summary>
    public string DateOf(string date) => ReadableDate.Of(date);

    /// <summary>Stays on the page and says why; what was typed stays typed.</summary>
    /// <param name="sentence">Why.</param>
    /// <param name="field">The id of the field that has to be mended; <c>null</c> where none has, or nobody knows which.</param>
    protected PageResult Refuse(string sentence, string? field = null)
    {
        Refusal = sentence;
        RefusedField.Set(ViewData, field);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Stays on the page and says why a day refused, at the field that it names.</summary>
    protected PageResult Refuse(DayOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Refuse(Sentence(outcome), outcome.Field);
    }

    /// <summary>A day's refusal as a sentence: its own where it gives one.</summary>
    protected string Sentence(DayOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Sentence(Refusals);
    }
}

/// <summary>A page about one day.</summary>
public abstract partial class ConsoleDayPage(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsolePage(grains, say)
{
    /// <summary>The day.</summary>
    public DayView Day { get; private set; } = null!;

    private IReadOnlyList<OrganiserView> organisers = [];

    /// <summary>The organisers, once <see cref="ReadOrganisersAsync"/> has read them.</summary>
    public IReadOnlyList<OrganiserView> Organisers => organisers;

    /// <summary>Its title in its first language.</summary>
    public string Title => Day.Settings.Title.IsEmpty ? Day.Day : Day.Settings.Title[0].Text;

    /// <summary>How long a page waits for a step that may take longer, before it says so and looks again by itself.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether settings and proposals can still be changed.</summary>
    public bool IsDraft => Day.Phase == DayPhase.Draft;

    private DayReader Days => HttpContext.RequestServices.GetRequiredService<DayReader>();

    /// <summary>The day's grain.</summary>
    protected IDecisionDayGrain DayGrain => Grains.GetGrain<IDecisionDayGrain>(Day.Day);

    /// <inheritdoc />
    // Its name is that of a handler of the method PAGE, which the framework would offer to browsers.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var day = await Days.GetAsync((string)RouteData.Values["day"]!, HttpContext.RequestAborted);
        if (day is null) context.Result = NotFound();
        else if (!User.MayActOn(day.Rehearsal)) context.Result = Forbid();
        else if (!User.MayChange(day))
        {
            // Not by the property: it is kept only after a handler has run.
            TempData[nameof(NotDone)] = Refusals["Problem.not-confirmed.Detail"].Value;
            context.Result = Redirect("/console/organisers");
        }
        else
        {
            Day = day;
            ViewData["Title"] = Title;
            ViewData["Rehearsal"] = day.Rehearsal;
            await next();
        }
    }

    /// <summary>An organiser's name, once <see cref="ReadOrganisersAsync"/> has read them, or the id where the name was erased.</summary>
    public string OrganiserName(string id) => organisers.FirstOrDefault(organiser => organiser.Id == id)?.Name ?? id;

    /// <summary>The name of the holder of a share, as two agree to it; the organisers have to be read before.</summary>
    /// <param name="making">The making of shares.</param>
    /// <param name="at">0 to 2.</param>
    public string HolderName(StepToApprove making, int at)
    {
        ArgumentNullException.ThrowIfNull(making);
        return (making.Particulars[2 * at], making.Particulars[2 * at + 1]) switch
        {
            ("", "") => Say["Keys.Outside"],
            ("", var name) => name,
            var (organiser, _) => OrganiserName(organiser),
        };
    }

    /// <summary>What a step does and with what, as whoever takes it and whoever agrees to it read it; publishing says more on its own page.</summary>
    protected IEnumerable<string> ConsequencesOf(DayPhase to, BoxStatus box)
    {
        ArgumentNullException.ThrowIfNull(box);
        switch (to)
        {
            case DayPhase.Open when Day.Phase != DayPhase.Paused:
                yield return Say["Step.open.Cards", box.Printed];
                yield return Say["Step.open.Keys", Day.Shares?.Holders.Count(holder => holder.ReadBack) ?? 0];
                yield return Say["Step.open.Witnesses", Day.Settings.Witnesses.Length];
                yield return Say["Step.open.Doors", Day.Stations.Count(station => station is { Role: StationRole.Door, Revoked: false })];
                yield return Say["Step.open.Weeding"];
                break;
            case DayPhase.Closed:
                yield return Say["Step.closed.Ballots", box.Ballots];
                if (!Day.Rehearsal) yield return Say["Step.closed.Checking"];
                yield return Say["Step.closed.Never"];
                break;
            case DayPhase.Declared:
                yield return Say["Step.declared.Screens"];
                if (Day.Compared.Length < box.Samples.Length) yield return Say["Step.declared.Papers", box.Samples.Length - Day.Compared.Length];
                if (box.Disputed > 0) yield return Say["Step.declared.Disputed", box.Disputed];
                break;
            case DayPhase.Archived:
                yield return Say["Step.archived.Erased"];
                break;
            default: break;
        }
    }

    /// <summary>What whoever takes a step may not mean to do and cannot undo, as they and whoever agrees to it read it.</summary>
    protected IEnumerable<string> WarningsOf(DayPhase to, BoxStatus box)
    {
        ArgumentNullException.ThrowIfNull(box);
        if (to != DayPhase.Closed) yield break;
        if (!Day.VotingBegan) yield return Say["Step.closed.NotBegun"];
        if (box.Ballots == 0) yield return box.Surrendered == 0 ? Say["Step.closed.Nobody"] : Say["Step.closed.OnlyPaper", box.Surrendered];
    }

    /// <summary>A time by the hall's clock.</summary>
    public string TimeOf(DateTimeOffset at) => LocalTime.Of(at, Day.Settings.TimeZone);

    /// <summary>The step that waits for a second approver, in place of the page's own form; <c>null</c> where none does.</summary>
    public ApprovalRequest? Waiting { get; protected set; }

    /// <summary>Steps that two people agree to.</summary>
    protected TwoPeople Two => HttpContext.RequestServices.GetRequiredService<TwoPeople>();

    /// <summary>Carries a step out where another has agreed to it; else the page says how they do, and sends the same form again afterwards.</summary>
    /// <returns>What it came to; <c>null</c> where it waits.</returns>
    protected async Task<DayOutcome?> WithSecondAsync(StepToApprove step, Func<string, Task<DayOutcome>> carryOut, CancellationToken cancellationToken)
    {
        (var outcome, Waiting) = await Two.CarryOutAsync(Day.Day, step, By, carryOut, cancellationToken);
        if (Waiting is null) return outcome;
        await ReadOrganisersAsync(cancellationToken);
        return null;
    }

    /// <summary>Those who may agree to steps of this day, once <see cref="ReadOrganisersAsync"/> has read the organisers.</summary>
    public IEnumerable<OrganiserView> WhoMayApprove() => organisers.Where(organiser =>
        organiser is { RehearsalsOnly: false, Removed: false } && (Day.Approvers.IsEmpty || Day.Approvers.Any(approver => approver.Organiser == organiser.Id)));

    /// <summary>What was sent, to be sent again once another has agreed; nobody's passphrase and no share.</summary>
    public virtual IEnumerable<(string Name, string Value)> FormToSendAgain() =>
        from field in Request.Form
        where !field.Key.StartsWith("__", StringComparison.Ordinal) && !Secrets.Any(secret => field.Key.StartsWith(secret, StringComparison.Ordinal))
        from value in field.Value
        select (field.Key, value ?? "");

    private static readonly string[] Secrets = ["Passphrase", "Again[", "ShareText", "SharePassphrase"];

    /// <summary>Reads who the organisers are, for a page that names them.</summary>
    protected async Task ReadOrganisersAsync(CancellationToken cancellationToken) =>
        organisers = await Organisation.ListOrganisersAsync(cancellationToken);

    /// <summary>Reads the day again after it was changed.</summary>
    protected async Task ReloadAsync(CancellationToken cancellationToken) => Day = (await Days.GetAsync(Day.Day, cancellationToken))!;

    /// <summary>Back to a page of this day, saying what was done.</summary>
    protected RedirectResult GoTo(string page, string done)
    {
        Done = done;
        return Redirect($"/console/days/{Day.Day}{page}");
    }
}
