using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// Remembers on which browsers an organiser has signed in. It lets nobody in; it only counts wrong passwords apart from those of strangers, so that they
/// cannot make the organiser wait. Nothing of it is stored by the service. Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
/// </summary>
public sealed class DeviceCookie(IDataProtectionProvider protection)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "pbdd-device";

    // A hall's laptop is several organisers'.
    private const int Most = 6;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector(Name).ToTimeLimitedDataProtector();

    /// <summary>The organisers that a browser is known to; none where its cookie is missing, old or not of our making.</summary>
    public ImmutableArray<KnownDevice> Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie) return [];
        try
        {
            return [.. protector.Unprotect(cookie).Split(' ').Select(one => one.Split(':')).Where(parts => parts.Length == 2).Select(parts => new KnownDevice(parts[0], parts[1]))];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    /// <summary>Makes a browser known to an organiser who has just signed in on it.</summary>
    public void Remember(HttpContext context, string organiser)
    {
        ArgumentNullException.ThrowIfNull(context);
        var known = Read(context).Where(device => device.Organiser != organiser).Take(Most - 1)
            .Prepend(new KnownDevice(organiser, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));
        var cookie = protector.Protect(string.Join(' ', known.Select(device => $"{device.Organiser}:{device.Device}")), Lasts);
        context.Response.Cookies.Append(Name, cookie, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/console", MaxAge = Lasts,
        });
    }
}
