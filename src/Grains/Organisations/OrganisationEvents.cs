using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>What happened to an organisation, without anything of a person but an id.</summary>
internal abstract record OrganisationEvent;

internal sealed record DayEntered(string Day, string By, DateTimeOffset At) : OrganisationEvent;

/// <summary>A practice run was wiped.</summary>
internal sealed record DayLeft(string Day, DateTimeOffset At) : OrganisationEvent;

/// <summary>An invitation was made; the organiser's id is drawn here, so that joining can be repeated.</summary>
/// <param name="Organiser">The id of whoever uses it.</param>
/// <param name="CodeHash">SHA-256 of the code, base64.</param>
internal sealed record InvitationMade(string Organiser, string CodeHash, DateTimeOffset ValidUntil, string By, DateTimeOffset At) : OrganisationEvent;

internal sealed record InvitationUsed(string Organiser, DateTimeOffset At) : OrganisationEvent;

/// <summary>Somebody vouched that an organiser is who they say they are.</summary>
/// <param name="By">The organiser who did; empty for whoever runs the machine.</param>
internal sealed record OrganiserConfirmed(string Organiser, string By, DateTimeOffset At) : OrganisationEvent;

/// <summary>An organiser asked for a step on another's account.</summary>
/// <param name="CodeHash">Of a recovery SHA-256 of the first code, base64; else empty.</param>
internal sealed record AccountStepAsked(AccountStepKind Step, string Organiser, string CodeHash, string By, DateTimeOffset At) : OrganisationEvent;

/// <summary>An organiser was removed.</summary>
/// <param name="SecondBy">Who agreed; empty for whoever runs the machine.</param>
internal sealed record OrganiserRemoved(string Organiser, string By, string SecondBy, DateTimeOffset At) : OrganisationEvent;

/// <summary>Two codes were made with which an organiser sets a new password.</summary>
/// <param name="LinkHash">SHA-256 of the second code, base64; that of the first was written when it was asked for.</param>
internal sealed record RecoveryMade(string Organiser, string LinkHash, string By, string SecondBy, DateTimeOffset At) : OrganisationEvent;

/// <summary>An organiser set a new password with them.</summary>
internal sealed record OrganiserRecovered(string Organiser, DateTimeOffset At) : OrganisationEvent;

/// <summary>How an organisation's events are called and written. What stands here has been written somewhere and stays.</summary>
internal static class OrganisationEventNames
{
    public static readonly EventNames<OrganisationEvent> All = new EventNames<OrganisationEvent>()
        .Name("day-entered", OrganisationJson.Default.DayEntered)
        .Name("day-left", OrganisationJson.Default.DayLeft)
        .Name("invitation-made", OrganisationJson.Default.InvitationMade)
        .Name("invitation-used", OrganisationJson.Default.InvitationUsed)
        .Name("organiser-confirmed", OrganisationJson.Default.OrganiserConfirmed)
        .Name("account-step-asked", OrganisationJson.Default.AccountStepAsked)
        .Name("organiser-removed", OrganisationJson.Default.OrganiserRemoved)
        .Name("recovery-made", OrganisationJson.Default.RecoveryMade)
        .Name("organiser-recovered", OrganisationJson.Default.OrganiserRecovered);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DayEntered))]
[JsonSerializable(typeof(DayLeft))]
[JsonSerializable(typeof(InvitationMade))]
[JsonSerializable(typeof(InvitationUsed))]
[JsonSerializable(typeof(OrganiserConfirmed))]
[JsonSerializable(typeof(AccountStepAsked))]
[JsonSerializable(typeof(OrganiserRemoved))]
[JsonSerializable(typeof(RecoveryMade))]
[JsonSerializable(typeof(OrganiserRecovered))]
internal sealed partial class OrganisationJson : JsonSerializerContext;
