using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Days;

/// <summary>A day in the list of days.</summary>
/// <param name="Day">Its id.</param>
/// <param name="Title">Its name by language tag.</param>
/// <param name="Place">Where it is held.</param>
/// <param name="Date">The date as <c>yyyy-MM-dd</c>.</param>
/// <param name="Origin">The name of its main log.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Rehearsal">Whether it is a rehearsal.</param>
public sealed record DayEntry(
    string Day, IReadOnlyDictionary<string, string> Title, string Place, string Date, string Origin,
    [property: JsonConverter(typeof(EnumWords<DayPhase>))] DayPhase Phase, bool Rehearsal)
{
    /// <summary>The entry of a day.</summary>
    public static DayEntry Of(DayView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(view.Day, ByLanguage(view.Settings.Title), view.Settings.Place, view.Settings.Date, view.Origin, view.Phase, view.Rehearsal);
    }

    internal static IReadOnlyDictionary<string, string> ByLanguage(ImmutableArray<LocalText> texts) =>
        texts.ToDictionary(text => text.Language, text => text.Text, StringComparer.Ordinal);
}

/// <summary>A published day: everything a voter's program, a checker or a visitor needs.</summary>
/// <param name="Day">Its id.</param>
/// <param name="Title">Its name by language tag.</param>
/// <param name="Place">Where it is held.</param>
/// <param name="Date">The date as <c>yyyy-MM-dd</c>.</param>
/// <param name="Hours">When one can vote, as people say it.</param>
/// <param name="Languages">Its languages, the default first.</param>
/// <param name="Origin">The name of its main log, which salts the derivation of cards.</param>
/// <param name="Site">The address residents open.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Rehearsal">Whether it is a rehearsal.</param>
/// <param name="CheckIn">How people are checked in.</param>
/// <param name="Rules">The frozen rules, exactly as they were frozen.</param>
/// <param name="RulesHash">SHA-256 of their text, base64.</param>
/// <param name="Paper">The frozen ballot paper, exactly as it was frozen.</param>
/// <param name="PaperHash">SHA-256 of its text, base64.</param>
/// <param name="LogKey">The main log's public key as a C2SP verifier key.</param>
/// <param name="Logs">The logs beside the main one, in the order in which they were announced. A receipt names its log by the origin.</param>
/// <param name="Proposals">The stalls' texts, in the order of the paper.</param>
public sealed record DayDocument(
    string Day,
    IReadOnlyDictionary<string, string> Title,
    string Place,
    string Date,
    string Hours,
    ImmutableArray<string> Languages,
    string Origin,
    string Site,
    [property: JsonConverter(typeof(EnumWords<DayPhase>))] DayPhase Phase,
    bool Rehearsal,
    [property: JsonConverter(typeof(EnumWords<CheckInMode>))] CheckInMode CheckIn,
    [property: JsonConverter(typeof(RawJson))] string Rules,
    string RulesHash,
    [property: JsonConverter(typeof(RawJson))] string Paper,
    string PaperHash,
    string LogKey,
    ImmutableArray<PublicLog> Logs,
    ImmutableArray<StallDocument> Proposals)
{
    /// <summary>
    /// While the day is <c>checking</c>, when it closes by itself: votes can still be opened and checked until then. A restart of the service
    /// begins the time anew. Left out at any other time.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>What each pot holds now, by its id, in minor units: what the paper says, unless it was changed afterwards.</summary>
    public required IReadOnlyDictionary<string, long> PotTotals { get; init; }

    /// <summary>Ids of the proposals that stand on the paper and are withdrawn, in ordinal order: they cannot be funded, and pages do not offer them.</summary>
    public required ImmutableArray<string> Withdrawn { get; init; }

    /// <summary>In which order the voting page offers the projects.</summary>
    [JsonConverter(typeof(EnumWords<BallotOrder>))]
    public BallotOrder BallotOrder { get; init; }

    /// <summary>The colour of the day's pages.</summary>
    [JsonConverter(typeof(EnumWords<DayColour>))]
    public DayColour Colour { get; init; }

    /// <summary>The document of a day.</summary>
    public static DayDocument Of(PublicDay day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var view = day.View;
        return new(
            view.Day, DayEntry.ByLanguage(view.Settings.Title), view.Settings.Place, view.Settings.Date, view.Settings.Hours, view.Settings.Languages,
            view.Origin, view.Site, view.Phase, view.Rehearsal, view.Settings.CheckIn, view.Rules, view.RulesHash, view.Paper, view.PaperHash,
            day.LogKey, day.Logs, [.. day.Proposals.Select(proposal => StallDocument.Of(proposal, day.Changes.Withdrawn.Contains(proposal.Proposal)))])
        {
            ClosesAt = view.ClosesAt,
            BallotOrder = view.Settings.Order,
            Colour = view.Settings.Colour,
            PotTotals = day.Paper.Pots.ToDictionary(pot => pot.Id, day.Changes.TotalOf, StringComparer.Ordinal),
            Withdrawn = [.. day.Changes.Withdrawn],
        };
    }
}

/// <summary>A stall: what a group says about its proposal.</summary>
/// <param name="Proposal">The proposal's id on the paper.</param>
/// <param name="Group">The group's name.</param>
/// <param name="Ask">What it asks for, minor units.</param>
/// <param name="Minimum">The least money it needs, minor units.</param>
/// <param name="Pot">The pot it stands in.</param>
/// <param name="Stall">Where its stall stands; may be empty.</param>
/// <param name="Picture">The address of its picture on this site; may be empty.</param>
/// <param name="Texts">Its words, the day's default language first.</param>
/// <param name="Withdrawn">Whether it is withdrawn and cannot be funded.</param>
public sealed record StallDocument(
    string Proposal, string Group, long Ask, long Minimum, string Pot, string Stall, string Picture, ImmutableArray<ProposalText> Texts, bool Withdrawn)
{
    /// <summary>The document of a proposal.</summary>
    public static StallDocument Of(ProposalView proposal, bool withdrawn)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var content = proposal.Content;
        return new(proposal.Proposal, content.Group, content.Ask, content.Minimum, content.Pot, content.Stall, Pictures.Of(content), content.Texts, withdrawn);
    }
}
