using ArchUnitNET.Loader;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Papers;
using Assembly = System.Reflection.Assembly;

namespace PbDecisionDay.Architecture.Tests;

/// <summary>
/// Feature folders build on each other in one direction, method bodies included. A feature is what stands right below the project's own
/// namespace, with all that stands below it.
/// </summary>
public sealed class FeatureCycleTests
{
    [Fact]
    public void Features_of_the_contracts_form_no_cycle() => Assert.Empty(InCycles(typeof(DayPhase).Assembly, least: 7));

    [Fact]
    public void Features_of_the_grains_form_no_cycle() => Assert.Empty(InCycles(typeof(RefusedBoxes).Assembly, least: 9));

    [Fact]
    public void Features_of_the_ledger_form_no_cycle() => Assert.Empty(InCycles(typeof(MerkleTree).Assembly, least: 10));

    // A paper holds projects that ballots name, a form checks ballots against a paper, and frozen rules hold an allocation's settings.
    [Fact]
    public void Of_the_rules_only_papers_ballots_and_allocation_know_one_another() =>
        Assert.Equal(["Allocation", "Ballots", "Papers"], InCycles(typeof(Paper).Assembly, least: 4));

    /// <summary>The features on a cycle, or between two of them.</summary>
    private static IEnumerable<string> InCycles(Assembly assembly, int least)
    {
        var root = assembly.GetName().Name + ".";
        var architecture = new ArchLoader().LoadAssemblies(assembly).Build();
        var uses = architecture.Types
            .SelectMany(type => type.Dependencies.Select(used => (By: Feature(type.FullName), Of: Feature(used.Target.FullName))))
            .Where(use => use.By.Length > 0 && use.Of.Length > 0 && use.By != use.Of)
            .ToHashSet();
        var features = architecture.Types.Select(type => Feature(type.FullName)).Where(feature => feature.Length > 0).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(features.Count, least, int.MaxValue);

        // Whoever uses none of those left, or is used by none of them, is on no cycle.
        while (features.RemoveWhere(feature => !uses.Any(use => use.By == feature && features.Contains(use.Of))
            || !uses.Any(use => use.Of == feature && features.Contains(use.By))) > 0)
        {
        }
        return features.Order(StringComparer.Ordinal);

        string Feature(string type) =>
            type.StartsWith(root, StringComparison.Ordinal) && type[root.Length..].Split('.') is [var feature, _, ..] ? feature : "";
    }
}
