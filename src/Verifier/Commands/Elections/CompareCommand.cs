using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Text;
using Spectre.Console;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary><c>pbdd compare FILE.pb</c>: the same ballots under every rule, side by side.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> file = ElectionInput.File();
        Option<bool> json = ElectionInput.Json();
        var command = new Command("compare", "Puts the outcomes of the usual rules side by side; ties go to the lower cost, then by id.") { file, json };
        command.SetAction(arguments => Run(arguments.GetValue(file)!, arguments.GetValue(json)));
        return command;
    }

    private static int Run(string path, bool json) => ElectionInput.With(path, file =>
    {
        ImmutableArray<Outcome> outcomes = [.. UsualRules.For(file.Election.Ballots.Kind).Select(rule => OutcomeOf(rule.Name, Allocator.Allocate(file.Election, ElectionInput.On(file, rule.Settings with { FundsUnsupported = true }))))];
        if (json)
            Console.Out.Write(Json(file, outcomes));
        else
            Print(file, outcomes);
        return 0;
    });

    private static Outcome OutcomeOf(string name, Allocation allocation) =>
        new(name, allocation, Fairness.Of(allocation), allocation.Order.ToHashSet(StringComparer.Ordinal));

    private static void Print(PabulibFile file, ImmutableArray<Outcome> outcomes)
    {
        var money = new Money(file);
        Table table = new Table().Border(TableBorder.Simple).AddColumn("rule").AddColumn(new TableColumn("projects").RightAligned())
            .AddColumn(new TableColumn("spent").RightAligned()).AddColumn(new TableColumn("with a win").RightAligned())
            .AddColumn(new TableColumn("EJR+ violations").RightAligned()).AddColumn(new TableColumn("other than by votes").RightAligned());
        foreach (Outcome outcome in outcomes)
            table.AddRow(
                outcome.Name,
                Number(outcome.Funded.Count),
                money.Of(outcome.Allocation.Spent),
                AllocationTable.Percent(outcome.Fairness.WithAWin, outcome.Fairness.Voters),
                Number(outcome.Fairness.EjrViolations.Length),
                Number(outcome.Funded.Except(outcomes[0].Funded, StringComparer.Ordinal).Count()));
        AnsiConsole.Write(table);
        foreach (Project project in file.Election.Projects.Where(project => outcomes.Any(outcome => outcome.Funded.Contains(project.Id))))
            Console.Out.WriteLine($"{string.Concat(outcomes.Select(outcome => outcome.Funded.Contains(project.Id) ? '█' : '·'))}  {project.Id}, {money.Of(project.Cost)}");
    }

    private static string Json(PabulibFile file, ImmutableArray<Outcome> outcomes)
    {
        long unit = file.Election.Unit;
        CanonicalJson json = new CanonicalJson().Open().Field("ballots", file.Election.Ballots.Voters).OpenList("rules");
        foreach (Outcome outcome in outcomes)
            json.Open().Field("name", outcome.Name).Field("rule", Words.Of(outcome.Allocation.Settings.Rule)).Field("order", outcome.Allocation.Order)
                .Money("spent", outcome.Allocation.Spent, unit).Money("left", outcome.Allocation.Left, unit)
                .Field("with_a_win", outcome.Fairness.WithAWin).Field("average_share", outcome.Fairness.AverageShare.ToDecimal(6))
                .Field("ejr_violations", outcome.Fairness.EjrViolations).Close();
        return json.CloseList().Close().ToString();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Outcome(string Name, Allocation Allocation, Fairness Fairness, HashSet<string> Funded);
}
