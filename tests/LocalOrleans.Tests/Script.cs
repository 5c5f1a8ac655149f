using System.Collections.Concurrent;

namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>What grains play by: each scene begins, waits for its cue and ends; the test gives cues and reads the record.</summary>
public sealed class Script
{
    private readonly ConcurrentQueue<string> _record = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _cues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _marks = new(StringComparer.Ordinal);

    /// <summary>What has happened, in order.</summary>
    public string[] Record => [.. _record];

    /// <summary>Begins a scene and ends it on its cue.</summary>
    public async Task PlayAsync(string scene, CancellationToken cancellationToken = default)
    {
        Note($"{scene} begins");
        await Cue(scene).Task.WaitAsync(cancellationToken);
        Note($"{scene} ends");
    }

    public void Note(string mark)
    {
        _record.Enqueue(mark);
        Mark(mark).TrySetResult();
    }

    /// <summary>Lets a scene end, now or when it comes to it.</summary>
    public void GiveCue(string scene) => Cue(scene).TrySetResult();

    /// <summary>Completes once this has been noted.</summary>
    public Task Noted(string mark) => Mark(mark).Task.Soon();

    private TaskCompletionSource Cue(string scene) => _cues.GetOrAdd(scene, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource Mark(string mark) => _marks.GetOrAdd(mark, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
