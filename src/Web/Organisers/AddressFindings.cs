using System.Net;
using System.Net.NetworkInformation;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace PbDecisionDay.Web.Organisers;

/// <summary>What a browser would say to the certificate of an address.</summary>
public enum CertificateState
{
    /// <summary>The address has none: it is no https.</summary>
    None,

    /// <summary>A browser would take it.</summary>
    Trusted,

    /// <summary>It is for another name.</summary>
    OtherName,

    /// <summary>It has ended, or has not begun.</summary>
    OtherDate,

    /// <summary>Its issuer is not known to this machine.</summary>
    UnknownIssuer,

    /// <summary>Nobody answers, or not over TLS.</summary>
    Silent,
}

/// <summary>What this machine finds out about the address that residents open.</summary>
/// <param name="LeadsTo">The addresses under its name; none where the name is not known here.</param>
/// <param name="IsHere">Whether one of them is this machine's.</param>
/// <param name="Certificate">What a browser would say to it.</param>
/// <param name="ValidUntil">When the certificate ends; <c>null</c> where there is none.</param>
public sealed record AddressFindings(IReadOnlyList<IPAddress> LeadsTo, bool IsHere, CertificateState Certificate, DateTimeOffset? ValidUntil)
{
    // Both together keep an organiser waiting for no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Looks the name up, and shakes hands with whoever answers there. Nothing is asked of it.</summary>
    /// <param name="site">The service's own address: scheme, host, port.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async Task<AddressFindings> OfAsync(Uri site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(Patience);
        var leadsTo = await LookUpAsync(site.IdnHost, enough.Token);
        var (certificate, until) = site.Scheme != Uri.UriSchemeHttps ? (CertificateState.None, null)
            : leadsTo.Length == 0 ? (CertificateState.Silent, null)
            : await ShakeHandsAsync(site, enough.Token);
        return new AddressFindings(leadsTo, leadsTo.Any(IPAddress.IsLoopback) || leadsTo.Intersect(Own()).Any(), certificate, until);
    }

    private static async Task<IPAddress[]> LookUpAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(name, cancellationToken);
        }
        catch (Exception unknown) when (unknown is SocketException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<(CertificateState State, DateTimeOffset? Until)> ShakeHandsAsync(Uri site, CancellationToken cancellationToken)
    {
        var (state, until) = (CertificateState.Silent, (DateTimeOffset?)null);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(site.IdnHost, site.Port, cancellationToken);
            // It is looked at and nothing is sent, so that one which nobody should trust may be taken here.
            await using var secured = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, errors) =>
            {
                (state, until) = (StateOf(certificate, errors), (certificate as X509Certificate2)?.NotAfter);
                return true;
            });
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = site.IdnHost }, cancellationToken);
        }
        catch (Exception silent) when (silent is SocketException or IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            return (state, until);
        }
        return (state, until);
    }

    private static CertificateState StateOf(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return CertificateState.Trusted;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return CertificateState.Silent;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return CertificateState.OtherName;
        using var chain = new X509Chain();
        return certificate is X509Certificate2 known && !chain.Build(known)
            && chain.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            ? CertificateState.OtherDate
            : CertificateState.UnknownIssuer;
    }

    private static IEnumerable<IPAddress> Own() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(own => own.Address);
}
