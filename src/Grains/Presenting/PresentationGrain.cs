using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Presenting;

/// <summary>A day's presentation, folded from its stream <c>presentation/day</c>: a service that starts again stands where the hall was.</summary>
internal sealed class PresentationGrain : Grain, IPresentationGrain
{
    /// <summary>How long <see cref="NextAsync"/> waits: well under the time after which a call counts as lost.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly EventStream<Presentation, PresentationEvent> stream;
    private readonly TimeProvider time;
    private TaskCompletionSource changed = new();

    /// <summary>Called by the grain host.</summary>
    public PresentationGrain(IJournal journal, TimeProvider time)
    {
        this.time = time;
        stream = new(journal, $"presentation/{this.GetPrimaryKeyString()}", PresentationEventNames.All, PresentationState.None, PresentationState.Apply, DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => stream.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Whoever waits asks the next activation.
        changed.TrySetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Presentation> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Now);

    /// <inheritdoc/>
    public async Task<Presentation> NextAsync(long seen, CancellationToken cancellationToken)
    {
        if (stream.State.Number <= seen) await Task.WhenAny(changed.Task, Task.Delay(LongestWait, time, cancellationToken));
        return Now;
    }

    /// <inheritdoc/>
    public Task<DayOutcome> TurnAsync(PresentedDeck deck, int page, string by, CancellationToken cancellationToken) =>
        stream.State is { Deck: not PresentedDeck.None } shown && (shown.Deck, shown.Page) == (deck, page)
            ? Task.FromResult(DayOutcome.Done)
            : WriteAsync(PresentationDecision.Turn(deck, page), new PageTurned(deck, page, by, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> AnnounceAsync(Announcement announcement, string by, CancellationToken cancellationToken)
    {
        var composed = announcement with { Texts = announcement.Texts.IsDefault ? [] : [.. announcement.Texts.Select(text => text with { Text = PlainText.Composed(text.Text) })] };
        return WriteAsync(PresentationDecision.Announce(composed), new Announced(composed, by, time.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DayOutcome> EndAnnouncementAsync(string by, CancellationToken cancellationToken) =>
        Now.Announcement is null ? Task.FromResult(DayOutcome.Done) : WriteAsync(null, new AnnouncementEnded(by, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> BeginTalkAsync(string proposal, int seconds, string by, CancellationToken cancellationToken) =>
        WriteAsync(PresentationDecision.BeginTalk(proposal, seconds), new TalkBegun(proposal, seconds, by, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task<DayOutcome> EndTalkAsync(string by, CancellationToken cancellationToken) =>
        stream.State.Talk is null ? Task.FromResult(DayOutcome.Done) : WriteAsync(null, new TalkEnded(by, time.GetUtcNow()), cancellationToken);

    private Presentation Now => PresentationState.At(stream.State, time.GetUtcNow());

    private async Task<DayOutcome> WriteAsync(string? problem, PresentationEvent happened, CancellationToken cancellationToken)
    {
        if (problem is not null) return new DayOutcome(DayRefusal.Invalid, problem);
        await stream.AppendAsync([happened], cancellationToken);
        var before = changed;
        changed = new();
        before.TrySetResult();
        return DayOutcome.Done;
    }
}
