using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>Prints result.json, and the same fields for <c>pbdd allocate --json</c>. Format: docs/formats/result.md.</summary>
public static class AllocationText
{
    /// <summary>A day's result, with its trace: the bytes whose hash the log's <c>result</c> entry holds.</summary>
    public static string Print(Allocation allocation, Paper paper, FrozenRules rules) =>
        Print(allocation, new CanonicalJson().Open()
            .Field("format", "pbdd/1 result")
            .Field("paper", Convert.ToBase64String(paper.Hash.AsSpan()))
            .Field("rules", Convert.ToBase64String(rules.Hash.AsSpan())), trace: true);

    /// <summary>An allocation as the console tool prints it.</summary>
    public static string Print(Allocation allocation, bool trace) => Print(allocation, new CanonicalJson().Open(), trace);

    private static string Print(Allocation allocation, CanonicalJson json, bool trace)
    {
        json.Field("rule", Words.Of(allocation.Settings.Rule))
            .Field("ballots", allocation.Election.Ballots.Voters)
            .Field("order", allocation.Order)
            .Field("spent", allocation.Spent)
            .Field("left", allocation.Left)
            .Field("unit", allocation.Election.Unit);
        RulesText.Print(json, allocation.Settings);
        json.OpenList("pots");
        foreach (PotAllocation pot in allocation.Pots)
            Print(json, pot);
        json.CloseList().OpenList("awards");
        foreach (PotAllocation pot in allocation.Pots)
            foreach (Award award in pot.Awards)
                json.Open().Field("project", award.Project).Field("pot", pot.Pot.Id).Field("amount", award.Amount).Field("ask", award.Cost).Close();
        json.CloseList();
        if (trace)
        {
            json.OpenList("trace");
            foreach (Step step in allocation.Pots.SelectMany(pot => pot.Steps))
                Print(json, step);
            json.CloseList();
        }
        return json.Close().ToString();
    }

    private static void Print(CanonicalJson json, PotAllocation pot)
    {
        json.Open().Field("pot", pot.Pot.Id).Field("amount", pot.Pot.Amount).Field("spent", pot.Spent).Field("left", pot.Left)
            .Field("reserve", pot.Reserve);
        if (pot.Completed < pot.Awards.Length)
            json.Field("completed_from", pot.Completed);
        if (pot.Rise is { } rise)
            json.Field("increments", rise.Increments).Field("share", rise.Share.ToString()).Field("end", Words.Of(rise.End));
        json.Close();
    }

    private static void Print(CanonicalJson json, Step step)
    {
        json.Open().Field("step", Words.Of(step.Kind)).Field("project", step.Project)
            .Optional("amount", step.Amount).Field("left", step.Left).Optional("short", step.Short).Optional("blocker", step.Blocker);
        if (step.Price is { } price)
            json.Field("price", price.ToDecimal(6)).Optional("full_payers", step.FullPayers);
        if (!step.Tied.IsEmpty)
            json.Field("tied", step.Tied);
        json.Close();
    }
}
