using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rehearsal;

/// <summary>What a rehearsal came to, line by line as it went on; printed at the end, its last line <c>PASS</c> or what differed.</summary>
internal sealed class Report(Differences differences)
{
    private const int MostDifferences = 20;
    private readonly List<(string Name, string Value)> lines = [];

    /// <summary>Whether everything was as it should be.</summary>
    public bool Passed => differences.Found.Count == 0;

    /// <summary>Adds a line; numbers in it are printed in the one way everywhere.</summary>
    public void Add(string name, FormattableString value) => lines.Add((name, value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Adds a line with latencies.</summary>
    public void Add(string name, LatencyFigures figures, TimeSpan took)
    {
        FormattableString rate = $"{figures.Count:N0} in {took.TotalSeconds:0.0} s, {figures.Count / Math.Max(took.TotalSeconds, 0.001):N0} a second";
        FormattableString spread = $"p50 {Ms(figures.P50)}, p95 {Ms(figures.P95)}, p99 {Ms(figures.P99)}, max {Ms(figures.Most)}";
        Add(name, $"{rate}; {spread}");

        static FormattableString Ms(TimeSpan latency) => $"{latency.TotalMilliseconds:0.0} ms";
    }

    /// <summary>Adds what is played: the day, its paper and rule, who comes, and what befalls whom.</summary>
    public void Announce(string day, Options options, PlannedDay plan, ImmutableArray<Voter> crowd)
    {
        Add("day", $"{day} at {options.Site}, from {Path.GetFileName(options.Ballots)}, seed {options.Seed}");
        Add("paper", $"{plan.Paper.Proposals.Length:N0} projects for {plan.Paper.Pots[0].Amount / 100m:N2} {plan.Paper.Currency}");
        Add("rules", $"{Form(plan.Rules.Form)}; {Rule(plan.Rules.Allocation)}");
        Add("voters", $"{crowd.Length:N0}; the file has {plan.Ballots.Length:N0} ballots that can be cast and {plan.Forbidden:N0} that the form forbids");
        foreach (string note in plan.Notes)
            Add("note", $"{note}");
        Add("mixed in", $"{string.Join(", ", Mishaps(crowd))}");
    }

    /// <summary>Prints everything.</summary>
    public void Print(TextWriter output)
    {
        int width = lines.Select(line => line.Name.Length).DefaultIfEmpty().Max();
        foreach ((string name, string value) in lines)
            output.WriteLine($"{name.PadRight(width)}  {value}");
        IReadOnlyList<string> found = differences.Found;
        foreach (string sentence in found.Take(MostDifferences))
            output.WriteLine($"{"differs".PadRight(width)}  {sentence}");
        output.WriteLine(found.Count switch
        {
            0 => "PASS",
            <= MostDifferences => string.Create(CultureInfo.InvariantCulture, $"FAIL: {found.Count} differences"),
            _ => string.Create(CultureInfo.InvariantCulture, $"FAIL: {found.Count:N0} differences, the first {MostDifferences} above"),
        });
    }

    private static IEnumerable<string> Mishaps(ImmutableArray<Voter> crowd)
    {
        yield return Count(v => v.Way == Way.Kiosk, "vote at a kiosk");
        yield return Count(v => v.Way == Way.Paper, "vote on paper");
        yield return Count(v => v.Repeat == Repeat.AfterReceipt, "ask again");
        yield return Count(v => v.Repeat == Repeat.AtOnce, "send twice at once");
        yield return Count(v => v.FirstThought is not null, "replace a first ballot");
        yield return Count(v => v is { Challenges: true, Way: Way.Phone }, "challenge their cast");
        yield return Count(v => v is { Challenges: true, Way: Way.Kiosk }, "challenge a kiosk's cast and have their card exchanged");
        yield return Count(v => v.HasRival, "have a rival");
        yield return Count(v => v.IsScannedTwice, "are scanned twice");
        yield return Count(v => v.LosesCard, "lose their card");
        yield return Count(v => v.ComesLate, "come late");
        yield return Count(v => v.CastsAtClose, "cast on at the close");

        string Count(Func<Voter, bool> whom, string what) => string.Create(CultureInfo.InvariantCulture, $"{crowd.Count(whom):N0} {what}");
    }

    private static string Form(BallotForm form) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Words.Of(form.Kind)} {form.Least} to {(form.Most > 0 ? form.Most : "all")}"
        + $"{(form.Top > 0 ? $", {form.Top} points" : "")}{(form.Knapsack ? " that fit the pot" : "")}");

    private static string Rule(RuleSettings settings) => $"{Words.Of(settings.Rule)}, {settings.Marginal}, ties {string.Join(", ", settings.Ties)}";
}
