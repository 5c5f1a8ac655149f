using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days;

/// <summary>
/// A batch that the service has drawn and is about to print. It is no batch of the log, and none of its cards can be handed out, until its test card was
/// read from the paper. Source: docs/adr/0077.
/// </summary>
/// <param name="Batch">The batch's id, as of <see cref="Ballots.AddBatch"/>; never one that was printed or registered before.</param>
/// <param name="Cards">The cards' numbers, base64, in ordinal order.</param>
/// <param name="Test">SHA-256 of the test card's short number as its 13 symbols, base64.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PrintBatch")]
public sealed record PrintBatch([property: Id(0)] string Batch, [property: Id(1)] ImmutableArray<string> Cards, [property: Id(2)] string Test)
{
    /// <summary>The print that this one takes the place of: one that waits for its test is given up, a registered batch is spoilt. Empty for none.</summary>
    [Id(3)]
    public string InsteadOf { get; init; } = "";

    /// <summary>Who hands the cards out, as of <see cref="BatchLabel"/>; may be empty.</summary>
    [Id(4)]
    public string Label { get; init; } = "";
}

/// <summary>A batch that the service printed.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="Cards">How many cards were drawn.</param>
/// <param name="State">How far it is.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CardPrint")]
public sealed record CardPrint([property: Id(0)] string Batch, [property: Id(1)] int Cards, [property: Id(2)] CardPrintState State);

/// <summary>How far a print is.</summary>
[GenerateSerializer, Alias("pbdd.CardPrintState")]
public enum CardPrintState
{
    /// <summary>Its test card was not read from the paper yet: none of its cards counts, and no door takes one.</summary>
    Waiting,

    /// <summary>The test card was read, and the batch is in the log.</summary>
    Registered,

    /// <summary>Another print took its place before its test card was read. Its cards can never vote.</summary>
    GivenUp,
}

/// <summary>Who hands a batch of cards out: a place or a group, never a person.</summary>
/// <param name="Batch">The batch's id.</param>
/// <param name="Label">1 to <see cref="Longest"/> characters on one line.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BatchLabel")]
public sealed record BatchLabel([property: Id(0)] string Batch, [property: Id(1)] string Label)
{
    /// <summary>The most characters.</summary>
    public const int Longest = 60;
}

/// <summary>What reading a test card came to.</summary>
/// <param name="Outcome">Whether its batch is in the log now.</param>
/// <param name="Print">The print that it stands beside; <c>null</c> where no print of this day has such a card.</param>
[GenerateSerializer, Immutable, Alias("pbdd.TestedPrint")]
public sealed record TestedPrint([property: Id(0)] DayOutcome Outcome, [property: Id(1)] CardPrint? Print);
