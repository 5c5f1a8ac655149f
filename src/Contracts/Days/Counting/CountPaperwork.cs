using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>How far the paperwork of a count is. People appear by an organiser's id alone.</summary>
/// <param name="Account">The closed ballot account; <c>null</c> while there is none.</param>
/// <param name="Sheet">The photograph of the signed sheet; <c>null</c> while there is none.</param>
/// <param name="Signed">That the sheet was signed; <c>null</c> while nobody said by whom.</param>
/// <param name="Validated">That a second person found sheet, photograph and numbers to agree; <c>null</c> while nobody has.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountPaperwork")]
public sealed record CountPaperwork(
    [property: Id(0)] ClosedAccount? Account,
    [property: Id(1)] KeptSheet? Sheet,
    [property: Id(2)] SheetSignatures? Signed,
    [property: Id(3)] CountValidation? Validated)
{
    /// <summary>Before the count.</summary>
    public static readonly CountPaperwork None = new(null, null, null, null);
}

/// <summary>A ballot account as it was closed.</summary>
/// <param name="Log">What the log and the register said then.</param>
/// <param name="Hand">What was counted by hand.</param>
/// <param name="Explanations">Why numbers do not agree: one for each mismatch.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ClosedAccount")]
public sealed record ClosedAccount(
    [property: Id(0)] LogFigures Log,
    [property: Id(1)] HandCount Hand,
    [property: Id(2)] ImmutableArray<Explanation> Explanations,
    [property: Id(3)] string By,
    [property: Id(4)] DateTimeOffset At)
{
    /// <summary>Its equations.</summary>
    public AccountComparison Account => new(Log, Hand);
}

/// <summary>A photograph of the signed sheet. The picture itself is erased when the day is archived; this stays.</summary>
/// <param name="Sha256">SHA-256 of the picture as it is kept, base64.</param>
/// <param name="MediaType"><c>image/jpeg</c> or <c>image/png</c>.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeptSheet")]
public sealed record KeptSheet(
    [property: Id(0)] string Sha256,
    [property: Id(1)] string MediaType,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At);

/// <summary>That the sheet was signed. The names stand in a file that is erased when the day is archived; this stays.</summary>
/// <param name="Number">How many signed.</param>
/// <param name="Sha256">SHA-256 of the file of names, base64; the file begins with random bytes, so that nobody can guess names from it.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SheetSignatures")]
public sealed record SheetSignatures(
    [property: Id(0)] int Number,
    [property: Id(1)] string Sha256,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset At);

/// <summary>That two organisers found the sheet, the photograph and the numbers to agree.</summary>
/// <param name="By">The organiser's id.</param>
/// <param name="SecondBy">The other organiser's id.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountValidation")]
public sealed record CountValidation(
    [property: Id(0)] string By,
    [property: Id(1)] string SecondBy,
    [property: Id(2)] DateTimeOffset At);
