using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Proposals;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>A day's marketplace beside the paper, folded from its stream <c>stalls/day</c>. The day does not know it.</summary>
internal sealed class StallsGrain : Grain, IStallsGrain
{
    private readonly EventStream<StallsState, StallsEvent> _stream;
    private readonly StallFiles _files;
    private readonly TimeProvider _time;
    private readonly string _day;

    /// <summary>Called by the grain host.</summary>
    public StallsGrain(IJournal journal, IDayFiles files, TimeProvider time)
    {
        (_day, _time) = (this.GetPrimaryKeyString(), time);
        _files = new StallFiles(_day, files);
        _stream = new(journal, $"stalls/{_day}", StallsEventNames.All, StallsState.None, StallsState.Apply, DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => _stream.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<StallsView> GetAsync(CancellationToken cancellationToken) => Task.FromResult(
        new StallsView([.. _stream.State.Photographs.Values], _stream.State.Access, _stream.State.Information,
            [.. _stream.State.Videos.Values], [.. _stream.State.Strips.Values]) { Funders = _stream.State.Funders });

    /// <inheritdoc/>
    public async Task<DayOutcome> KeepPhotographAsync(KeepStallPhotograph command, CancellationToken cancellationToken)
    {
        command = command with { Description = StallsDecision.Composed(command.Description) };
        if (await ReadDayAsync(cancellationToken) is not { } day) return NoSuchDay;
        if (StallsDecision.KeepPhotograph(_stream.State, day, command) is { } problem) return Invalid(problem);
        // The files first: what no event names is erased with the next change.
        var sizes = ImmutableArray.CreateBuilder<StallPicture>();
        foreach (var size in command.Sizes.IsDefault ? [] : command.Sizes)
            sizes.Add(new StallPicture(await _files.WriteAsync(size.Jpeg, cancellationToken), size.Width, size.Height));
        var shown = sizes.Count > 0 ? sizes.DrainToImmutable() : _stream.State.Photographs[command.Proposal].Sizes;
        return await WriteAsync(new PhotographKept(command.Proposal, command.Description, shown, command.By, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> RemovePhotographAsync(string proposal, string by, CancellationToken cancellationToken)
    {
        if (StallsDecision.By(by) is { } problem) return Invalid(problem);
        if (_stream.State.Photographs.ContainsKey(proposal)) return await WriteAsync(new PhotographRemoved(proposal, by, _time.GetUtcNow()));
        // An erasure that was cut short is gone on with.
        await _files.EraseAllButAsync(_stream.State.Shows);
        return DayOutcome.Done;
    }

    /// <inheritdoc/>
    public async Task ErasePhotographsAsync(string by, CancellationToken cancellationToken)
    {
        if (!_stream.State.Photographs.IsEmpty)
            await _stream.AppendAsync([.. _stream.State.Photographs.Keys.Select(proposal => new PhotographRemoved(proposal, by, _time.GetUtcNow()))], cancellationToken);
        await _files.EraseAllButAsync(_stream.State.Shows);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<byte>> GetPictureAsync(string sha256, CancellationToken cancellationToken) =>
        _stream.State.Shows(sha256) ? _files.ReadAsync(sha256, cancellationToken) : Task.FromResult(ImmutableArray<byte>.Empty);

    /// <inheritdoc/>
    public async Task<DayOutcome> DescribeAccessAsync(ImmutableArray<VenueAccess> venues, string by, CancellationToken cancellationToken)
    {
        venues = StallsDecision.Composed(venues);
        if (await ReadDayAsync(cancellationToken) is not { } day) return NoSuchDay;
        return StallsDecision.DescribeAccess(day, venues, by) is { } problem
            ? Invalid(problem)
            : await WriteAsync(new AccessDescribed(venues, by, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> WriteInformationAsync(InformationStall stall, string by, CancellationToken cancellationToken)
    {
        stall = stall with
        {
            Group = PlainText.Composed(stall.Group), Texts = ProposalCheck.Composed(stall.Texts), Stall = PlainText.Composed(stall.Stall),
        };
        if (await ReadDayAsync(cancellationToken) is null) return NoSuchDay;
        return StallsDecision.WriteInformation(_stream.State, stall, by) is { } problem
            ? Invalid(problem)
            : await WriteAsync(new InformationWritten(stall, by, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> RemoveInformationAsync(string id, string by, CancellationToken cancellationToken) =>
        StallsDecision.By(by) is { } problem ? Invalid(problem)
        : _stream.State.PlaceOf(id) < 0 ? DayOutcome.Done
        : await WriteAsync(new InformationRemoved(id, by, _time.GetUtcNow()));

    /// <inheritdoc/>
    public async Task<DayOutcome> LinkVideoAsync(StallVideo video, string by, CancellationToken cancellationToken)
    {
        if (await ReadDayAsync(cancellationToken) is not { } day) return NoSuchDay;
        return StallsDecision.LinkVideo(_stream.State, day, video, by) is { } problem
            ? Invalid(problem)
            : await WriteAsync(new VideoLinked(video, by, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> RemoveVideoAsync(StallName stall, string by, CancellationToken cancellationToken) =>
        StallsDecision.By(by) is { } problem ? Invalid(problem)
        : !_stream.State.Videos.ContainsKey(stall) ? DayOutcome.Done
        : await WriteAsync(new VideoRemoved(stall, by, _time.GetUtcNow()));

    /// <inheritdoc/>
    public async Task<DayOutcome> KeepStripAsync(StallStrip strip, string by, CancellationToken cancellationToken)
    {
        strip = strip with
        {
            Pictures = strip.Pictures.IsDefault ? [] : [.. strip.Pictures.Select(one => one with { Words = StallsDecision.Composed(one.Words) })],
        };
        if (await ReadDayAsync(cancellationToken) is not { } day) return NoSuchDay;
        return StallsDecision.KeepStrip(_stream.State, day, strip, by) is { } problem
            ? Invalid(problem)
            : await WriteAsync(new StripKept(strip, by, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<DayOutcome> RemoveStripAsync(StallName stall, string by, CancellationToken cancellationToken) =>
        StallsDecision.By(by) is { } problem ? Invalid(problem)
        : !_stream.State.Strips.ContainsKey(stall) ? DayOutcome.Done
        : await WriteAsync(new StripRemoved(stall, by, _time.GetUtcNow()));

    /// <inheritdoc/>
    public async Task<DayOutcome> ListFundersAsync(ImmutableArray<OtherFunder> funders, string by, CancellationToken cancellationToken)
    {
        funders = StallsDecision.Composed(funders);
        if (await ReadDayAsync(cancellationToken) is null) return NoSuchDay;
        return StallsDecision.ListFunders(funders, by) is { } problem
            ? Invalid(problem)
            : await WriteAsync(new FundersListed(funders, by, _time.GetUtcNow()));
    }

    private static DayOutcome NoSuchDay { get; } = new(DayRefusal.NoSuchDay, "");

    private static DayOutcome Invalid(string problem) => new(DayRefusal.Invalid, problem);

    private Task<DayView?> ReadDayAsync(CancellationToken cancellationToken) => GrainFactory.GetGrain<IDecisionDayGrain>(_day).GetAsync(cancellationToken);

    private async Task<DayOutcome> WriteAsync(StallsEvent happened)
    {
        await _stream.AppendAsync([happened], CancellationToken.None);
        if (happened is PhotographKept or PhotographRemoved) await _files.EraseAllButAsync(_stream.State.Shows);
        return DayOutcome.Done;
    }
}
