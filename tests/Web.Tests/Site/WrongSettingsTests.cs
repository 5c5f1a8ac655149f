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
    public async Task A_wrong_setting_is_one_sentence_and_78_before_anything_is_written(string setting, string sentence)
    {
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
