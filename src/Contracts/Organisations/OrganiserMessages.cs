using Orleans;

namespace PbDecisionDay.Contracts.Organisations;

/// <summary>An organiser.</summary>
/// <param name="Id">Random and public; events say who did a step by this id.</param>
/// <param name="Name">As the person wrote it; erasable.</param>
/// <param name="RehearsalsOnly">Whether rehearsal days are all this organiser may act on.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OrganiserView")]
public sealed record OrganiserView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] bool RehearsalsOnly);

/// <summary>Uses an invitation to become an organiser.</summary>
/// <param name="Invitation">The code.</param>
/// <param name="Name">1 to 60 characters, unique without regard to case.</param>
/// <param name="Password">At least <see cref="LeastPassword"/> characters.</param>
[GenerateSerializer, Immutable, Alias("pbdd.JoinAsOrganiser")]
public sealed record JoinAsOrganiser(
    [property: Id(0)] string Invitation,
    [property: Id(1)] string Name,
    [property: Id(2)] string Password)
{
    /// <summary>The least length of a password, in characters.</summary>
    public const int LeastPassword = 12;
}

/// <summary>What using an invitation came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Organiser">The new organiser where it worked.</param>
[GenerateSerializer, Immutable, Alias("pbdd.JoinResult")]
public sealed record JoinResult([property: Id(0)] JoinStatus Status, [property: Id(1)] OrganiserView? Organiser);

/// <summary>The outcomes of using an invitation.</summary>
[GenerateSerializer, Alias("pbdd.JoinStatus")]
public enum JoinStatus
{
    /// <summary>The organiser can sign in.</summary>
    Joined,

    /// <summary>The invitation is unknown, used or older than seven days.</summary>
    InvitationRefused,

    /// <summary>The name is empty, too long or taken.</summary>
    NameRefused,

    /// <summary>The password has fewer than 12 characters.</summary>
    PasswordTooShort,
}
