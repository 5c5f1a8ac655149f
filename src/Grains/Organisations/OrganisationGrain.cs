using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// The organisation, folded from the stream of its own name, and its organisers, read from their rows. A row is written
/// before the event that speaks of it, so that an invitation is never used up for nothing.
/// </summary>
internal sealed partial class OrganisationGrain : Grain, IOrganisationGrain, IDisposable
{
    private const int LongestName = 60;
    private const int IdSymbols = 16;
    private const int ShownOfId = 4;
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    private readonly EventStream<OrganisationState, OrganisationEvent> stream;
    private readonly IOrganiserStore store;
    private readonly TimeProvider time;
    private readonly PasswordDesk desk;
    private readonly OrganiserSessions sessions;
    private readonly ProgramTokens tokens;
    private readonly MachineCodes codes;
    private readonly ILogger<OrganisationGrain> logger;
    private readonly string organisation;
    private readonly SemaphoreSlim rows = new(1, 1);
    private readonly Dictionary<string, OrganiserRow> organisers = new(StringComparer.Ordinal);

    /// <summary>Called by the grain host.</summary>
    public OrganisationGrain(IJournal journal, IOrganiserStore store, GuessCounts counts, TimeProvider time, ILogger<OrganisationGrain> logger)
    {
        (this.store, this.time, this.logger, organisation) = (store, time, logger, this.GetPrimaryKeyString());
        var (turns, tries) = counts.Of(organisation);
        (desk, codes) = (new PasswordDesk(time, turns, tries), new MachineCodes(time));
        (sessions, tokens) = (new OrganiserSessions(store, organisation, time), new ProgramTokens(store, organisation, time));
        stream = new(journal, organisation, OrganisationEventNames.All, OrganisationState.None, (state, happened) => state.Apply(happened), DeactivateOnIdle);
    }

    private OrganisationState State => stream.State;

    private bool NobodyCanSignIn => organisers.Values.All(organiser => organiser.PasswordHash.Length == 0);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await stream.ReadAsync(cancellationToken);
        foreach (var row in await store.ReadAsync(organisation, cancellationToken)) organisers.Add(row.Id, row);
        await sessions.ReadAsync(cancellationToken);
        await ReadPasskeysAsync(cancellationToken);
        await tokens.ReadAsync(cancellationToken);
    }

    /// <summary>Called by the grain host when the activation is gone.</summary>
    public void Dispose() => rows.Dispose();

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> ListDaysAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<string>>([.. State.Days.Reverse().Select(entered => entered.Day)]);

    /// <inheritdoc/>
    public async Task<bool> EnterDayAsync(string day, string by, CancellationToken cancellationToken)
    {
        if (!DayId.IsValid(day) || by.Length == 0) return false;
        if (State.Find(day) is { } entered) return string.Equals(entered.By, by, StringComparison.Ordinal);
        await stream.AppendAsync([new DayEntered(day, by, time.GetUtcNow())], cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task LeaveDayAsync(string day, CancellationToken cancellationToken)
    {
        if (PracticeId.Is(day) && State.Find(day) is not null) await stream.AppendAsync([new DayLeft(day, time.GetUtcNow())], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> NeedsSetUpAsync(CancellationToken cancellationToken) => Task.FromResult(NobodyCanSignIn);

    /// <inheritdoc/>
    public async Task<string> InviteAsync(string by, CancellationToken cancellationToken)
    {
        var mayInvite = by.Length == 0 ? NobodyCanSignIn : IsPerson(by);
        if (!mayInvite) return "";

        var code = SecretCode.New(SecretCode.LongSymbols);
        var now = time.GetUtcNow();
        await stream.AppendAsync(
            [new InvitationMade(SecretCode.New(IdSymbols), SecretCode.HashText(code), now + InvitationLasts, by, now)], cancellationToken);
        return code;
    }

    /// <inheritdoc/>
    public async Task<JoinResult> JoinAsync(JoinAsOrganiser command, CancellationToken cancellationToken)
    {
        if (State.Invited(command.Invitation, time.GetUtcNow()) is not { } invitation) return Refused(JoinStatus.InvitationRefused);
        var id = invitation.Organiser;
        // The links that starts printed end when the first organiser joins by one.
        if (invitation.By.Length == 0 && organisers.Values.Any(other => other.PasswordHash.Length > 0 && !string.Equals(other.Id, id, StringComparison.Ordinal))) return Refused(JoinStatus.InvitationRefused);
        var name = command.Name.Trim().Normalize();
        if (State.Joined.Contains(id))
            return await IsAgainAsync(id, name, command.Password) ? Joined(organisers[id]) : Refused(JoinStatus.InvitationRefused);
        if (name.Length == 0 || PlainText.LineProblem(name, LongestName, "The name") is not null || IsTaken(name, id)) return Refused(JoinStatus.NameRefused);
        if (LooksTaken(name, id)) return Refused(JoinStatus.NameLooksTaken);
        if (command.Password.Length < JoinAsOrganiser.LeastPassword) return Refused(JoinStatus.PasswordTooShort);
        if (CommonPasswords.Holds(command.Password, Near(name, command.Site))) return Refused(JoinStatus.PasswordTooCommon);

        var row = new OrganiserRow(id, name, await desk.HashAsync(command.Password), ReadOnlyMemory<byte>.Empty, RehearsalsOnly: false);
        await SaveAsync(row, cancellationToken);
        await stream.AppendAsync([new InvitationUsed(id, time.GetUtcNow())], CancellationToken.None);
        return Joined(row);
    }

    /// <inheritdoc/>
    public async Task<ConfirmResult> ConfirmAsync(string organiser, string by, CancellationToken cancellationToken)
    {
        if (!IsPerson(organiser)) return ConfirmResult.Unknown;
        if (!State.Confirmed.ContainsKey(by)) return ConfirmResult.NotConfirmedYourself;
        if (State.Confirmed.ContainsKey(organiser)) return ConfirmResult.Confirmed;
        if (IsGuestOf(organiser, by)) return ConfirmResult.YourOwnGuest;
        return await WriteConfirmedAsync(organiser, by, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ConfirmResult> ShowMachineCodeAsync(string organiser, CancellationToken cancellationToken)
    {
        if (MachineRefusal(organiser) is { } refusal) return Task.FromResult(refusal);
        logger.MachineCode(organiser[..ShownOfId], MakeCode(organiser));
        return Task.FromResult(ConfirmResult.CodeShown);
    }

    /// <inheritdoc/>
    public async Task<ConfirmResult> ConfirmByMachineAsync(string organiser, string code, CancellationToken cancellationToken) =>
        MachineRefusal(organiser) is { } refusal ? refusal
        : !codes.Matches(organiser, code) ? ConfirmResult.CodeRefused
        : await WriteConfirmedAsync(organiser, "", cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Approver>> ListApproversAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Approver>>([.. State.Confirmed.Where(one => IsPerson(one.Key)).Select(one => new Approver(one.Key, one.Value))]);

    /// <inheritdoc/>
    public async Task<string> IssueRehearsalTokenAsync(string name, CancellationToken cancellationToken)
    {
        var called = name.Trim().Normalize();
        var row = Named(called) ?? new OrganiserRow(SecretCode.New(IdSymbols), called, "", ReadOnlyMemory<byte>.Empty, RehearsalsOnly: true);
        if (!row.RehearsalsOnly || called.Length is 0 or > LongestName || LooksTaken(called, row.Id)) return "";
        if (!organisers.ContainsKey(row.Id)) await SaveAsync(row, cancellationToken);
        var token = SecretCode.New(SecretCode.LongSymbols);
        await ChangeAsync(row.Id, known => known with { TokenHash = SecretCode.Hash(token) }, cancellationToken);
        return token;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OrganiserView>> ListOrganisersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<OrganiserView>>(
            [.. organisers.Values.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal).Select(View)]);

    /// <summary>Writes a row, then remembers it. Whether a failed write happened is unknown, so the next activation reads.</summary>
    private async Task SaveAsync(OrganiserRow row, CancellationToken cancellationToken)
    {
        await StoredAsync(() => store.SaveAsync(organisation, row, cancellationToken));
        organisers[row.Id] = row;
    }

    /// <summary>Whether this is the same person with the same name and password asking once more after a lost answer.</summary>
    private async Task<bool> IsAgainAsync(string id, string name, string password) =>
        organisers.TryGetValue(id, out var row)
        && string.Equals(row.Name, name, StringComparison.Ordinal)
        && await desk.IsRightAsync(row.PasswordHash, password);

    private OrganiserRow? Named(string name) =>
        organisers.Values.FirstOrDefault(row => string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase) && !State.Removed.Contains(row.Id));

    private bool IsTaken(string name, string exceptBy) =>
        Named(name) is { } other && !string.Equals(other.Id, exceptBy, StringComparison.Ordinal);

    /// <summary>
    /// Whether a name reads as another's does, in whichever script and order: whoever confirms, agrees or reads the statement would take one for the other.
    /// That of somebody who was removed too, since it stays on statements.
    /// </summary>
    private bool LooksTaken(string name, string exceptBy)
    {
        var readings = LookAlike.PersonReadings(name).ToHashSet(StringComparer.Ordinal);
        return organisers.Values.Any(other => !string.Equals(other.Id, exceptBy, StringComparison.Ordinal)
            && LookAlike.PersonReadings(other.Name).Any(readings.Contains));
    }

    /// <summary>What a guesser here tries first: the person's name, the address of the service and the days, which are often called after the place.</summary>
    private IEnumerable<string> Near(string name, string site) => State.Days.Select(entered => entered.Day).Append(name).Append(site);

    /// <summary>Why the machine's code does not confirm an organiser; <c>null</c> where it may.</summary>
    private ConfirmResult? MachineRefusal(string organiser) =>
        !IsPerson(organiser) ? ConfirmResult.Unknown
        : State.Confirmed.ContainsKey(organiser) ? ConfirmResult.Confirmed
        : State.Confirmed.Count >= 2 ? ConfirmResult.TwoAreConfirmed
        : null;

    private async Task<ConfirmResult> WriteConfirmedAsync(string organiser, string by, CancellationToken cancellationToken)
    {
        await stream.AppendAsync([new OrganiserConfirmed(organiser, by, time.GetUtcNow())], cancellationToken);
        return ConfirmResult.Confirmed;
    }

    /// <summary>Whether somebody came by an invitation of this host, or of the host's guests whom nobody else has vouched for.</summary>
    private bool IsGuestOf(string organiser, string host)
    {
        var inviter = State.InvitedBy.GetValueOrDefault(organiser, "");
        while (inviter.Length > 0 && !string.Equals(inviter, host, StringComparison.Ordinal) && !State.Confirmed.ContainsKey(inviter))
            inviter = State.InvitedBy.GetValueOrDefault(inviter, "");
        return string.Equals(inviter, host, StringComparison.Ordinal);
    }

    private bool IsPerson(string organiser) => organisers.TryGetValue(organiser, out var row) && !row.RehearsalsOnly && !State.Removed.Contains(organiser);

    /// <summary>A code for the service's log. The grain stays awake while it is good, for it is kept in memory alone.</summary>
    private string MakeCode(string key)
    {
        DelayDeactivation(MachineCodes.Lasts);
        return codes.Make(key);
    }

    private OrganiserView View(OrganiserRow row) => new(row.Id, row.Name, row.RehearsalsOnly)
    {
        Confirmed = State.Confirmed.GetValueOrDefault(row.Id),
        InvitedBy = State.InvitedBy.GetValueOrDefault(row.Id, ""),
        Removed = State.Removed.Contains(row.Id),
    };

    private JoinResult Joined(OrganiserRow row) => new(JoinStatus.Joined, View(row));

    private static JoinResult Refused(JoinStatus status) => new(status, null);
}
