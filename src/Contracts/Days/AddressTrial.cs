using Orleans;

namespace PbDecisionDay.Contracts.Days;

/// <summary>A code that a phone brings back from the address of the cards.</summary>
/// <param name="Code">16 characters of Crockford base32, to be shown as a QR and as text. It opens nothing.</param>
/// <param name="ValidUntil">When it lapses.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AddressTrial")]
public sealed record AddressTrial([property: Id(0)] string Code, [property: Id(1)] DateTimeOffset ValidUntil);
