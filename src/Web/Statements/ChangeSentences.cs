using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Statements;

/// <summary>Says changes of money and withdrawals in the reader's language, for the console and the statement alike.</summary>
public static class ChangeSentences
{
    /// <summary>What was changed and why.</summary>
    public static string Change(this IStringLocalizer<StatementWords> say, ToldChange told, Paper? paper, string currency)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(told);
        return told.Made switch
        {
            { Pot: { } pot } => say[
                $"Change.pot.{Words.Of(pot.Reason)}", Isolated.Of(paper?.Pots.FirstOrDefault(one => one.Id == pot.Pot)?.Title ?? pot.Pot),
                Money.Format(told.Before, currency), Money.Format(pot.Amount, currency), say[$"Change.Source.{Words.Of(pot.Source)}"].Value],
            { Project: { } project } => say[$"Change.project.{Words.Of(project.Reason)}", Isolated.Of(paper.Title(project.Proposal))],
            _ => "",
        };
    }

    /// <summary>Who gained by it and who lost, and why, in one sentence.</summary>
    public static string Effect(this IStringLocalizer<StatementWords> say, ChangeEffect effect, Paper? paper, string currency)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(effect);
        return (effect.Less.IsEmpty, effect.More.IsEmpty) switch
        {
            (true, true) => say["Change.Effect.None"],
            (true, false) => say["Change.Effect.More", Titles(effect.More)],
            (false, true) => say["Change.Effect.Less", Titles(effect.Less)],
            (false, false) => say["Change.Effect.Both", Titles(effect.Less), Titles(effect.More)],
        };

        string Titles(ImmutableArray<ChangedAward> awards) =>
            string.Join(", ", awards.Select(award => $"{Isolated.Of(paper.Title(award.Project))} ({Money.Format(award.Difference, currency)})"));
    }
}
