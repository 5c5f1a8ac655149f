using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days.Openings;
using PbDecisionDay.Grains.Work;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>
/// Makes a day's bundles from the journal and the files, when they are asked for, and keeps each until two later ones were made: whoever
/// is fetching the one before can finish. The public one stands in a temporary file. The auditor's, which opens ballots, stands in memory alone.
/// </summary>
internal sealed partial class BundleGrain(
    IJournal journal, IDayFiles files, IKeyCabinet cabinet, IScratch scratch, ILogger<BundleGrain> logger) : Grain, IBundleGrain
{
    private const int Kept = 2;
    private const int MostRead = 1024 * 1024;

    // Below every response timeout there is, and long enough that a small day is answered at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly List<MadeBundle> made = [];
    private readonly LongWork<BundleInfo> making = new();
    private readonly CancellationTokenSource stopping = new();
    private LoggedNotes? notes;
    private byte[] broughtKey = [];

    private string Day => this.GetPrimaryKeyString();

    private string Box => BoxKey.Main(Day);

    public async Task<BundleInfo> PrepareAsync(BundleKind kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await making.AskAsync(kind, () => MakeAsync(kind, stopping.Token), LongestWait) ?? BundleInfo.InTheMaking;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next activation makes it.
            return BundleInfo.InTheMaking;
        }
    }

    public async Task<SharesAnswer> BringSharesAsync(ImmutableArray<BroughtShare> shares, CancellationToken cancellationToken)
    {
        notes ??= new LoggedNotes(journal, Box);
        await notes.ReadAsync(cancellationToken);
        var table = await SharesTable.OfAsync(shares, notes.Origin, notes.OpeningsKeyHash);
        if (table.Key.Length > 0)
            broughtKey = table.Key;
        return table.Answer;
    }

    public Task<ImmutableArray<byte>> ReadAsync(BundleKind kind, string sha256, long offset, CancellationToken cancellationToken)
    {
        var bundle = made.Find(one => one.Kind == kind && string.Equals(one.Info.Sha256, sha256, StringComparison.Ordinal));
        return Task.FromResult(bundle is null || offset < 0 ? [] : bundle.Read(offset, MostRead));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await making.EndAsync(cancellationToken);
        made.ForEach(bundle => bundle.Dispose());
        made.Clear();
    }

    private async Task<BundleInfo> MakeAsync(BundleKind kind, CancellationToken cancellationToken)
    {
        notes ??= new LoggedNotes(journal, Box);
        await notes.ReadAsync(cancellationToken);
        if (notes.Checkpoints.Count == 0)
            return BundleInfo.None;
        var size = Checkpoint.TryParse(notes.Checkpoints[^1].Text, out var last) ? last.Size : 0;
        if (made.FindLast(bundle => bundle.Kind == kind) is { } newest && newest.Info.LogSize == size && newest.Countersignatures == notes.Countersignatures)
            return newest.Info;

        var key = broughtKey;
        if (kind == BundleKind.Auditor)
        {
            var day = await LoggedDay.ReadAsync(journal, $"box/{Box}", size, cancellationToken);
            if (!day.Milestones.Released)
                return BundleInfo.None;
            if (key.Length == 0)
                key = (await cabinet.ReadAsync(Day, BoxKey.MainLog, cancellationToken)).OpeningsKey.ToArray();
            if (key.Length == 0)
                return BundleInfo.AwaitsShares;
        }
        var bundle = await Task.Run(() => kind switch
        {
            BundleKind.Public => MakePublicAsync(size, cancellationToken),
            BundleKind.Auditor => MakeAuditorAsync(size, key, cancellationToken),
        }, cancellationToken);
        if (cancellationToken.IsCancellationRequested)
            bundle.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        made.Add(bundle);
        foreach (var old in made.Where(one => one.Kind == kind).SkipLast(Kept).ToArray())
        {
            made.Remove(old);
            old.Dispose();
        }
        if (kind == BundleKind.Auditor)
        {
            CryptographicOperations.ZeroMemory(key);
            broughtKey = [];
            await EndOpeningsAsync();
        }
        LogMade(kind, Day, bundle.Info.Length, size);
        return bundle.Info;
    }

    /// <summary>Without a mix the service's own key ends with the release. A box that does not answer ends it at its next start.</summary>
    private async Task EndOpeningsAsync()
    {
        try
        {
            await GrainFactory.GetGrain<IBallotBoxGrain>(Box).EndOpeningsAsync();
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            LogNotEnded(reason, Day);
        }
    }

    private async Task<MadeBundle> MakePublicAsync(long size, CancellationToken cancellationToken)
    {
        var day = await LoggedDay.ReadAsync(journal, $"box/{Box}", size, cancellationToken);
        var kept = await files.ListAsync(Box, cancellationToken);
        var logs = new List<OtherLoggedDay>();
        foreach (var (name, joined) in day.Logs)
            logs.Add(await ReadOtherAsync(name, joined, cancellationToken));
        var members = BundleContents.Public(notes!, day, logs, kept, file => new DayFileStream(files, file));
        return MadeBundle.Write(BundleKind.Public, size, scratch.Create(), members, notes!.Countersignatures);
    }

    private async Task<MadeBundle> MakeAuditorAsync(long size, byte[] key, CancellationToken cancellationToken)
    {
        var cipher = new OpeningCipher(key);
        var day = await LoggedDay.ReadAsync(journal, $"box/{Box}", size, cancellationToken);
        List<(string, List<PlacedOpening>)> openings = [(BoxKey.MainLog, await OpeningsAsync(BoxKey.MainLog, size, cipher, cancellationToken))];
        foreach (var (name, joined) in day.Logs)
            if (joined is { } to)
                openings.Add((name, await OpeningsAsync(name, to, cipher, cancellationToken)));
        return MadeBundle.Write(BundleKind.Auditor, size, new MemoryStream(), BundleContents.Auditor(notes!.Origin, openings), notes.Countersignatures);
    }

    private Task<List<PlacedOpening>> OpeningsAsync(string log, long size, OpeningCipher cipher, CancellationToken cancellationToken) => BoxReplay.OpeningsAsync(
        journal, $"box/{BoxKey.For(Day, log)}", size, cipher, LogNames.Origin(notes!.Origin, log), _ => true, cancellationToken);

    private async Task<OtherLoggedDay> ReadOtherAsync(string name, long? joined, CancellationToken cancellationToken)
    {
        var box = BoxKey.For(Day, name);
        var other = new LoggedNotes(journal, box);
        await other.ReadAsync(cancellationToken);
        return new OtherLoggedDay(
            name, other, joined is { } size ? await LoggedDay.ReadAsync(journal, $"box/{box}", size, cancellationToken, other.Allotted) : null);
    }

    [LoggerMessage(381, LogLevel.Warning, "The ballot box of day {Day} could not be asked to destroy the openings key; its next start does it.")]
    private partial void LogNotEnded(Exception reason, string day);

    [LoggerMessage(380, LogLevel.Information, "The {Kind} bundle of day {Day} was made: {Length} bytes, up to log size {Size}.")]
    private partial void LogMade(BundleKind kind, string day, long length, long size);
}
