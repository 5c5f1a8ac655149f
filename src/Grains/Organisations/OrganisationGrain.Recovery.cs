using System.Collections.Immutable;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>Removing an organiser, and letting one in again who lost password or phone: both take two. Source: docs/adr/0063.</summary>
internal sealed partial class OrganisationGrain
{
    private const int SpokenSymbols = 10; // 50 bits, told by one person to another; it opens nothing without the link.
    private static readonly TimeSpan StepLasts = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task<AccountStepResult> AskStepAsync(AccountStep step, CancellationToken cancellationToken)
    {
        if (StepRefusal(step) is { } refusal) return new(refusal, "");
        var code = step.Kind == AccountStepKind.Recover ? SecretCode.New(SpokenSymbols) : "";
        var hash = code.Length == 0 ? "" : SecretCode.HashText(code);
        await stream.AppendAsync([new AccountStepAsked(step.Kind, step.Organiser, hash, step.By, time.GetUtcNow())], cancellationToken);
        return new(AccountStepStatus.Asked, code);
    }

    /// <inheritdoc/>
    public async Task<AccountStepResult> AgreeToStepAsync(AccountStep step, CancellationToken cancellationToken)
    {
        if (StepRefusal(step) is { } refusal) return new(refusal, "");
        return AskedFor(step) is { } asked && asked.By != step.By
            ? await TakeAsync(asked, step.By, cancellationToken)
            : new(AccountStepStatus.NotAsked, "");
    }

    /// <inheritdoc/>
    public Task<AccountStepResult> ShowStepCodeAsync(AccountStep step, CancellationToken cancellationToken)
    {
        if (StepRefusal(step) is { } refusal) return Task.FromResult(new AccountStepResult(refusal, ""));
        if (AskedFor(step)?.By != step.By) return Task.FromResult(new AccountStepResult(AccountStepStatus.NotAsked, ""));
        var code = MakeCode(CodeKey(step));
        if (step.Kind == AccountStepKind.Remove) logger.RemovalCode(step.Organiser[..ShownOfId], code);
        else logger.RecoveryCode(step.Organiser[..ShownOfId], code);
        return Task.FromResult(new AccountStepResult(AccountStepStatus.CodeShown, ""));
    }

    /// <inheritdoc/>
    public async Task<AccountStepResult> TakeStepByMachineAsync(AccountStep step, string code, CancellationToken cancellationToken)
    {
        if (StepRefusal(step) is { } refusal) return new(refusal, "");
        if (AskedFor(step) is not { } asked || asked.By != step.By) return new(AccountStepStatus.NotAsked, "");
        return codes.Matches(CodeKey(step), code)
            ? await TakeAsync(asked, "", cancellationToken)
            : new(AccountStepStatus.CodeRefused, "");
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<AccountStep>> ListAskedStepsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<AccountStep>>([.. State.Asked.Where(IsFresh).Select(asked => new AccountStep(asked.Step, asked.Organiser, asked.By))]);

    /// <inheritdoc/>
    public async Task<RecoverResult> RecoverAsync(Recover command, CancellationToken cancellationToken)
    {
        var found = State.Recovering.Values.FirstOrDefault(one => SecretCode.Matches(command.Link, one.Made.LinkHash));
        if (found.Made is not { } made || made.At + StepLasts <= time.GetUtcNow() || !IsPerson(made.Organiser)) return NotRecovered(RecoverStatus.Refused);
        if (!desk.MayTryRecovery(made.LinkHash) || !SecretCode.Matches(command.Spoken, found.SpokenHash)) return NotRecovered(RecoverStatus.Refused);
        if (command.Password.Length < JoinAsOrganiser.LeastPassword) return NotRecovered(RecoverStatus.TooShort);
        if (CommonPasswords.Holds(command.Password, Near(organisers[made.Organiser].Name, command.Site))) return NotRecovered(RecoverStatus.TooCommon);

        var hash = await desk.HashAsync(command.Password);
        await EndAllAsync(made.Organiser, row => row with { PasswordHash = hash }, cancellationToken);
        await stream.AppendAsync([new OrganiserRecovered(made.Organiser, time.GetUtcNow())], CancellationToken.None);
        return new(RecoverStatus.Recovered, View(organisers[made.Organiser]));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Recovery>> ListRecoveriesAsync(CancellationToken cancellationToken) => Task.FromResult(State.Recoveries);

    private async Task<AccountStepResult> TakeAsync(AccountStepAsked asked, string secondBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (asked.Step == AccountStepKind.Recover)
        {
            var link = SecretCode.New(SecretCode.LongSymbols);
            await stream.AppendAsync([new RecoveryMade(asked.Organiser, SecretCode.HashText(link), asked.By, secondBy, now)], cancellationToken);
            return new(AccountStepStatus.Done, link);
        }

        // They are out with the event, whatever becomes of the row after it.
        await stream.AppendAsync([new OrganiserRemoved(asked.Organiser, asked.By, secondBy, now)], cancellationToken);
        await EndAllAsync(asked.Organiser, row => row with { PasswordHash = "" }, CancellationToken.None);
        return new(AccountStepStatus.Done, "");
    }

    /// <summary>Changes a row and ends all sessions, passkeys and tokens, those sessions too that began meanwhile.</summary>
    private async Task EndAllAsync(string organiser, Func<Storage.Register.OrganiserRow, Storage.Register.OrganiserRow> change, CancellationToken cancellationToken)
    {
        await StoredAsync(() => sessions.EndAsync(row => row.Organiser == organiser, cancellationToken));
        await RemovePasskeysAsync(row => row.Organiser == organiser, CancellationToken.None);
        await StoredAsync(() => tokens.EndAsync(row => row.Organiser == organiser, CancellationToken.None));
        await ChangeAsync(organiser, change, cancellationToken);
        await StoredAsync(() => sessions.EndAsync(row => row.Organiser == organiser, CancellationToken.None));
    }

    private AccountStepStatus? StepRefusal(AccountStep step) =>
        !IsPerson(step.Organiser) ? AccountStepStatus.Unknown
        : step.By == step.Organiser ? AccountStepStatus.Yourself
        : !State.Confirmed.ContainsKey(step.By) ? AccountStepStatus.NotConfirmedYourself
        : null;

    private AccountStepAsked? AskedFor(AccountStep step) =>
        State.Asked.FirstOrDefault(asked => asked.Step == step.Kind && asked.Organiser == step.Organiser && IsFresh(asked));

    private bool IsFresh(AccountStepAsked asked) => time.GetUtcNow() < asked.At + StepLasts;

    private static string CodeKey(AccountStep step) => $"{step.Kind} {step.Organiser} {step.By}";

    private static RecoverResult NotRecovered(RecoverStatus status) => new(status, null);
}
