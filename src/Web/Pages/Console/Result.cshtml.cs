using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Grains.Days;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Pages.Console;

/// <summary>The counted result in plain sentences, before and after it is declared.</summary>
public sealed class ResultModel(IGrainFactory grains, IStringLocalizer<Resources.Console> say) : ConsoleDayPage(grains, say)
{
    private Paper? _paper;

    /// <summary>The result; <c>null</c> before counting.</summary>
    public ResultDocument? Result { get; private set; }

    public void OnGet()
    {
        Result = ResultDocument.Read(Day.Result);
        Paper.TryParse(Day.Paper, out _paper, out _);
    }

    public string TitleOf(string project) => _paper?.Find(project)?.Title ?? project;

    public string Money(long minor) => Localisation.Money.Format(minor, Day.Settings.Currency);

    /// <summary>What became of a proposal, and why.</summary>
    public string Sentence(ResultStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var money = step.Step is "does-not-fit" or "stopped" ? Money(step.Short) : $"{step.Short}";
        return Say[$"Result.{step.Step}", Money(step.Amount), Money(step.Left), money];
    }
}
