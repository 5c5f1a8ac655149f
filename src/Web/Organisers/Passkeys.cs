using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// Passkeys, checked by ASP.NET Core Identity's handler of Web Authentication, without its store. What the browser has to sign travels through the browser
/// under the service's own protection, good for five minutes.
/// </summary>
public sealed class Passkeys
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
    private readonly IAccountsGrain accounts;
    private readonly PasskeyUsers users;
    private readonly PasskeyHandler<OrganiserView> handler;
    private readonly ITimeLimitedDataProtector adding;
    private readonly ITimeLimitedDataProtector asking;
    private readonly ITimeLimitedDataProtector proving;
    private readonly TimeProvider time;

    /// <summary>Called by the container.</summary>
    public Passkeys(IGrainFactory grains, IDataProtectionProvider protection, TimeProvider time, ILoggerFactory loggers)
    {
        (accounts, this.time) = (grains.Accounts(), time);
        adding = protection.CreateProtector("pbdd-passkey-adding").ToTimeLimitedDataProtector();
        asking = protection.CreateProtector("pbdd-passkey-asking").ToTimeLimitedDataProtector();
        proving = protection.CreateProtector("pbdd-passkey-proving").ToTimeLimitedDataProtector();
        users = new PasskeyUsers(grains);
        var found = new UserManager<OrganiserView>(
            users, Options.Create(new IdentityOptions()), new PasswordHasher<OrganiserView>(), [], [], new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(), null!, loggers.CreateLogger<UserManager<OrganiserView>>());
        handler = new PasskeyHandler<OrganiserView>(found, Options.Create(new IdentityPasskeyOptions
        {
            ResidentKeyRequirement = "required", UserVerificationRequirement = "required", AttestationConveyancePreference = "none", AuthenticatorTimeout = Lasts,
            // Not by the Origin header, as the handler would: forms of pages that tell no referrer send "null".
            ValidateOrigin = origin => ValueTask.FromResult(
                !origin.CrossOrigin && string.Equals(origin.Origin, $"{origin.HttpContext.Request.Scheme}://{origin.HttpContext.Request.Host}", StringComparison.OrdinalIgnoreCase)),
        }));
    }

    /// <summary>What a browser needs to make a passkey for an organiser.</summary>
    public async Task<PasskeyQuestion> OfferAsync(HttpContext context, string organiser, string name)
    {
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = organiser, Name = name, DisplayName = name }, context);
        return new PasskeyQuestion(made.CreationOptionsJson, adding.Protect($"{organiser} {made.AttestationState}", Lasts));
    }

    /// <summary>Keeps the passkey that a browser has made.</summary>
    /// <returns>Whether it is kept.</returns>
    public async Task<bool> AddAsync(HttpContext context, string organiser, string credential, string state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Unprotect(adding, state)?.Split(' ', 2) is not [var owner, var attestation] || owner != organiser) return false;
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = attestation });
        if (!result.Succeeded) return false;
        var made = result.Passkey;
        return await accounts.AddPasskeyAsync(
            new Passkey(made.CredentialId, organiser, made.PublicKey, made.SignCount, made.IsBackupEligible, made.IsBackedUp, time.GetUtcNow(), DeviceLabel.Of(context.Request.Headers.UserAgent.ToString())),
            cancellationToken);
    }

    /// <summary>What a browser needs to sign in with whichever passkey it has.</summary>
    public async Task<PasskeyQuestion> AskAsync(HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        return new PasskeyQuestion(made.RequestOptionsJson, asking.Protect(made.AssertionState ?? "", Lasts));
    }

    /// <summary>Begins a session with what a browser's passkey has signed.</summary>
    /// <returns>Whose session it is; <c>null</c> where the signature is not right, or the question was answered before.</returns>
    public async Task<(string Organiser, NewSession Session)?> SignInAsync(HttpContext context, string credential, string state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Unprotect(asking, state) is not { } assertion) return null;
        if (await AnswerAsync(context, credential, assertion) is not var (used, question)) return null;
        var session = await accounts.SignInByPasskeyAsync(used, question, DeviceLabel.Of(context.Request.Headers.UserAgent.ToString()), cancellationToken);
        return session is null ? null : (used.Organiser, session);
    }

    /// <summary>What a browser needs to sign one step of whoever is signed in, in place of their password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="step">The step, such as one approval of one day.</param>
    /// <returns><c>null</c> where they are no organiser any more.</returns>
    public async Task<PasskeyQuestion?> AskForAsync(HttpContext context, string step)
    {
        ArgumentNullException.ThrowIfNull(context);
        var signedIn = SignedInOrganiser.Of(context.User);
        if (await users.FindByIdAsync(signedIn.Organiser, context.RequestAborted) is not { } organiser) return null;
        var made = await handler.MakeRequestOptionsAsync(organiser, context);
        return new PasskeyQuestion(made.RequestOptionsJson, proving.Protect($"{signedIn.Organiser} {signedIn.Session} {Hash(step)} {made.AssertionState}", Lasts));
    }

    /// <summary>Whether whoever is signed in has signed this very step, in this session, with a passkey of theirs, and for the first time.</summary>
    public async Task<bool> HasSignedAsync(HttpContext context, string step, string credential, string state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var signedIn = SignedInOrganiser.Of(context.User);
        if (Unprotect(proving, state)?.Split(' ', 4) is not [var organiser, var session, var signed, var assertion]
            || organiser != signedIn.Organiser || session != signedIn.Session || signed != Hash(step)) return false;
        return await AnswerAsync(context, credential, assertion) is var (used, question) && used.Organiser == organiser
            && await accounts.UsePasskeyAsync(used, session, question, cancellationToken);
    }

    /// <summary>Whose passkey has signed a question; <c>null</c> where the signature is not right.</summary>
    private async Task<(Passkey Used, string Question)?> AnswerAsync(HttpContext context, string credential, string assertion)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = assertion });
        if (!result.Succeeded) return null;
        var used = new Passkey(
            result.Passkey.CredentialId, result.User.Id, result.Passkey.PublicKey, result.Passkey.SignCount, result.Passkey.IsBackupEligible, result.Passkey.IsBackedUp,
            result.Passkey.CreatedAt, "");
        return (used, Hash(assertion));
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? Unprotect(ITimeLimitedDataProtector protector, string state)
    {
        try
        {
            return protector.Unprotect(state);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What a browser is asked to sign.</summary>
/// <param name="Options">The options of Web Authentication, JSON.</param>
/// <param name="State">What comes back with the answer; only the service reads it.</param>
public sealed record PasskeyQuestion(string Options, string State);
