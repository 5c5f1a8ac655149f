using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Storage.Keys;

/// <summary>
/// Tries the keys of every box from the start on, one after the other, so that health and log tell of a wrong passphrase before anybody votes.
/// Nothing is written. What opens is not tried again; what does not is, every half minute, since a person may put the right file back.
/// </summary>
internal sealed partial class KeyLook(SqliteStorage storage, FileKeyCabinet cabinet, TimeProvider time, ILogger<KeyLook> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    // So many say where to look.
    private const int MostDaysNamed = 5;

    private readonly HashSet<(string Day, string Log)> _opened = [];
    private readonly TaskCompletionSource _firstLook = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _problem;

    /// <summary>Whose keys do not open, a sentence that names days and no folder; null where all that were tried do.</summary>
    public string? Problem => _problem;

    /// <summary>Ends when the keys that were there at the start have been tried.</summary>
    public Task FirstLook => _firstLook.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            _firstLook.TrySetResult();
            await Task.Delay(Again, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var locked = new List<string>();
        var sentence = "";
        foreach (var box in Boxes().Where(box => !_opened.Contains(box)))
        {
            if (cancellationToken.IsCancellationRequested) return;
            try
            {
                await cabinet.LookAsync(box.Day, box.Log);
                _opened.Add(box);
            }
            catch (KeyUnavailableException refused)
            {
                // Trying a passphrase takes a core a third of a second: while the first stays locked, the others wait.
                if (_problem is not null) return;
                if (locked.Count == 0) sentence = refused.Message;
                if (!locked.Contains(box.Day, StringComparer.Ordinal)) locked.Add(box.Day);
            }
        }
        if (locked.Count > 0)
        {
            _problem = $"The keys of these days do not open: {string.Join(", ", locked.Take(MostDaysNamed))}{(locked.Count > MostDaysNamed ? " and others" : "")}.";
            LogLocked(_problem, sentence);
        }
        else if (_problem is not null)
        {
            _problem = null;
            LogOpen();
        }
    }

    private IReadOnlyList<(string Day, string Log)> Boxes()
    {
        try
        {
            return [.. storage.Boxes().Select(BoxKey.Parts)];
        }
        catch (JournalUnavailableException)
        {
            return []; // Health says what is wrong with the database.
        }
    }

    [LoggerMessage(3103, LogLevel.Critical, "{Problem} {Sentence}")]
    private partial void LogLocked(string problem, string sentence);

    [LoggerMessage(3104, LogLevel.Information, "The keys of every day open after all.")]
    private partial void LogOpen();
}
