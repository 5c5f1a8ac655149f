using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Proposals;

/// <summary>What happened to a proposal.</summary>
internal abstract record ProposalEvent;

internal sealed record ProposalWritten(ProposalContent Content, string By, DateTimeOffset At) : ProposalEvent;

internal sealed record ProposalFrozen(DateTimeOffset At) : ProposalEvent;

/// <summary>Its day could not be published after all.</summary>
internal sealed record ProposalThawed(DateTimeOffset At) : ProposalEvent;

/// <summary>What it asks for was corrected on the published paper, which its day had printed anew.</summary>
internal sealed record ProposalCorrected(long Ask, long Minimum, string By, DateTimeOffset At) : ProposalEvent;

/// <summary>How a proposal's events are called and written. What stands here has been written somewhere and stays.</summary>
internal static class ProposalEventNames
{
    public static readonly EventNames<ProposalEvent> All = new EventNames<ProposalEvent>()
        .Name("proposal-written", ProposalJson.Default.ProposalWritten)
        .Name("proposal-frozen", ProposalJson.Default.ProposalFrozen)
        .Name("proposal-thawed", ProposalJson.Default.ProposalThawed)
        .Name("proposal-corrected", ProposalJson.Default.ProposalCorrected);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProposalWritten))]
[JsonSerializable(typeof(ProposalFrozen))]
[JsonSerializable(typeof(ProposalThawed))]
[JsonSerializable(typeof(ProposalCorrected))]
internal sealed partial class ProposalJson : JsonSerializerContext;
