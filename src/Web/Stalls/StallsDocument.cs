using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Stalls;

/// <summary>What a marketplace shows beside the paper.</summary>
/// <param name="Photographs">The photographs of stalls.</param>
/// <param name="Access">How people get in and round, for each venue of which something is said.</param>
/// <param name="Information">The stalls that ask for no money.</param>
/// <param name="Videos">Links to videos about stalls, on other sites.</param>
/// <param name="Strips">Stalls told in pictures.</param>
public sealed record StallsDocument(
    ImmutableArray<PhotographDocument> Photographs, ImmutableArray<VenueDocument> Access, ImmutableArray<InformationDocument> Information,
    ImmutableArray<VideoDocument> Videos, ImmutableArray<StripDocument> Strips)
{
    /// <summary>The document of a day.</summary>
    public static StallsDocument Of(string day, StallsView stalls)
    {
        ArgumentNullException.ThrowIfNull(stalls);
        return new(
            [.. stalls.Photographs.Select(photograph => new PhotographDocument(
                photograph.Proposal, ByLanguage(photograph.Description),
                [.. photograph.Sizes.Select(size => new PictureDocument(StallEndpoints.AddressOf(day, size), size.Width, size.Height))]))],
            [.. stalls.Access.Select(venue => new VenueDocument(
                venue.Venue, [.. venue.Facts.Select(fact => new FactDocument(fact.Kind, fact.Answer, ByLanguage(fact.Notes)))]))],
            [.. stalls.Information.Select(stall => new InformationDocument(stall.Id, stall.Group, stall.Stall, Pictures.Of(stall.Picture), stall.Texts))],
            [.. stalls.Videos.Select(video => new VideoDocument(
                video.Stall.Kind, video.Stall.Id, video.Address, video.Kind, video.Captions, video.Language))],
            [.. stalls.Strips.Select(strip => new StripDocument(
                strip.Stall.Kind, strip.Stall.Id,
                [.. strip.Pictures.Select(picture => new StripPictureDocument(Pictures.Of(picture.Picture), ByLanguage(picture.Words)))]))]);
    }

    private static Dictionary<string, string> ByLanguage(ImmutableArray<LocalText> texts) =>
        texts.ToDictionary(text => text.Language, text => text.Text, StringComparer.Ordinal);
}

/// <summary>The photograph of a stall.</summary>
/// <param name="Proposal">The stall's proposal on the paper.</param>
/// <param name="Description">What it shows, by language tag.</param>
/// <param name="Sizes">The same picture, the narrowest first.</param>
public sealed record PhotographDocument(string Proposal, IReadOnlyDictionary<string, string> Description, ImmutableArray<PictureDocument> Sizes);

/// <summary>A photograph in one size, a JPEG.</summary>
/// <param name="Address">Its address on this site; the name is the SHA-256 of the file.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record PictureDocument(string Address, int Width, int Height);

/// <summary>How people get into a venue and round it.</summary>
/// <param name="Venue">The venue's id.</param>
/// <param name="Facts">What is said of it. What is not said is not known.</param>
public sealed record VenueDocument(string Venue, ImmutableArray<FactDocument> Facts);

/// <summary>One thing that is said of a venue.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Answer">Whether it is there; <c>told</c> where only the notes say it, <c>ask</c> where people ask before they come.</param>
/// <param name="Notes">More about it, by language tag; may be empty.</param>
public sealed record FactDocument(
    [property: JsonConverter(typeof(EnumWords<AccessKind>))] AccessKind Kind,
    [property: JsonConverter(typeof(EnumWords<AccessAnswer>))] AccessAnswer Answer,
    IReadOnlyDictionary<string, string> Notes);

/// <summary>A stall that asks for no money: it stands on no paper, and no ballot can name it.</summary>
/// <param name="Id">Its id among these stalls.</param>
/// <param name="Group">Whose it is.</param>
/// <param name="Stall">Where it stands; may be empty.</param>
/// <param name="Picture">The address of its picture on this site.</param>
/// <param name="Texts">Its words, the day's default language first.</param>
public sealed record InformationDocument(string Id, string Group, string Stall, string Picture, ImmutableArray<ProposalText> Texts);

/// <summary>A link to a video about a stall, on another site.</summary>
/// <param name="Of">Whether the stall is a project's or one that asks for no money.</param>
/// <param name="Stall">The id of the proposal, or among the stalls that ask for no money.</param>
/// <param name="Address">Its address there, by https.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Captions">Whether it has captions.</param>
/// <param name="Language">The tag of the language that is spoken in it or written in its captions; may be empty.</param>
public sealed record VideoDocument(
    [property: JsonConverter(typeof(EnumWords<StallKind>))] StallKind Of, string Stall, string Address,
    [property: JsonConverter(typeof(EnumWords<VideoKind>))] VideoKind Kind, bool Captions, string Language);

/// <summary>A stall told in pictures.</summary>
/// <param name="Of">Whether the stall is a project's or one that asks for no money.</param>
/// <param name="Stall">The id of the proposal, or among the stalls that ask for no money.</param>
/// <param name="Pictures">Three to five, in the order in which they tell it.</param>
public sealed record StripDocument(
    [property: JsonConverter(typeof(EnumWords<StallKind>))] StallKind Of, string Stall, ImmutableArray<StripPictureDocument> Pictures);

/// <summary>One picture of a strip.</summary>
/// <param name="Picture">Its address on this site. What it tells stands in the words.</param>
/// <param name="Words">A few words, by language tag.</param>
public sealed record StripPictureDocument(string Picture, IReadOnlyDictionary<string, string> Words);
