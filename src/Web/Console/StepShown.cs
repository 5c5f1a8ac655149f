using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;

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
        ApprovedStep.Transition or ApprovedStep.ReleaseOpenings or ApprovedStep.VoidCard or ApprovedStep.AddBatch or ApprovedStep.SpoilBatch
            or ApprovedStep.AnnounceLog or ApprovedStep.JoinLog or ApprovedStep.LeaveOutLog or ApprovedStep.ChangePot or ApprovedStep.WithdrawProposal
            or ApprovedStep.EnterDice or ApprovedStep.CorrectPaper => "",
        ApprovedStep.CorrectPapers => "batches",
    };

    /// <summary>What the projects of a canonical ballot, or one project by its id, are called on the paper; as it stands where that cannot be read.</summary>
    public string Titles(string text) =>
        Paper.TryParse(Page.Day.Paper, out var paper, out _)
            ? string.Join(' ', text.Split(' ').Select(word => paper!.Find(word.Split('=')[0]) is { } project
                ? $"{Isolated.Of(project.Title)}{(word.Contains('=', StringComparison.Ordinal) ? word[word.IndexOf('=', StringComparison.Ordinal)..] : "")};" : word)).TrimEnd(';')
            : text;

    /// <summary>One of its particulars.</summary>
    public string this[int at] => Step.Particulars[at];
}
