using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>Prints result.json, and the same fields for <c>pbdd allocate --json</c>. Format: docs/formats/result.md.</summary>
public static class AllocationText
{
    /// <summary>A day's result with its trace, money in minor units: the bytes whose hash the log's <c>result</c> entry holds.</summary>
    public static string Print(Allocation allocation, Paper paper, FrozenRules rules) =>
        Print(allocation, unit: 1, trace: true, Begin(paper, rules));

    /// <summary>A day's result with its trace, the logs left out, what was changed after the paper was frozen, and the outcome without that.</summary>
    public static string Print(DayAllocation allocation, Paper paper, FrozenRules rules)
    {
        CanonicalJson json = Begin(paper, rules);
        if (!allocation.LeftOut.IsEmpty)
        {
            json.OpenList("left_out");
            foreach (MissingLog log in allocation.LeftOut)
                json.Open().Field("log", log.Log).Field("cards", log.Cards).Close();
            json.CloseList();
        }
        return Print(allocation.Outcome, unit: 1, trace: true, allocation.Without is { } without ? Print(json, allocation.Changes, without, paper) : json);
    }

    /// <summary>An allocation as the console tool prints it, money in units of the file.</summary>
    public static string Print(Allocation allocation, bool trace) => Print(allocation, allocation.Election.Unit, trace, new CanonicalJson().Open());

    private static CanonicalJson Begin(Paper paper, FrozenRules rules) => new CanonicalJson().Open()
        .Field("format", "pbdd/1 result")
        .Field("paper", Convert.ToBase64String(paper.Hash.AsSpan()))
        .Field("rules", Convert.ToBase64String(rules.Hash.AsSpan()));

    private static CanonicalJson Print(CanonicalJson json, PaperChanges changes, Allocation without, Paper paper)
    {
        json.Open("changes");
        if (!changes.Pots.IsEmpty)
        {
            json.OpenList("pots");
            foreach (Pot pot in paper.Pots.Where(pot => changes.Pots.ContainsKey(pot.Id)))
                json.Open().Field("pot", pot.Id).Field("paper", pot.Amount).Field("amount", changes.TotalOf(pot)).Close();
            json.CloseList();
        }
        if (!changes.Withdrawn.IsEmpty)
            json.Field("withdrawn", changes.Withdrawn);
        json.Open("without").Field("order", without.Order).Field("spent", without.Spent).Field("left", without.Left).Close();
        return json.Close();
    }

    private static string Print(Allocation allocation, long unit, bool trace, CanonicalJson json)
    {
        json.Field("rule", Words.Of(allocation.Settings.Rule))
            .Field("ballots", allocation.Election.Ballots.Voters)
            .Field("order", allocation.Order)
            .Money("spent", allocation.Spent, unit)
            .Money("left", allocation.Left, unit);
        RulesText.Print(json, allocation.Settings);
        json.OpenList("pots");
        foreach (PotAllocation pot in allocation.Pots)
            Print(json, pot, unit);
        json.CloseList().OpenList("awards");
        foreach (PotAllocation pot in allocation.Pots)
            foreach (Award award in pot.Awards)
                json.Open().Field("project", award.Project).Field("pot", pot.Pot.Id).Money("amount", award.Amount, unit).Money("ask", award.Cost, unit).Close();
        json.CloseList();
        if (trace)
        {
            json.OpenList("trace");
            foreach (Step step in allocation.Pots.SelectMany(pot => pot.Steps))
                Print(json, step, unit);
            json.CloseList();
        }
        return json.Close().ToString();
    }

    private static void Print(CanonicalJson json, PotAllocation pot, long unit)
    {
        json.Open().Field("pot", pot.Pot.Id).Money("amount", pot.Pot.Amount, unit).Money("spent", pot.Spent, unit).Money("left", pot.Left, unit)
            .Field("reserve", pot.Reserve);
        if (pot.Completed < pot.Awards.Length)
            json.Field("completed_from", pot.Completed);
        if (pot.Rise is { } rise)
            json.Field("increments", rise.Increments)
                .Field("share", new Fraction(rise.Share.Numerator, rise.Share.Denominator * unit).ToString())
                .Field("end", Words.Of(rise.End));
        json.Close();
    }

    private static void Print(CanonicalJson json, Step step, long unit)
    {
        json.Open().Field("step", Words.Of(step.Kind)).Field("project", step.Project);
        if (step.Amount != 0)
            json.Money("amount", step.Amount, unit);
        json.Money("left", step.Left, unit);
        if (step.Kind is StepKind.BelowThreshold or StepKind.BelowFloor)
            json.Field("short", step.Short);
        else if (step.Short != 0)
            json.Money("short", step.Short, unit);
        json.Optional("blocker", step.Blocker);
        if (step.Price is { } price)
            json.Field("price", new Fraction(price.Numerator, price.Denominator * unit).ToDecimal(6)).Optional("full_payers", step.FullPayers);
        if (!step.Tied.IsEmpty)
            json.Field("tied", step.Tied);
        json.Close();
    }
}
