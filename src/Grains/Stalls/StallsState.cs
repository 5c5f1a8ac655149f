using System.Collections.Immutable;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>A marketplace as its events have it.</summary>
/// <param name="Photographs">By proposal.</param>
/// <param name="Access">By venue, in the order in which they were said.</param>
/// <param name="Information">In the order in which they came.</param>
/// <param name="Videos">Video links by stall.</param>
/// <param name="Strips">Strips of pictures by stall.</param>
internal sealed record StallsState(
    ImmutableSortedDictionary<string, StallPhotograph> Photographs, ImmutableArray<VenueAccess> Access, ImmutableArray<InformationStall> Information,
    ImmutableSortedDictionary<StallName, StallVideo> Videos, ImmutableSortedDictionary<StallName, StallStrip> Strips)
{
    /// <summary>Others who give money.</summary>
    public ImmutableArray<OtherFunder> Funders { get; init; } = [];

    /// <summary>Before anything was shown.</summary>
    public static readonly StallsState None = new(ImmutableSortedDictionary.Create<string, StallPhotograph>(StringComparer.Ordinal), [], [],
        ImmutableSortedDictionary.Create<StallName, StallVideo>(ByName), ImmutableSortedDictionary.Create<StallName, StallStrip>(ByName));

    private static IComparer<StallName> ByName => Comparer<StallName>.Create(
        (one, other) => one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : string.CompareOrdinal(one.Id, other.Id));

    /// <summary>The place of a stall that asks for no money; -1 where there is none of this id.</summary>
    public int PlaceOf(string id) => Information.IndexOf(Information.FirstOrDefault(stall => string.Equals(stall.Id, id, StringComparison.Ordinal))!);

    /// <summary>Whether a file of this hash is shown.</summary>
    public bool Shows(string sha256) =>
        Photographs.Values.Any(photograph => photograph.Sizes.Any(size => string.Equals(size.Sha256, sha256, StringComparison.Ordinal)));

    public static StallsState Apply(StallsState state, StallsEvent happened) => happened switch
    {
        PhotographKept kept => state with { Photographs = state.Photographs.SetItem(kept.Proposal, new(kept.Proposal, kept.Description, kept.Sizes)) },
        PhotographRemoved removed => state with { Photographs = state.Photographs.Remove(removed.Proposal) },
        AccessDescribed described => state with { Access = described.Venues },
        InformationWritten { Stall: var stall } => state with
        {
            Information = state.PlaceOf(stall.Id) is var place and >= 0 ? state.Information.SetItem(place, stall) : state.Information.Add(stall),
        },
        // All of it: another stall may have this id one day.
        InformationRemoved removed => state with
        {
            Information = state.Information.RemoveAll(stall => string.Equals(stall.Id, removed.Id, StringComparison.Ordinal)),
            Videos = state.Videos.Remove(new(StallKind.Information, removed.Id)),
            Strips = state.Strips.Remove(new(StallKind.Information, removed.Id)),
        },
        VideoLinked { Video: var video } => state with { Videos = state.Videos.SetItem(video.Stall, video) },
        VideoRemoved removed => state with { Videos = state.Videos.Remove(removed.Stall) },
        StripKept { Strip: var strip } => state with { Strips = state.Strips.SetItem(strip.Stall, strip) },
        StripRemoved removed => state with { Strips = state.Strips.Remove(removed.Stall) },
        FundersListed listed => state with { Funders = listed.Funders },
        _ => throw new InvalidDataException($"A marketplace does not know the event {happened.GetType().Name}."),
    };
}
