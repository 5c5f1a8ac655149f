using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>A batch of paper slips in the ballot account.</summary>
/// <param name="Batch">Its name.</param>
/// <param name="Finished">Whether it is finished; while one is not, nothing is counted.</param>
/// <param name="Figures">What it came to when it was finished last; <c>null</c> before.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountedBatch")]
public sealed record CountedBatch([property: Id(0)] string Batch, [property: Id(1)] bool Finished, [property: Id(2)] PaperFigures? Figures);

/// <summary>What a batch of slips came to. All numbers are counts of slips, and tell of no slip what it says.</summary>
/// <param name="Pile">Slips in the pile, counted by hand.</param>
/// <param name="Accepted">Ballots that name a project.</param>
/// <param name="Blank">Blank ballots.</param>
/// <param name="TooMany">Spoilt: more marked than allowed.</param>
/// <param name="Unreadable">Spoilt: nobody can say what was meant.</param>
/// <param name="Unofficial">Spoilt: none of the day's ballot papers.</param>
/// <param name="Late">Spoilt: came too late.</param>
/// <param name="AgainstRules">Spoilt: against another rule.</param>
/// <param name="LeftOut">Spoilt slips without an entry in the log: all but those that had one before they were found to be spoilt, and count as blank.</param>
/// <param name="Differences">How often two typings of a slip differed, in all times that the batch was opened.</param>
/// <param name="Opened">How often it was opened.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PaperFigures")]
public sealed record PaperFigures(
    [property: Id(0)] int Pile,
    [property: Id(1)] int Accepted,
    [property: Id(2)] int Blank,
    [property: Id(3)] int TooMany,
    [property: Id(4)] int Unreadable,
    [property: Id(5)] int Unofficial,
    [property: Id(6)] int Late,
    [property: Id(7)] int AgainstRules,
    [property: Id(8)] int LeftOut,
    [property: Id(9)] int Differences,
    [property: Id(10)] int Opened)
{
    /// <summary>
    /// What the pile was counted as, one number after the other, in all times that the batch was opened; <c>null</c> where no count found another number. One
    /// desk alone counts a pile again.
    /// </summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<int>? Counted { get; init; }

    /// <summary>How often the pile was found to have another number.</summary>
    public int Recounts => Counted is { } counted ? counted.Length - 1 : 0;

    /// <summary>Slips that are spoilt for one of the reasons.</summary>
    public int Spoilt => TooMany + Unreadable + Unofficial + Late + AgainstRules;

    /// <summary>The slips that are spoilt for a reason.</summary>
    public int Of(SpoiltReason reason) => reason switch
    {
        SpoiltReason.TooMany => TooMany,
        SpoiltReason.Unreadable => Unreadable,
        SpoiltReason.Unofficial => Unofficial,
        SpoiltReason.Late => Late,
        SpoiltReason.AgainstRules => AgainstRules,
    };

    /// <summary>All batches together.</summary>
    public static PaperFigures Sum(IEnumerable<PaperFigures> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return batches.Aggregate(new PaperFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), (sum, one) => new(
            sum.Pile + one.Pile, sum.Accepted + one.Accepted, sum.Blank + one.Blank, sum.TooMany + one.TooMany, sum.Unreadable + one.Unreadable,
            sum.Unofficial + one.Unofficial, sum.Late + one.Late, sum.AgainstRules + one.AgainstRules, sum.LeftOut + one.LeftOut,
            sum.Differences + one.Differences, sum.Opened + one.Opened));
    }
}

/// <summary>Writes a batch of slips on which the count team agrees into the log.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Slips">The slips that go into the log, in numeric order.</param>
/// <param name="Figures">What the batch comes to.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountPaperBatch")]
public sealed record CountPaperBatch([property: Id(0)] string Batch, [property: Id(1)] ImmutableArray<AgreedSlip> Slips, [property: Id(2)] PaperFigures Figures);

/// <summary>A slip as it goes into the log.</summary>
/// <param name="Number">The number inked on it.</param>
/// <param name="Ballot">The canonical ballot.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AgreedSlip")]
public sealed record AgreedSlip([property: Id(0)] int Number, [property: Id(1)] string Ballot);
