using System.Text;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>A result as the console tool prints it: amounts and the share in units of the file, not in its smallest unit.</summary>
public class AllocationTextTests
{
    /// <summary>Two voters with 50.25 each; both pay 30.125 for a, and neither pays for b.</summary>
    private const string Pence =
        "META\nkey;value\nbudget;100.50\nvote_type;approval\nPROJECTS\nproject_id;cost\na;60.25\nb;70\nVOTES\nvoter_id;vote\n1;a\n2;a\n";

    [Fact]
    public void Amounts_and_the_share_are_in_units_of_the_file()
    {
        Election election = PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Pence))).Election;
        Assert.Equal(100, election.Unit);
        var rules = new RuleSettings { Rule = AllocationRule.EqualShares, Completion = Completion.Add1 };
        string text = AllocationText.Print(Allocator.Allocate(election, rules), trace: true);
        Assert.Contains("\"spent\": 60.25,\n", text, StringComparison.Ordinal);
        Assert.Contains("\"left\": 40.25,\n", text, StringComparison.Ordinal);
        Assert.Contains("\"amount\": 60.25, \"ask\": 60.25", text, StringComparison.Ordinal);
        Assert.Contains("\"share\": \"201/4\"", text, StringComparison.Ordinal);
    }
}
