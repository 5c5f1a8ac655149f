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
    [property: Id(2)] bool RehearsalsOnly)
{
    /// <summary>Who vouched that this is the person they say they are.</summary>
    [Id(3)]
    public Confirmation Confirmed { get; init; }

    /// <summary>The id of the organiser who invited them; empty for the first, whom the service's start invited.</summary>
    [Id(4)]
    public string InvitedBy { get; init; } = "";

    /// <summary>Whether two others have removed them. The name stays for what they did before; they are an organiser no more.</summary>
    [Id(5)]
    public bool Removed { get; init; }
}

/// <summary>Who confirmed an organiser. Before that, an organiser prepares days and approves nothing that counts. Source: docs/adr/0062.</summary>
[GenerateSerializer, Alias("pbdd.Confirmation")]
public enum Confirmation
{
    /// <summary>Nobody yet.</summary>
    None,

    /// <summary>Whoever runs the machine, by a code that only the service's own log shows: while fewer than two organisers were confirmed.</summary>
    ByMachine,

    /// <summary>Another confirmed organiser, in person.</summary>
    ByOrganiser,
}

/// <summary>What confirming an organiser came to.</summary>
[GenerateSerializer, Alias("pbdd.ConfirmResult")]
public enum ConfirmResult
{
    /// <summary>The organiser is confirmed, now or before.</summary>
    Confirmed,

    /// <summary>There is no such organiser, or it is no person.</summary>
    Unknown,

    /// <summary>Whoever confirms was not confirmed themselves.</summary>
    NotConfirmedYourself,

    /// <summary>Whoever confirms invited this person, or is this person.</summary>
    YourOwnGuest,

    /// <summary>The code is wrong, older than ten minutes, or another was asked for since.</summary>
    CodeRefused,

    /// <summary>Two organisers were confirmed: they confirm the others, and the machine no more.</summary>
    TwoAreConfirmed,

    /// <summary>The service's log shows a code now; nobody is confirmed yet.</summary>
    CodeShown,
}

/// <summary>One who may approve steps of a day, as of its publishing.</summary>
/// <param name="Organiser">The organiser's id.</param>
/// <param name="Confirmed">Who had confirmed them.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Approver")]
public sealed record Approver([property: Id(0)] string Organiser, [property: Id(1)] Confirmation Confirmed);

/// <summary>Uses an invitation to become an organiser.</summary>
/// <param name="Invitation">The code.</param>
/// <param name="Name">1 to 60 characters, unique without regard to case, and no look-alike of another.</param>
/// <param name="Password">At least <see cref="LeastPassword"/> characters.</param>
[GenerateSerializer, Immutable, Alias("pbdd.JoinAsOrganiser")]
public sealed record JoinAsOrganiser(
    [property: Id(0)] string Invitation,
    [property: Id(1)] string Name,
    [property: Id(2)] string Password)
{
    /// <summary>The name of the service's address, which no password may lean on; empty where it is not known.</summary>
    [Id(3)]
    public string Site { get; init; } = "";

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

    /// <summary>The name reads as another organiser's does, perhaps with letters of another script.</summary>
    NameLooksTaken,

    /// <summary>The password has fewer than 12 characters.</summary>
    PasswordTooShort,

    /// <summary>The password is easy to guess: many people use it, it repeats itself, or it is little more than common words, the place, a day or the name.</summary>
    PasswordTooCommon,
}
