using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What is done with a ballot box.</summary>
[GenerateSerializer, Alias("pbdd.BoxStep")]
public enum BoxStep
{
    /// <summary>It was seen to be empty, or shut, and sealed.</summary>
    Sealed,

    /// <summary>It was handed over, or brought to another place.</summary>
    Moved,

    /// <summary>Its seal was read and broken, and it was opened.</summary>
    Opened,
}

/// <summary>Notes what two people did with a ballot box.</summary>
/// <param name="Box">What the box is called, 1 to 40 characters.</param>
/// <param name="Step">What was done.</param>
/// <param name="Seal">The seal's number: the new one where it was sealed, the one found where it was opened; empty where it was moved.</param>
/// <param name="Place">Where: on a move, where it was brought, 1 to 80 characters.</param>
/// <param name="Name">Who did it, or handed it over, 1 to 120 characters.</param>
/// <param name="OtherName">Who saw it, or took it, 1 to 120 characters.</param>
[GenerateSerializer, Immutable, Alias("pbdd.HandleBox")]
public sealed record HandleBox(
    [property: Id(0)] string Box,
    [property: Id(1)] BoxStep Step,
    [property: Id(2)] string Seal,
    [property: Id(3)] string Place,
    [property: Id(4)] string Name,
    [property: Id(5)] string OtherName);

/// <summary>What was done with a ballot box, and when. Who did it stands in a file that is erased when the day is archived.</summary>
/// <param name="Box">What the box is called.</param>
/// <param name="Step">What was done.</param>
/// <param name="Seal">The seal's number; on a move the one that it has.</param>
/// <param name="Place">Where.</param>
/// <param name="SealHeld">On opening, whether the seal that was found is the one that it was sealed with; otherwise true.</param>
/// <param name="By">The organiser's id, of whoever wrote it down.</param>
/// <param name="At">When it was written down.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BoxHandling")]
public sealed record BoxHandling(
    [property: Id(0)] string Box,
    [property: Id(1)] BoxStep Step,
    [property: Id(2)] string Seal,
    [property: Id(3)] string Place,
    [property: Id(4)] bool SealHeld,
    [property: Id(5)] string By,
    [property: Id(6)] DateTimeOffset At);

/// <summary>The two people who handled a ballot box; empty where they were erased.</summary>
/// <param name="Name">Who did it, or handed it over.</param>
/// <param name="OtherName">Who saw it, or took it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BoxNames")]
public sealed record BoxNames([property: Id(0)] string Name, [property: Id(1)] string OtherName);
