using PbDecisionDay.Contracts.Failures;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Storage.Keys;

/// <summary>Says at start, in one sentence, if what unlocks the keys is missing or is only fit for a demo.</summary>
internal sealed partial class KeyProtectionNotice(KeyProtection protection, ILogger<KeyProtectionNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (protection.ByDefaultFile)
        {
            LogDefault(protection.DefaultFile);
            return Task.CompletedTask;
        }
        try
        {
            protection.Read();
        }
        catch (KeyUnavailableException missing)
        {
            LogMissing(missing.Message);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(3100, LogLevel.Warning,
        "Whoever can read {File} can unlock this service's keys: enough for a demo; before a real day name Keys:UnlockFile or Keys:Passphrase (deploy/README.md, \"Keys\").")]
    private partial void LogDefault(string file);

    [LoggerMessage(3101, LogLevel.Critical, "No day can take ballots. {Sentence}")]
    private partial void LogMissing(string sentence);
}
