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
    /// <summary>Reads a result; <c>null</c> where there is none.</summary>
    public static ResultDocument? Read(string text) =>
        string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize(text, ResultJson.Default.ResultDocument);
}

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
