using System.ComponentModel.DataAnnotations;

namespace PbDecisionDay.Web.Site;

/// <summary>What the service is called from outside (section <c>Site</c>).</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>
    /// The address residents open, for example <c>https://pb.south.example</c>: scheme and host, a port where it is not the usual one, no path.
    /// New days are made with it and their cards carry it for ever, and the service answers to no other name but this machine's own. The default
    /// is none: a day then has the address its organiser used, and the service answers to this machine's names and to any bare IP address.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>
    /// Whom to tell of a weakness: <c>mailto:security@south.example</c> or an https address. The default is none; then there is no
    /// <c>/.well-known/security.txt</c>.
    /// </summary>
    public string? SecurityContact { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Address) && Read(Address) is null)
            yield return new ValidationResult($"Site:Address is '{Address}'; write it as https://pb.south.example, without a path.");
        if (!string.IsNullOrWhiteSpace(SecurityContact)
            && !(Uri.TryCreate(SecurityContact, UriKind.Absolute, out var contact) && (contact.Scheme == Uri.UriSchemeHttps || contact.Scheme == Uri.UriSchemeMailto)))
            yield return new ValidationResult($"Site:SecurityContact is '{SecurityContact}'; write it as mailto:security@south.example or an https address.");
    }

    /// <summary>The address as a URI; null where it is none that could stand on a card.</summary>
    public static Uri? Read(string? address) =>
        Uri.TryCreate(address?.Trim().TrimEnd('/'), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "", HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 }
            ? uri
            : null;
}
