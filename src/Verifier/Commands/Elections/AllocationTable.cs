using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Text;
using Spectre.Console;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary>Prints an allocation for a person: a table of awards with bars of support, then what else there is to know.</summary>
internal static class AllocationTable
{
    private const int BarWidth = 20;

    public static void Print(PabulibFile file, Allocation allocation, bool trace)
    {
        var money = new Money(file);
        Election election = allocation.Election;
        IReadOnlyList<long> support = allocation.Settings.CountsPoints ? election.Support.Points : election.Support.Votes;
        long most = Math.Max(1, support.Max());
        var index = election.Projects.Select((project, i) => (project.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn("").AddColumn("project").AddColumn("name")
            .AddColumn(new TableColumn("award").RightAligned())
            .AddColumn(new TableColumn(allocation.Settings.CountsPoints ? "points" : "votes").RightAligned()).AddColumn("");
        int place = 0;
        foreach (Award award in allocation.Awards)
        {
            int project = index[award.Project];
            table.AddRow(
                (++place).ToString(CultureInfo.InvariantCulture),
                Markup.Escape(award.Project),
                Markup.Escape(Short(file.OfProject(project, "name") ?? "")),
                money.Of(award.Amount) + (award.Amount < award.Cost ? " (part)" : ""),
                support[project].ToString("N0", CultureInfo.InvariantCulture),
                new string('█', (int)(support[project] * BarWidth / most)));
        }
        Console.Out.WriteLine($"{Words.Of(allocation.Settings.Rule)}: {place} of {election.Projects.Length} projects, {money.Of(allocation.Spent)} spent, {money.Of(allocation.Left)} left, {election.Ballots.Voters:N0} ballots");
        AnsiConsole.Write(table);
        if (allocation.Pots[0].Rise is { } rise)
            Console.Out.WriteLine($"The share of each ballot rose {rise.Increments:N0} times, to {money.Of((long)rise.Share.Floor)}; it ended: {Words.Of(rise.End)}.");
        Fairness fairness = Fairness.Of(allocation);
        Console.Out.WriteLine($"{fairness.WithAWin:N0} ballots ({Percent(fairness.WithAWin, fairness.Voters)}) name a funded project. EJR+ violations: {fairness.EjrViolations.Length}.");
        if (trace)
            foreach (Reason reason in Reasons.Of(allocation))
                Console.Out.WriteLine($"{reason.Project}: {ReasonText.English(reason, money.Of)}");
    }

    public static string Percent(long part, long whole) =>
        whole == 0 ? "0 %" : string.Create(CultureInfo.InvariantCulture, $"{part * 100m / whole:0.0} %");

    private static string Short(string name) => name.Length <= 48 ? name : name[..47] + "…";
}
