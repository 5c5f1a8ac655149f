using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>A step that two people agree to, to be read on a page of its day.</summary>
/// <param name="Page">The page.</param>
/// <param name="Step">The step.</param>
public sealed record StepShown(ConsoleDayPage Page, StepToApprove Step)
{
    /// <summary>The name of the page on which whoever agrees looks first; empty where the step says it all.</summary>
    public string LookAt => Step.Kind switch
    {
        ApprovedStep.ValidateCount => "count",
        ApprovedStep.Transition when Step.Particulars[0] == "declared" => "statement",
        ApprovedStep.MakeShares => "keys",
        ApprovedStep.Transition or ApprovedStep.ReleaseOpenings or ApprovedStep.VoidCard or ApprovedStep.AddBatch or ApprovedStep.ReplaceBatch or ApprovedStep.SpoilBatch
            or ApprovedStep.AnnounceLog or ApprovedStep.JoinLog or ApprovedStep.LeaveOutLog or ApprovedStep.EnterDice or ApprovedStep.CorrectPaper => "",
        ApprovedStep.ChangePot or ApprovedStep.WithdrawProposal or ApprovedStep.CorrectCost => "changes",
        ApprovedStep.CorrectPapers => "batches",
    };

    /// <summary>What a project is called on the paper; its id where the paper cannot be read.</summary>
    public string Title(string project) => (Paper.TryParse(Page.Day.Paper, out var paper, out _) ? paper : null).Title(project);

    /// <summary>What a pot holds before the step, minor units; <c>null</c> where the paper has no such pot.</summary>
    public long? TotalNow(string pot) => Paper.TryParse(Page.Day.Paper, out var paper, out _)
        && paper!.Pots.FirstOrDefault(one => one.Id == pot) is { } found ? ChangesMade.Of(Page.Day).TotalOf(found) : null;

    /// <summary>What a project asks for before the step, minor units; <c>null</c> where the paper has no such project.</summary>
    public long? AskNow(string project) => Paper.TryParse(Page.Day.Paper, out var paper, out _) ? paper!.Find(project)?.Ask : null;

    /// <summary>The choices of a canonical ballot by their projects' titles.</summary>
    public IEnumerable<string> Lines(string ballot) => KeyedBallot.Lines(ballot, Title);

    /// <summary>One of its particulars.</summary>
    public string this[int at] => Step.Particulars[at];
}
