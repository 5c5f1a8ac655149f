using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PbDecisionDay.Storage;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>A wrong setting ends the service with one sentence and 78, so that a supervisor does not start it again (deploy/pbdd.service).</summary>
public sealed class WrongSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Site:Address=pb.south.example", "Site:Address is 'pb.south.example'; write it as https://pb.south.example, without a path.")]
    [InlineData("Site:SecurityContact=south", "Site:SecurityContact is 'south'; write it as mailto:security@south.example or an https address.")]
    [InlineData("Network:Proxies:0=localhost", "Network:Proxies takes the IP addresses of reverse proxies, for example 127.0.0.1.")]
    [InlineData("Network:PlainHttp=perhaps", "Network:PlainHttp")]
    [InlineData("Keys:Passphrase=short", "Keys:Passphrase has fewer than 12 characters: take a longer one, such as five words drawn by dice.")]
    [InlineData("Keys:KeyFolder=", "Keys:KeyFolder is empty; name a folder for the keys, apart from the databases.")]
    [InlineData("Backup:EveryMinutes=0", "Backup:EveryMinutes is between 1 and 1440.")]
    [InlineData("Backup:Keep=many", "Backup:Keep")]
    [InlineData("Backup:KeyFolder=copies", "Backup:KeyFolder and Backup:Folder lie in one another: keep keys and ballots apart.")]
    [InlineData("Storage:LowSpaceMiB=x", "Storage:LowSpaceMiB")]
    [InlineData("Storage:LowSpaceMiB=-1", "Storage:LowSpaceMiB is between 0 and 1048576.")]
    [InlineData("Storage:DataFolder=", "Storage:DataFolder is empty; name a folder on a disk of this machine.")]
    [InlineData("Demo:Enabled=maybe", "Demo:Enabled")]
    [InlineData("urls=foo", "Urls is 'foo'; write it as https://*:443 or http://localhost:5080.")]
    [InlineData("urls=http://127.0.0.1:0;ftp://localhost:5080", "Urls is 'ftp://localhost:5080'")]
    [InlineData("urls=http://localhost:70000", "Urls is 'http://localhost:70000'")]
    [InlineData("urls=https://127.0.0.1:0", "Urls is 'https://127.0.0.1:0', but no certificate is named; set Kestrel:Certificates:Default:Path and :KeyPath.")]
    [InlineData("urls=http://127.0.0.1:0;https://*:8443", "Urls is 'https://*:8443', but no certificate is named")]
    [InlineData("Kestrel:Endpoints:Https:Url=https://localhost:0", "Kestrel:Endpoints:Https:Url is 'https://localhost:0', but no certificate is named")]
    [InlineData("http_ports=foo", "http_ports is 'foo'; write port numbers, such as 8080;8081.")]
    [InlineData("http_ports=8080,8081", "http_ports is '8080,8081'")]
    [InlineData("https_ports=65536", "https_ports is '65536'")]
    [InlineData("https_ports=-1", "https_ports is '-1'")]
    [InlineData("Kestrel:Endpoints:Http:Url=foo", "Kestrel:Endpoints:Http:Url is 'foo'; write it as https://*:443 or http://localhost:5080.")]
    [InlineData("Kestrel:Certificates:Default:Path=nowhere.pfx", "Kestrel:Certificates:Default cannot be read from 'nowhere.pfx': ")]
    [InlineData("Kestrel:Certificates:Default:Path=garbage", "Kestrel:Certificates:Default cannot be read from 'garbage': ")]
    [InlineData("Kestrel:Endpoints:Https:Certificate:Path=garbage", "Kestrel:Endpoints:Https:Certificate cannot be read from 'garbage': ")]
    [InlineData("Keys:KeyFolder=garbage", "Keys:KeyFolder is a file, or lies in one; name a folder.")]
    [InlineData("Keys:KeyFolder=garbage/keys", "Keys:KeyFolder is a file, or lies in one; name a folder.")]
    [InlineData("Backup:Folder=garbage", "Backup:Folder is a file, or lies in one; name a folder.")]
    public async Task A_wrong_setting_is_one_sentence_and_78_before_anything_is_written(string setting, string sentence)
    {
        await File.WriteAllTextAsync(_folder.File("garbage"), "neither a folder nor a certificate", TestContext.Current.CancellationToken);
        using var errors = new StringWriter();

        Assert.Equal(78, await EndAsync(errors, setting));

        var line = Assert.Single(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(sentence, line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public async Task Two_wrong_settings_are_told_at_once_a_line_each()
    {
        using var errors = new StringWriter();

        Assert.Equal(78, await EndAsync(errors, "Backup:EveryMinutes=0", "Storage:LowSpaceMiB=-1"));

        Assert.Equal(2, errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("https_ports=0", "https_ports is 'https://*:0', but no certificate is named")]
    [InlineData("http_ports=0;x", "http_ports is 'x'")]
    public async Task Ports_are_looked_at_where_no_address_is_named(string setting, string sentence)
    {
        using var errors = new StringWriter();

        Assert.Equal(78, await EndAsync(errors, "urls=", setting));

        Assert.Contains(sentence, Assert.Single(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_and_its_key_are_read_and_one_without_its_key_is_refused(bool hasKey)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=hall", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));
        await File.WriteAllTextAsync(_folder.File("hall.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.File("hall.key"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        using var errors = new StringWriter();
        const string setting = "Kestrel:Endpoints:Https:Certificate";

        // What is wrong beside it ends the start either way.
        Assert.Equal(78, await EndAsync(errors, "Backup:EveryMinutes=0", $"{setting}:Path=hall.pem", hasKey ? $"{setting}:KeyPath=hall.key" : "Backup:Keep=1",
            "Kestrel:Endpoints:Https:Url=https://127.0.0.1:0"));

        Assert.DoesNotContain("no certificate is named", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(!hasKey, errors.ToString().Contains($"{setting}:Path is 'hall.pem', a certificate without its key", StringComparison.Ordinal));
        Assert.DoesNotContain("cannot be read", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls=http://127.0.0.1:{0}")]
    [InlineData("urls=http://localhost:{0}")]
    [InlineData("urls=http://*:{0}")]
    [InlineData("Kestrel:Endpoints:Http:Url=http://127.0.0.1:{0}")]
    [InlineData("http_ports=0;{0}")]
    public async Task An_address_in_use_is_one_sentence_and_75_so_that_a_supervisor_tries_again(string setting)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var errors = new StringWriter();

        Assert.Equal(75, await EndAsync(errors, "urls=", string.Format(CultureInfo.InvariantCulture, setting, port)));

        Assert.Contains($":{port} is in use", Assert.Single(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_no_JSON_are_one_sentence_and_78()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{ \"Urls\": ");
        using var errors = new StringWriter();

        Assert.Equal(78, await EndAsync(errors));

        Assert.Contains("appsettings.json", Assert.Single(errors.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    // The last of two values for one setting counts.
    private Task<int> EndAsync(StringWriter errors, params string[] settings) => StorageHosting.RunWithStorageAsync(
        () => DecisionDayService.Build(
        [
            $"--contentRoot={_folder.Path}", "--applicationName=PbDecisionDay.Web", "--urls=http://127.0.0.1:0",
            $"--Storage:DataFolder={_folder.File("data")}", $"--Keys:KeyFolder={_folder.File("keys")}", "--Backup:Folder=copies",
            .. settings.Select(setting => $"--{setting}"),
        ]),
        errors);
}
