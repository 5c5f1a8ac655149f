using Microsoft.AspNetCore.Identity;
using Orleans;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Organisers;

/// <summary>The organisers as Identity's passkey handler asks for them: by id and by passkey. It changes nothing, and whatever else Identity has is refused.</summary>
internal sealed class PasskeyUsers(IGrainFactory grains) : IUserPasskeyStore<OrganiserView>
{
    public async Task<OrganiserView?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        (await grains.Organisation().ListOrganisersAsync(cancellationToken)).FirstOrDefault(organiser => organiser.Id == userId && organiser is { RehearsalsOnly: false, Removed: false });

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(OrganiserView user, CancellationToken cancellationToken) =>
        [.. (await grains.Accounts().ListPasskeysAsync(user.Id, cancellationToken)).Select(Info)];

    public async Task<OrganiserView?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await grains.Accounts().FindPasskeyAsync(credentialId, cancellationToken) is { } passkey ? await FindByIdAsync(passkey.Organiser, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(OrganiserView user, byte[] credentialId, CancellationToken cancellationToken) =>
        await grains.Accounts().FindPasskeyAsync(credentialId, cancellationToken) is { } passkey && passkey.Organiser == user.Id ? Info(passkey) : null;

    public Task<string> GetUserIdAsync(OrganiserView user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(OrganiserView user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task AddOrUpdatePasskeyAsync(OrganiserView user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(OrganiserView user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(OrganiserView user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetNormalizedUserNameAsync(OrganiserView user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(OrganiserView user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(OrganiserView user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(OrganiserView user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(OrganiserView user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OrganiserView?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private static UserPasskeyInfo Info(Passkey passkey) => new(
        passkey.Id, passkey.PublicKey, passkey.Added, passkey.SignCount, transports: [], isUserVerified: true, passkey.BackupEligible, passkey.BackedUp, attestationObject: [], clientDataJson: []);
}
