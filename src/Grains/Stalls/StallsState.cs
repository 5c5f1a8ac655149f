using System.Collections.Immutable;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>A marketplace as its events have it.</summary>
/// <param name="Photographs">By proposal.</param>
/// <param name="Access">By venue, in the order in which they were said.</param>
/// <param name="Information">In the order in which they came.</param>
internal sealed record StallsState(
    ImmutableSortedDictionary<string, StallPhotograph> Photographs, ImmutableArray<VenueAccess> Access, ImmutableArray<InformationStall> Information)
{
    /// <summary>Before anything was shown.</summary>
    public static readonly StallsState None = new(ImmutableSortedDictionary.Create<string, StallPhotograph>(StringComparer.Ordinal), [], []);

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
        InformationRemoved removed => state with { Information = state.Information.RemoveAll(stall => string.Equals(stall.Id, removed.Id, StringComparison.Ordinal)) },
        _ => throw new InvalidDataException($"A marketplace does not know the event {happened.GetType().Name}."),
    };
}
