using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The addresses and certificates that the web server is told of, looked at before anything starts: the server itself would name what is
/// wrong after everything else has started, and with a stack.
/// </summary>
internal sealed class Listening(IConfiguration settings, IHostEnvironment environment) : IValidateOptions<NetworkOptions>, IStartCheck
{
    // The extension by which the server knows a certificate of "dotnet dev-certs".
    private const string DevelopmentMark = "1.3.6.1.4.1.311.84.1.1";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, NetworkOptions options) =>
        Ports().Select(PortProblem).Concat(Addresses().Select(AddressProblem)).Concat(Certificates().Select(CertificateProblem)).OfType<string>().ToList()
            is { Count: > 0 } wrong
            ? ValidateOptionsResult.Fail(wrong)
            : ValidateOptionsResult.Success;

    /// <inheritdoc/>
    public string? Obstacle() => Addresses().FirstOrDefault(one => IsTaken(BindingAddress.Parse(one.Address))) is { Address: { } address }
        ? $"{address} is in use: another process listens there. Stop it, or choose another port."
        : null;

    // As the server takes them: endpoints where any is named, else the list of addresses, else the lists of ports.
    private IEnumerable<(string Setting, string Address)> Addresses()
    {
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren().ToList();
        return endpoints.Count > 0 ? endpoints.Where(one => !string.IsNullOrEmpty(one["Url"])).Select(one => ($"{one.Path}:Url", one["Url"]!))
            : !string.IsNullOrEmpty(settings["urls"]) ? List("urls").Select(one => ("Urls", one))
            : Ports().Where(one => PortProblem(one) is null).Select(one => (one.Setting, $"{one.Setting[..^"_ports".Length]}://*:{one.Port}"));
    }

    // Such as a container's image sets them in ASPNETCORE_HTTP_PORTS.
    private IEnumerable<(string Setting, string Port)> Ports() =>
        new[] { "http_ports", "https_ports" }.SelectMany(setting => List(setting).Select(one => (setting, one)));

    private string[] List(string setting) => (settings[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? PortProblem((string Setting, string Port) one) =>
        ushort.TryParse(one.Port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : $"{one.Setting} is '{one.Port}'; write port numbers, such as 8080;8081.";

    private string? AddressProblem((string Setting, string Address) one)
    {
        try
        {
            var parsed = BindingAddress.Parse(one.Address);
            if (parsed.Scheme is "http" or "https" && parsed.Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort)
                return parsed.Scheme is "http" || HasCertificate(one.Setting)
                    ? null
                    : $"{one.Setting} is '{one.Address}', but no certificate is named; set Kestrel:Certificates:Default:Path and :KeyPath.";
        }
        catch (FormatException)
        {
            // Said below.
        }
        return $"{one.Setting} is '{one.Address}'; write it as https://*:443 or http://localhost:5080.";
    }

    // As the server looks for one: the endpoint's own, one for all, and the one that "dotnet dev-certs" made for whoever develops.
    private bool HasCertificate(string setting) =>
        (setting.EndsWith(":Url", StringComparison.Ordinal) && Within(settings.GetSection(setting[..^":Url".Length])).Any(IsCertificate))
        || Within(settings.GetSection("Kestrel:Certificates")).Any(IsNamed)
        || IsMadeForDevelopment();

    private static bool IsCertificate(IConfigurationSection section) =>
        section.Key.Equals("Certificate", StringComparison.OrdinalIgnoreCase) && IsNamed(section);

    private static bool IsNamed(IConfigurationSection certificate) => !string.IsNullOrEmpty(certificate["Path"]) || !string.IsNullOrEmpty(certificate["Subject"]);

    private static bool IsMadeForDevelopment()
    {
        try
        {
            using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates.Any(one => one.HasPrivateKey && one.Extensions.Any(extension => extension.Oid?.Value is DevelopmentMark));
        }
        catch (CryptographicException)
        {
            return false; // Nobody has kept one here.
        }
    }

    private IEnumerable<IConfigurationSection> Certificates() => Within(settings.GetSection("Kestrel"))
        .Where(one => (one.Key.Equals("Certificate", StringComparison.OrdinalIgnoreCase)
            || one.Path.StartsWith("Kestrel:Certificates:", StringComparison.OrdinalIgnoreCase)) && !string.IsNullOrEmpty(one["Path"]));

    private static IEnumerable<IConfigurationSection> Within(IConfigurationSection section) => section.GetChildren().SelectMany(Within).Prepend(section);

    private string? CertificateProblem(IConfigurationSection certificate)
    {
        try
        {
            using var read = Read(Path.Combine(environment.ContentRootPath, certificate["Path"]!), certificate["KeyPath"], certificate["Password"]);
            return read.HasPrivateKey ? null : $"{certificate.Path}:Path is '{certificate["Path"]}', a certificate without its key; name the key's file in {certificate.Path}:KeyPath.";
        }
        catch (Exception reason) when (reason is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"{certificate.Path} cannot be read from '{certificate["Path"]}': {reason.Message.ReplaceLineEndings(" ")}";
        }
    }

    private X509Certificate2 Read(string path, string? key, string? password) =>
        string.IsNullOrEmpty(key)
            ? X509Certificate2.GetCertContentType(path) is X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : X509CertificateLoader.LoadCertificateFromFile(path)
            : Path.Combine(environment.ContentRootPath, key) is var keyFile && string.IsNullOrEmpty(password)
                ? X509Certificate2.CreateFromPemFile(path, keyFile)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyFile);

    private static bool IsTaken(BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) return false;
        var hosts = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? [ip]
            : address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }
            : [IPAddress.Any, IPAddress.IPv6Any];
        return hosts.Any(host => IsTaken(host, address.Port));
    }

    private static bool IsTaken(IPAddress host, int port)
    {
        using var trial = new TcpListener(host, port);
        try
        {
            trial.Start();
            return false;
        }
        catch (SocketException reason)
        {
            // What else may be wrong, such as a machine without IPv6, the server knows how to take.
            return reason.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
