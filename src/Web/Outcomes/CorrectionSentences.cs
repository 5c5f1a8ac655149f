using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Outcomes;

/// <summary>Says in the reader's language what was corrected on a paper before voting opened.</summary>
public static class CorrectionSentences
{
    /// <summary>What a project asked for and what it asks for, with both least awards where they differ.</summary>
    public static string Corrected(this IStringLocalizer<OutcomeWords> say, CorrectedCost made, Paper paper)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(made);
        ArgumentNullException.ThrowIfNull(paper);
        var asks = say["Corrected.Ask", Isolated.Of(paper.Title(made.Proposal)), Money.Format(made.AskBefore, paper.Currency), Money.Format(made.Ask, paper.Currency)].Value;
        return made.MinimumBefore == made.AskBefore && made.Minimum == made.Ask
            ? asks
            : $"{asks} {say["Corrected.Least", Money.Format(made.MinimumBefore, paper.Currency), Money.Format(made.Minimum, paper.Currency)]}";
    }
}
