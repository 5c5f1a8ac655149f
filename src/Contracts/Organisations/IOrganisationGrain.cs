using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Organisations;

/// <summary>
/// The council or partnership that runs decision days: its days and its organisers. A service has one, under <see cref="Key"/>.
/// Names, password hashes and tokens are rows of the register's database; the stream holds ids alone.
/// </summary>
[Alias("pbdd.IOrganisationGrain")]
public interface IOrganisationGrain : IGrainWithStringKey
{
    /// <summary>The key of the one organisation of a service.</summary>
    const string Key = "organisation";

    /// <summary>The days, newest first.</summary>
    [Alias("ListDays"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<string>> ListDaysAsync(CancellationToken cancellationToken);

    /// <summary>Enters a new day under an id nobody has used.</summary>
    /// <param name="day">1 to 40 characters of <c>[a-z0-9-]</c>, the first no hyphen.</param>
    /// <param name="by">The organiser's id.</param>
    /// <returns>Whether the id was free; entering the same day again by the same organiser answers <c>true</c>.</returns>
    [Alias("EnterDay")]
    Task<bool> EnterDayAsync(string day, string by, CancellationToken cancellationToken);

    /// <summary>Takes a practice run off the list; a day that is no practice run stays. Repeating it changes nothing.</summary>
    [Alias("LeaveDay")]
    Task LeaveDayAsync(string day, CancellationToken cancellationToken);

    /// <summary>Whether nobody can sign in yet.</summary>
    [Alias("NeedsSetUp"), ReadOnly, AlwaysInterleave]
    Task<bool> NeedsSetUpAsync(CancellationToken cancellationToken);

    /// <summary>Makes a one-use invitation for an organiser; the first start prints one.</summary>
    /// <param name="by">The organiser who invites; empty for the first start, which is refused once there is an organiser.</param>
    /// <returns>The invitation's code, valid for seven days; empty if refused.</returns>
    [Alias("Invite")]
    Task<string> InviteAsync(string by, CancellationToken cancellationToken);

    /// <summary>Uses an invitation.</summary>
    [Alias("Join")]
    Task<JoinResult> JoinAsync(JoinAsOrganiser command, CancellationToken cancellationToken);

    /// <summary>Confirms in person, as a confirmed organiser who did not invite them, that an organiser is who they say they are.</summary>
    /// <param name="organiser">Who is confirmed.</param>
    /// <param name="by">Who confirms.</param>
    /// <param name="cancellationToken">Honoured before it is written.</param>
    [Alias("Confirm")]
    Task<ConfirmResult> ConfirmAsync(string organiser, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a code into the service's own log, which whoever runs the machine reads out to confirm one of the first two organisers.
    /// It is good for ten minutes, for this organiser alone, and ends the one before.
    /// </summary>
    /// <returns><see cref="ConfirmResult.CodeShown"/> where a code now waits to be told, else why there is none.</returns>
    [Alias("ShowMachineCode")]
    Task<ConfirmResult> ShowMachineCodeAsync(string organiser, CancellationToken cancellationToken);

    /// <summary>Confirms one of the first two organisers with the code from the service's log.</summary>
    [Alias("ConfirmByMachine")]
    Task<ConfirmResult> ConfirmByMachineAsync(string organiser, string code, CancellationToken cancellationToken);

    /// <summary>Those who may approve steps of a day that is published now: the confirmed organisers, by id.</summary>
    [Alias("ListApprovers"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<Approver>> ListApproversAsync(CancellationToken cancellationToken);

    /// <summary>Makes, or makes again, an organiser without a password who may act on rehearsal days only, and returns its token.</summary>
    /// <param name="name">The name of the program that plays rehearsals, 1 to 60 characters.</param>
    /// <param name="cancellationToken">Honoured before the row is written.</param>
    /// <returns>26 characters of Crockford base32; empty where the name is a person's, or no name.</returns>
    [Alias("IssueRehearsalToken")]
    Task<string> IssueRehearsalTokenAsync(string name, CancellationToken cancellationToken);

    /// <summary>The organisers, by name.</summary>
    [Alias("ListOrganisers"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<OrganiserView>> ListOrganisersAsync(CancellationToken cancellationToken);
}
