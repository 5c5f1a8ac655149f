using System.Text;

namespace PbDecisionDay.Faults.Tests;

/// <summary>A small election in Pabulib's format: 8 projects, 60 ballots, the same each time.</summary>
internal static class InventedElection
{
    public static string Text()
    {
        var text = new StringBuilder("META\nkey;value\ndescription;Invented\ncountry;Nowhere\nunit;Westhaven\ninstance;2026\nnum_projects;8\nnum_votes;60\nbudget;20000\nvote_type;approval\nrule;greedy\nmax_length;3\nPROJECTS\nproject_id;cost;name\n");
        for (var project = 1; project <= 8; project++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{project};{project * 1000};Project {project}\n");
        text.Append("VOTES\nvoter_id;vote\n");
        var random = new Random(5);
        for (var voter = 1; voter <= 60; voter++)
        {
            var choices = Enumerable.Range(1, 8).OrderBy(_ => random.Next()).Take(random.Next(1, 4));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{voter};{string.Join(',', choices)}\n");
        }
        return text.ToString();
    }
}
