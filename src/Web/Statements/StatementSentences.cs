using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Web.Localisation;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Statements;

/// <summary>Says the lines of an account and the steps of a result in the reader's language, for the console and the statement alike.</summary>
public static class StatementSentences
{
    /// <summary>Two numbers of an account, as a sentence with both.</summary>
    public static string Line(this IStringLocalizer<StatementWords> say, AccountLine line, ImmutableArray<VenueSetting> venues)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(line);
        var key = line is { Check: AccountCheck.Unreturned, Agrees: false } ? "Check.unreturned.wrong" : $"Check.{Words.Of(line.Check)}";
        var venue = venues.FirstOrDefault(venue => venue.Id == line.Venue)?.Name ?? line.Venue;
        return say[key, line.Log, line.Hand, line.Hand - line.Log, Isolated.Of(venue)];
    }

    /// <summary>What became of a proposal and why, with what it needed, what was left and its votes where they are known; without its name.</summary>
    public static string Sentence(this IStringLocalizer<StatementWords> say, ResultStep step, CountedResult result)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(result);
        var needed = checked(step.Left + step.Short);
        var ask = result.Paper?.Find(step.Project)?.Ask ?? needed;
        var known = result.Votes.TryGetValue(step.Project, out var votes);
        var (key, missing) = step.Step switch
        {
            // Where a part may be given, what was missing is missing to the least that the project takes.
            "does-not-fit" => (needed < ask ? "Result.does-not-fit.least" : "Result.does-not-fit", Money.Format(needed, result.Currency)),
            "stopped" => ("Result.stopped", Money.Format(needed, result.Currency)),
            // Votes, or points, without which a project takes no part: with them it takes part, which is not yet money.
            "below-threshold" => known ? ("Result.below-threshold", $"{votes + step.Short}") : ("Result.below-threshold.short", $"{step.Short}"),
            _ => ($"Result.{step.Step}", ""),
        };
        var sentence = say[key, Money.Format(step.Amount, result.Currency), Money.Format(step.Left, result.Currency), missing, Money.Format(ask, result.Currency)];
        return known ? $"{sentence} {say["Result.Votes", votes]}" : sentence;
    }

    /// <summary>A project's title in the reader's language where the paper has it, else in the day's own.</summary>
    public static string Title(this Paper? paper, string project) => paper?.Find(project)?.TitleIn(SiteLanguage.Current.Written) ?? project;
}
