using System.Text;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rehearsal.Tests.Planning;

/// <summary>Invented elections.</summary>
internal static class Files
{
    /// <summary>Five projects for 1,000, twelve voters who approve up to three.</summary>
    public const string Approval = """
        META
        key;value
        unit;Westhaven
        instance;2026
        budget;1000
        vote_type;approval
        max_length;3
        currency;GBP
        PROJECTS
        project_id;cost;name
        1;400;A warm bench
        2;350.50;Cook once, eat together
        3;300;Harbour singers
        4;250;Slow walks
        5;5000;A pool
        VOTES
        voter_id;vote
        1;1,2
        2;1,3
        3;2,4
        4;1
        5;3,4,5
        6;1,2,3
        7;5
        8;
        9;2,3
        10;4
        11;1,4
        12;1,2,3,4
        """;

    /// <summary>Reads a text as <see cref="DayPlanner"/> reads a file.</summary>
    public static PabulibFile Read(string text) =>
        PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), new PabulibReading { KeepVotes = true });

    /// <summary>A file with these META lines, projects and votes.</summary>
    public static PabulibFile Of(string meta, string projects, string votes) => Read($"""
        META
        key;value
        unit;Westhaven
        budget;1000
        {meta}
        PROJECTS
        project_id;cost;name
        {projects}
        VOTES
        {votes}
        """);
}
