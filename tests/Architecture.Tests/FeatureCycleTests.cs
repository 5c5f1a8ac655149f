using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using Assembly = System.Reflection.Assembly;

namespace PbDecisionDay.Architecture.Tests;

/// <summary>Feature folders build on each other in one direction. A folder is what stands right below the project's own namespace.</summary>
public sealed class FeatureCycleTests
{
    [Fact]
    public void Features_of_the_contracts_form_no_cycle() => Check(typeof(DayPhase).Assembly, "PbDecisionDay.Contracts.(*)..");

    [Fact]
    public void Features_of_the_web_form_no_cycle() => Check(Assembly.Load("PbDecisionDay.Web"), "PbDecisionDay.Web.(*)..");

    [Fact]
    public void Features_of_the_grains_form_no_cycle() => Check(typeof(RefusedBoxes).Assembly, "PbDecisionDay.Grains.(*)..");

    private static void Check(Assembly assembly, string features)
    {
        var architecture = new ArchLoader().LoadAssemblies(assembly).Build();
        SliceRuleDefinition.Slices().Matching(features).Should().BeFreeOfCycles().Check(architecture);
    }
}
