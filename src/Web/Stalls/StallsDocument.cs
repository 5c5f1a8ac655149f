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
public sealed record StallsDocument(
    ImmutableArray<PhotographDocument> Photographs, ImmutableArray<VenueDocument> Access, ImmutableArray<InformationDocument> Information)
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
            [.. stalls.Information.Select(stall => new InformationDocument(stall.Id, stall.Group, stall.Stall, Pictures.Of(stall.Picture), stall.Texts))]);
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
