using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>What a day's marketplace shows beside the paper.</summary>
/// <param name="Photographs">The photographs, in ordinal order of their proposals.</param>
/// <param name="Access">How people get in and round, for each venue of which something is said.</param>
/// <param name="Information">The stalls that ask for no money, in the order in which they came.</param>
/// <param name="Videos">The video links, in ordinal order of their stalls, those of projects first.</param>
/// <param name="Strips">The picture strips, in the same order.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StallsView")]
public sealed record StallsView(
    [property: Id(0)] ImmutableArray<StallPhotograph> Photographs,
    [property: Id(1)] ImmutableArray<VenueAccess> Access,
    [property: Id(2)] ImmutableArray<InformationStall> Information,
    [property: Id(3)] ImmutableArray<StallVideo> Videos,
    [property: Id(4)] ImmutableArray<StallStrip> Strips)
{
    /// <summary>Others who give money, in the order in which they were listed.</summary>
    [Id(5)]
    public ImmutableArray<OtherFunder> Funders { get; init; } = [];

    /// <summary>A proposal's photograph; <c>null</c> where there is none.</summary>
    public StallPhotograph? PhotographOf(string proposal) =>
        Photographs.FirstOrDefault(one => string.Equals(one.Proposal, proposal, StringComparison.Ordinal));

    /// <summary>A stall's video link; <c>null</c> where there is none.</summary>
    public StallVideo? VideoOf(StallName stall) => Videos.FirstOrDefault(one => one.Stall == stall);

    /// <summary>A stall's strip of pictures; <c>null</c> where there is none.</summary>
    public StallStrip? StripOf(StallName stall) => Strips.FirstOrDefault(one => one.Stall == stall);
}

/// <summary>The photograph of a stall.</summary>
/// <param name="Proposal">The stall's proposal.</param>
/// <param name="Description">What it shows, for those who do not see it: one text a language, the first of them for everybody else.</param>
/// <param name="Sizes">The same picture in one to three sizes, the narrowest first.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StallPhotograph")]
public sealed record StallPhotograph(
    [property: Id(0)] string Proposal, [property: Id(1)] ImmutableArray<LocalText> Description, [property: Id(2)] ImmutableArray<StallPicture> Sizes);

/// <summary>A photograph in one size.</summary>
/// <param name="Sha256">The hash of its file, which is its name: 64 of <c>[0-9a-f]</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StallPicture")]
public sealed record StallPicture([property: Id(0)] string Sha256, [property: Id(1)] int Width, [property: Id(2)] int Height);

/// <summary>Keeps a proposal's photograph.</summary>
/// <param name="Proposal">The proposal, one of its day's.</param>
/// <param name="Description">What it shows; at least in one language, at most <see cref="IStallsGrain.LongestDescription"/> characters each.</param>
/// <param name="Sizes">The picture in one to three sizes, the narrowest first; none where the pictures stay and the description alone changes.</param>
/// <param name="By">The organiser's id.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeepStallPhotograph")]
public sealed record KeepStallPhotograph(
    [property: Id(0)] string Proposal, [property: Id(1)] ImmutableArray<LocalText> Description, [property: Id(2)] ImmutableArray<SizedPicture> Sizes,
    [property: Id(3)] string By);

/// <summary>A picture in one size, to be kept.</summary>
/// <param name="Jpeg">The file, at most <see cref="MostBytes"/>.</param>
/// <param name="Width">In pixels, at most <see cref="MostWidth"/>.</param>
/// <param name="Height">In pixels.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SizedPicture")]
public sealed record SizedPicture([property: Id(0)] ImmutableArray<byte> Jpeg, [property: Id(1)] int Width, [property: Id(2)] int Height)
{
    /// <summary>The largest file that is kept, in bytes: 1 MiB. The widest size of a busy photograph takes about half of it.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The widest picture that is kept, in pixels: a stall's page on a screen of twice the usual sharpness.</summary>
    public const int MostWidth = 1_600;

    /// <summary>The most sizes of one photograph.</summary>
    public const int MostSizes = 3;
}
