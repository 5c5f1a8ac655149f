using Orleans;

namespace PbDecisionDay.Contracts.Running;

/// <summary>Why a station calls for an organiser. There is no free text: nothing of a person can be written.</summary>
[GenerateSerializer, Alias("pbdd.CallReason")]
public enum CallReason
{
    /// <summary>Somebody needs help.</summary>
    Help,

    /// <summary>There is a long queue.</summary>
    Queue,

    /// <summary>Cards are running out.</summary>
    Cards,

    /// <summary>Something does not work.</summary>
    Broken,

    /// <summary>A person is pressed, afraid or angry.</summary>
    Person,

    /// <summary>A decision is needed that two organisers take, such as about a lost card.</summary>
    Decision,
}

/// <summary>A call for an organiser.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Station">The public id of the station.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="ComingBy">The id of the organiser who is coming; empty before anybody is.</param>
/// <param name="ComingAt">When they said so.</param>
/// <param name="EndedAt">When it ended; <c>null</c> before.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StationCall")]
public sealed record StationCall(
    [property: Id(0)] string Id,
    [property: Id(1)] string Station,
    [property: Id(2)] CallReason Reason,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string ComingBy,
    [property: Id(5)] DateTimeOffset? ComingAt,
    [property: Id(6)] DateTimeOffset? EndedAt);

/// <summary>What calling came to.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Call">The call; <c>null</c> where there is none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CallAnswer")]
public sealed record CallAnswer([property: Id(0)] CallStatus Status, [property: Id(1)] StationCall? Call);

/// <summary>The outcomes of a call.</summary>
[GenerateSerializer, Alias("pbdd.CallStatus")]
public enum CallStatus
{
    /// <summary>It stands on the organisers' page.</summary>
    Called,

    /// <summary>The station called too often within the minute. Wait.</summary>
    Wait,

    /// <summary>The day has no such station, or is over.</summary>
    Unknown,
}
