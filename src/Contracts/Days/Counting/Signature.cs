using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>Somebody who signed the sheet.</summary>
/// <param name="Role">What they were there.</param>
/// <param name="Name">Their name as they signed, 1 to 120 characters.</param>
[GenerateSerializer, Immutable, Alias("pbdd.Signature")]
public sealed record Signature([property: Id(0)] SignatureRole Role, [property: Id(1)] string Name);

/// <summary>What somebody who signed was at the count.</summary>
[GenerateSerializer, Alias("pbdd.SignatureRole")]
public enum SignatureRole
{
    /// <summary>Led the count.</summary>
    Presiding,

    /// <summary>Watched it for the public.</summary>
    Observer,

    /// <summary>Counted or keyed.</summary>
    Counting,
}
