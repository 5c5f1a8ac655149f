using System.Collections.Immutable;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>Passkeys: what the web has checked is kept here, and each question is answered once.</summary>
internal sealed partial class OrganisationGrain
{
    private const int LongestId = 1023; // Web Authentication Level 3, "credential ID".
    private static readonly TimeSpan QuestionRemembered = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, PasskeyRow> passkeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> answered = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ImmutableArray<Passkey>> ListPasskeysAsync(string organiser, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Passkey>>([.. passkeys.Values.Where(row => row.Organiser == organiser).OrderByDescending(row => row.Added).Select(PasskeyOf)]);

    /// <inheritdoc/>
    public Task<Passkey?> FindPasskeyAsync(byte[] id, CancellationToken cancellationToken) =>
        Task.FromResult(passkeys.TryGetValue(KeyOf(id), out var row) ? PasskeyOf(row) : null);

    /// <inheritdoc/>
    public async Task<bool> AddPasskeyAsync(Passkey passkey, CancellationToken cancellationToken)
    {
        if (!IsPerson(passkey.Organiser) || passkey.Id.Length is 0 or > LongestId || passkeys.ContainsKey(KeyOf(passkey.Id))
            || passkeys.Values.Count(row => row.Organiser == passkey.Organiser) >= Passkey.Most) return false;
        await SavePasskeyAsync(RowOf(passkey), cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public Task RemovePasskeyAsync(string organiser, byte[] id, CancellationToken cancellationToken) =>
        RemovePasskeysAsync(row => row.Organiser == organiser && row.Id.Span.SequenceEqual(id), cancellationToken);

    /// <inheritdoc/>
    public async Task<NewSession?> SignInByPasskeyAsync(Passkey used, string question, string device, CancellationToken cancellationToken)
    {
        if (!await IsAnswerAsync(used, question, cancellationToken)) return null;
        return await StoredAsync(() => sessions.BeginAsync(used.Organiser, device, CancellationToken.None));
    }

    /// <inheritdoc/>
    public async Task<bool> UsePasskeyAsync(Passkey used, string session, string question, CancellationToken cancellationToken) =>
        sessions.IsOpen(used.Organiser, session) && await IsAnswerAsync(used, question, cancellationToken);

    /// <summary>Whether a passkey's signature is an organiser's and answers a question for the first time, which is then noted.</summary>
    private async Task<bool> IsAnswerAsync(Passkey used, string question, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var old in answered.Where(one => one.Value <= now).Select(one => one.Key).ToArray()) answered.Remove(old);
        if (!passkeys.TryGetValue(KeyOf(used.Id), out var row) || row.Organiser != used.Organiser || !IsPerson(row.Organiser)) return false;
        if (!answered.TryAdd(question, now + QuestionRemembered)) return false;
        DelayDeactivation(QuestionRemembered);
        await SavePasskeyAsync(row with { SignCount = used.SignCount, BackedUp = used.BackedUp }, cancellationToken);
        return true;
    }

    private async Task ReadPasskeysAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await store.ReadPasskeysAsync(organisation, cancellationToken)) passkeys[KeyOf(row.Id.Span)] = row;
    }

    private async Task SavePasskeyAsync(PasskeyRow row, CancellationToken cancellationToken)
    {
        await StoredAsync(() => store.SavePasskeyAsync(organisation, row, cancellationToken));
        passkeys[KeyOf(row.Id.Span)] = row;
    }

    private async Task RemovePasskeysAsync(Func<PasskeyRow, bool> removed, CancellationToken cancellationToken)
    {
        var gone = passkeys.Values.Where(removed).Select(row => row.Id.ToArray()).ToArray();
        if (gone.Length == 0) return;
        await StoredAsync(() => store.RemovePasskeysAsync(organisation, gone, cancellationToken));
        foreach (var id in gone) passkeys.Remove(KeyOf(id));
    }

    private static string KeyOf(ReadOnlySpan<byte> id) => Convert.ToBase64String(id);

    private static Passkey PasskeyOf(PasskeyRow row) =>
        new(row.Id.ToArray(), row.Organiser, row.PublicKey.ToArray(), row.SignCount, row.BackupEligible, row.BackedUp, row.Added, row.Device);

    private static PasskeyRow RowOf(Passkey passkey) =>
        new(passkey.Id, passkey.Organiser, passkey.PublicKey, passkey.SignCount, passkey.BackupEligible, passkey.BackedUp, passkey.Added, passkey.Device);
}
