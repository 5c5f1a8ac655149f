using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>One proposal, new or known.</summary>
public sealed class ProposalModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayCreation creation) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public ProposalForm Form { get; set; } = new();

    [FromRoute]
    public string? Id { get; set; }

    public bool IsNew => Id is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Id is null)
        {
            var taken = Day.Proposals.ToHashSet(StringComparer.Ordinal);
            Form = ProposalForm.Blank(Day.Settings, Enumerable.Range(1, taken.Count + 1).Select(n => $"{n}").First(id => !taken.Contains(id)));
            return Page();
        }
        var known = await Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, Id)).GetAsync(cancellationToken);
        if (known is null && !Day.Proposals.Contains(Id, StringComparer.Ordinal)) return NotFound();
        Form = known is null ? ProposalForm.Blank(Day.Settings, Id) : ProposalForm.Of(known, Day.Settings);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = Id ?? (Form.Id ?? "").Trim();
        if (!ProjectId.IsValid(id)) return Refuse(Say["List.IdWrong", id], "Form_Id");
        if (IsNew && Day.Proposals.Contains(id, StringComparer.Ordinal)) return Refuse(Say["Proposal.IdTaken", id], "Form_Id");
        if (!Form.TryRead(Say, Day.Settings.Currency, out var content, out var problem)) return Refuse(problem!, Form.WrongField);
        if (IsDraft)
        {
            var outcome = await creation.AddAsync(Day.Day, [new NewProposal(id, content!)], By, cancellationToken);
            return outcome.Refusal == DayRefusal.None ? GoTo("/proposals", Say["Proposal.Saved"]) : Refuse(Sentence(outcome), ProposalForm.IdOf(outcome.Field));
        }
        var written = await Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).WriteAsync(content!, By, cancellationToken);
        return written.Done ? GoTo("/proposals", Say["Proposal.Saved"]) : Refuse(written.Problem);
    }
}
