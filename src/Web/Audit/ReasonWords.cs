using System.Globalization;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Audit;

/// <summary>Says in the reader's language why a project got what it got.</summary>
internal sealed class ReasonWords(IStringLocalizer say, Paper paper)
{
    /// <summary>One or two sentences, without the project's name.</summary>
    public string Of(Reason reason) => string.Concat(Sentence(reason), More(reason), Tie(reason));

    private string Sentence(Reason reason)
    {
        var key = reason.Kind == StepKind.Funded && reason is { Rule: AllocationRule.EqualShares, InCompletion: false } ? "Reason.FundedByShares" : $"Reason.{reason.Kind}";
        var shortBy = reason.Kind is StepKind.BelowThreshold or StepKind.BelowFloor ? Number(reason.Short) : Money(reason.Short);
        return say[key, Number(reason.Support), Money(reason.Amount), Money(reason.Cost), Money(reason.Left), shortBy, Title(reason.Blocker)];
    }

    private string More(Reason reason) => reason.SupportShort is { } more ? " " + say["Reason.More", Number(more)] : "";

    private string Tie(Reason reason) =>
        !reason.WonTieAgainst.IsEmpty ? " " + say["Reason.WonTie", Titles(reason.WonTieAgainst)]
        : !reason.LostTieTo.IsEmpty ? " " + say["Reason.LostTie", Titles(reason.LostTieTo)]
        : "";

    private string Titles(IEnumerable<string> ids) => string.Join(", ", ids.Select(Title));

    // Isolated, so that a title in another direction leaves the sentence around it in order.
    private string Title(string? id) => id is null ? "" : Isolated.Of(paper.Find(id)?.TitleIn(SiteLanguage.Current.Written) ?? id);

    private string Money(long minor) => Localisation.Money.Format(minor, paper.Currency);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
