using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.PlainRules;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Console;

/// <summary>Where a second approver, on a session of their own, reads what somebody asks them to agree to, and agrees or says no.</summary>
public sealed class ApproveModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, IStringLocalizer<RuleWords> rules) : ConsoleDayPage(grains, say)
{
    [FromRoute]
    public string Id { get; set; } = "";

    /// <summary>What a passkey signs to agree: this question of this day, and to agree to it.</summary>
    public string Signs => $"approve {Day.Day} {Id}";

    /// <summary>What is asked for; <c>null</c> where it is over.</summary>
    public new ApprovalRequest? Request { get; private set; }

    /// <summary>What the step does and with what, where it is one of the day's life.</summary>
    public IReadOnlyList<string> Consequences { get; private set; } = [];

    /// <inheritdoc cref="ConsoleDayPage.WarningsOf"/>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Whether what would be published is no longer what was asked about: nobody agrees to that any more.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether the reader asked for it.</summary>
    public bool IsOwn => Request?.By == By;

    /// <summary>Whether the reader agreed to it, and may take that back until it is carried out.</summary>
    public bool IsAgreedByReader => Request?.ApprovedBy == By;

    /// <summary>Whether the reader is one of those who may agree.</summary>
    public bool MayApprove => WhoMayApprove().Any(organiser => organiser.Id == By);

    private IApprovalsGrain Approvals => Grains.GetGrain<IApprovalsGrain>(Day.Day);

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            Request = (await Approvals.ListAsync()).FirstOrDefault(request => request.Id == Id);
            IsChanged = Request is not null && !await Request.Step.IsAsReadAsync(Grains, Day, HttpContext.RequestAborted);
            if (Request?.Step is { Kind: ApprovedStep.Transition } step && Words.TryRead<DayPhase>(step.Particulars[0], out var to))
            {
                var box = await Grains.GetDayStatusAsync(Day.Day, HttpContext.RequestAborted);
                (Consequences, Warnings) = ([.. to == DayPhase.Published ? await PublishedAsync() : ConsequencesOf(to, box)], [.. WarningsOf(to, box)]);
            }
            return await next();
        });

    private async Task<IEnumerable<string>> PublishedAsync()
    {
        var draft = await DraftGroups.ReadAsync(Grains, Day, HttpContext.RequestAborted);
        OrganiserView[] approvers = [.. Organisers.Where(organiser => organiser is { RehearsalsOnly: false, Confirmed: not Confirmation.None })];
        return PublishingLines.Of(Day, draft.InWords(Day.Settings.Limits, rules), approvers, Say, rules);
    }

    public void OnGet() { }

    /// <summary>For whoever asked, whose page goes on by itself: <c>waiting</c>, <c>agreed</c> or <c>gone</c>.</summary>
    public ContentResult OnGetState() => Content(Request is null || IsChanged ? "gone" : Request.ApprovedBy.Length > 0 ? "agreed" : "waiting");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Request is null) return Refuse(Say["Approve.Gone"]);
        if (IsChanged) return Refuse(Say["Approve.Changed"]);
        // Within the session: what strangers guess elsewhere cannot hold up an approval.
        if (await WrongOwnProofAsync(Signs, "Approve.PasswordWrong", cancellationToken) is { } wrong) return Refuse(wrong, "Password");
        var result = await Approvals.ApproveAsync(Id, By, cancellationToken);
        if (result != ApproveResult.Approved) return Refuse(Say[$"Approve.Result.{result}"]);
        Done = Say["Approve.Done"];
        return Redirect("/console/agree");
    }

    public async Task<IActionResult> OnPostDeclineAsync()
    {
        if (!MayApprove && !IsOwn) return Refuse(Say["Approve.Result.NotApprover"]);
        await Approvals.DeclineAsync(Id);
        return GoTo("", Say["Approve.Declined"]);
    }
}
