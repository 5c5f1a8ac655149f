using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Statements;

/// <summary>A result as its canonical text says it. Format: docs/formats/result.md.</summary>
/// <param name="Ballots">Ballots counted.</param>
/// <param name="Spent">Money awarded, minor units.</param>
/// <param name="Left">Money left, minor units.</param>
/// <param name="Trace">What was done with each proposal, in order.</param>
public sealed record ResultDocument(long Ballots, long Spent, long Left, ImmutableArray<ResultStep> Trace)
{
    /// <summary>The ids of the funded projects, in the order of award.</summary>
    public ImmutableArray<string> Order { get; init; } = [];

    /// <summary>The pots of money, each with who comes next in it.</summary>
    public ImmutableArray<ResultPot> Pots { get; init; } = [];

    /// <summary>What became of each proposal: its last step. Under Equal Shares one that its supporters could not pay for may still be funded by a completion.</summary>
    public IEnumerable<ResultStep> Ends => Trace.Reverse().DistinctBy(step => step.Project, StringComparer.Ordinal).Reverse();

    /// <summary>What was changed after the paper was frozen; <c>null</c> where nothing was.</summary>
    public ResultChanges? Changes { get; init; }

    /// <summary>The logs whose ballots are not in the result, and how many cards each had; empty, or none, where no log was left out.</summary>
    [JsonPropertyName("left_out")]
    public ImmutableArray<LeftOutLog> LeftOut { get; init; } = [];

    /// <summary>Reads a result; <c>null</c> where there is none.</summary>
    public static ResultDocument? Read(string text) =>
        string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize(text, ResultJson.Default.ResultDocument);
}

/// <summary>A pot of money.</summary>
/// <param name="Pot">Its id.</param>
/// <param name="Reserve">Ids of the projects that took part and are not funded, the next first; none for what was withdrawn or shut out before anything was awarded.</param>
public sealed record ResultPot(string Pot, ImmutableArray<string> Reserve);

/// <summary>A log whose ballots are not in the result.</summary>
/// <param name="Log">Its name.</param>
/// <param name="Cards">Cards of its batches.</param>
public sealed record LeftOutLog(string Log, long Cards);

/// <summary>What was changed after the paper was frozen, and the outcome without it.</summary>
/// <param name="Without">The outcome without the changes.</param>
public sealed record ResultChanges(ResultWithout Without)
{
    /// <summary>Pots with new totals.</summary>
    public ImmutableArray<ChangedPot> Pots { get; init; } = [];

    /// <summary>Ids of withdrawn projects.</summary>
    public ImmutableArray<string> Withdrawn { get; init; } = [];
}

/// <summary>A pot with a new total.</summary>
/// <param name="Pot">Its id.</param>
/// <param name="Paper">What it held on the paper, minor units.</param>
/// <param name="Amount">What it holds, minor units.</param>
public sealed record ChangedPot(string Pot, long Paper, long Amount);

/// <summary>An outcome without the changes.</summary>
/// <param name="Order">The ids of the projects that would have been funded.</param>
/// <param name="Spent">Money that would have been awarded, minor units.</param>
/// <param name="Left">Money that would have been left, minor units.</param>
public sealed record ResultWithout(ImmutableArray<string> Order, long Spent, long Left);

/// <summary>One step of the trace. Money in minor units.</summary>
/// <param name="Step">What was done, for example <c>funded</c>.</param>
/// <param name="Project">The proposal's id.</param>
/// <param name="Amount">Its award; 0 if none.</param>
/// <param name="Left">What was left in the pot after the step.</param>
/// <param name="Short">What was missing: money, or votes.</param>
public sealed record ResultStep(string Step, string Project, long Amount, long Left, long Short);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ResultDocument))]
internal sealed partial class ResultJson : JsonSerializerContext;
