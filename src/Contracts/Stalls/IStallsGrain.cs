using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>
/// What a day's marketplace shows beside the paper: photographs, video links and picture strips of stalls, how people get in and round, and stalls that ask
/// for no money. Its key is the day's id. It is no part of the frozen paper, and nothing of it comes into a log or a bundle; so it may change in every phase.
/// </summary>
[Alias("pbdd.IStallsGrain")]
public interface IStallsGrain : IGrainWithStringKey
{
    /// <summary>The most characters of a photograph's description in one language.</summary>
    const int LongestDescription = 250;

    /// <summary>The most characters of what is said of one thing of a venue in one language.</summary>
    const int LongestNote = 200;

    /// <summary>The most characters of a video's address.</summary>
    const int LongestAddress = 300;

    /// <summary>The most characters of the words to one picture of a strip in one language.</summary>
    const int LongestStripWords = 60;

    /// <summary>The most stalls of a day that ask for no money.</summary>
    const int MostInformation = 60;

    /// <summary>What is shown now.</summary>
    [Alias("Get"), ReadOnly, AlwaysInterleave]
    Task<StallsView> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a proposal's photograph in the place of the one before. What is refused leaves the old one as it was. The caller MUST have encoded the
    /// pictures anew, without what cameras write into them; without pictures the old ones stay, and the description alone changes.
    /// </summary>
    [Alias("KeepPhotograph")]
    Task<DayOutcome> KeepPhotographAsync(KeepStallPhotograph command, CancellationToken cancellationToken);

    /// <summary>Takes a proposal's photograph away and erases its files; done already where there is none.</summary>
    [Alias("RemovePhotograph")]
    Task<DayOutcome> RemovePhotographAsync(string proposal, string by, CancellationToken cancellationToken);

    /// <summary>Takes all photographs away and erases their files, with the day's archive. The day asks it, so it MUST NOT ask the day.</summary>
    [Alias("ErasePhotographs")]
    Task ErasePhotographsAsync(string by, CancellationToken cancellationToken);

    /// <summary>The file of a picture that is shown now; empty where none of this hash is.</summary>
    /// <param name="sha256">The hash of the file, 64 of <c>[0-9a-f]</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [Alias("Picture"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<byte>> GetPictureAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Says how people get in and round, in the place of what was said before. A venue without facts is one of which nothing is said.</summary>
    [Alias("DescribeAccess")]
    Task<DayOutcome> DescribeAccessAsync(ImmutableArray<VenueAccess> venues, string by, CancellationToken cancellationToken);

    /// <summary>Writes or rewrites a stall that asks for no money. At most <see cref="MostInformation"/> a day.</summary>
    [Alias("WriteInformation")]
    Task<DayOutcome> WriteInformationAsync(InformationStall stall, string by, CancellationToken cancellationToken);

    /// <summary>Takes a stall that asks for no money away, and its video and strip with it; done already where there is none of this id.</summary>
    [Alias("RemoveInformation")]
    Task<DayOutcome> RemoveInformationAsync(string id, string by, CancellationToken cancellationToken);

    /// <summary>Shows a link to a video at a stall, in the place of the one before. What is refused leaves the old one as it was.</summary>
    [Alias("LinkVideo")]
    Task<DayOutcome> LinkVideoAsync(StallVideo video, string by, CancellationToken cancellationToken);

    /// <summary>Takes a stall's video link away; done already where there is none.</summary>
    [Alias("RemoveVideo")]
    Task<DayOutcome> RemoveVideoAsync(StallName stall, string by, CancellationToken cancellationToken);

    /// <summary>Shows a strip of pictures at a stall, in the place of the one before. What is refused leaves the old one as it was.</summary>
    [Alias("KeepStrip")]
    Task<DayOutcome> KeepStripAsync(StallStrip strip, string by, CancellationToken cancellationToken);

    /// <summary>Takes a stall's strip away; done already where there is none.</summary>
    [Alias("RemoveStrip")]
    Task<DayOutcome> RemoveStripAsync(StallName stall, string by, CancellationToken cancellationToken);

    /// <summary>Lists others who give money, in the place of those listed before; none takes the list away. What is refused leaves the old list as it was.</summary>
    [Alias("ListFunders")]
    Task<DayOutcome> ListFundersAsync(ImmutableArray<OtherFunder> funders, string by, CancellationToken cancellationToken);
}
