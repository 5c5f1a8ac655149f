using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests.Calls;

/// <summary>A method of every shape a grain interface may have.</summary>
[Alias("test.shapes")]
public interface IShapesGrain : IGrainWithStringKey
{
    Task Nothing();

    Task<int> Number(int number);

    ValueTask NothingByValue();

    ValueTask<string?> TextByValue(string? text);

    Task<Reply> Echo(Reply reply, CancellationToken cancellationToken);

    Task Fail(bool later);

    ValueTask<int> FailByValue();

    Task NoTask();

    /// <summary>Says which scheduler each part of the method runs on.</summary>
    Task<Turns> WhereAmI();

    Task<string?> WhatFlowsIn();

    /// <summary>Awaits what <see cref="HoldTurn"/> completes on another thread in the middle of its turn.</summary>
    Task Resume();

    Task HoldTurn();

    /// <summary>Adds one in several turns and says how many turns ever overlapped.</summary>
    Task<int> Overlaps();
}

[GenerateSerializer, Alias("test.reply")]
public sealed record Reply([property: Id(0)] string Text, [property: Id(1)] decimal? Amount);

[GenerateSerializer, Alias("test.turns")]
public sealed record Turns(
    [property: Id(0)] bool BackAfterAwait,
    [property: Id(1)] bool BackAfterTaskRun,
    [property: Id(2)] bool AwayInTaskRun,
    [property: Id(3)] bool AwayAfterConfigureAwaitFalse);
