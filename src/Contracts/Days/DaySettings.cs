using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Contracts.Days;

/// <summary>What an organiser sets up.</summary>
/// <param name="Title">The day's name in its languages, the default language first.</param>
/// <param name="Place">Where it is held, one line.</param>
/// <param name="Date">The date as <c>yyyy-MM-dd</c>.</param>
/// <param name="Hours">When one can vote, as people say it, for example <c>10:00 to 15:00</c>.</param>
/// <param name="TimeZone">An IANA time zone, for example <c>Europe/London</c>.</param>
/// <param name="Languages">Language tags in the order offered; the first is the default.</param>
/// <param name="Currency">An ISO 4217 code, for example <c>GBP</c>.</param>
/// <param name="Pots">The pots of money; at least one.</param>
/// <param name="Venues">Where the day happens; at least one.</param>
/// <param name="CheckIn">How people are checked in.</param>
/// <param name="Rules">The rules' canonical text, as <c>PbDecisionDay.Rules.Papers.FrozenRules</c> prints it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DaySettings")]
public sealed record DaySettings(
    [property: Id(0)] ImmutableArray<LocalText> Title,
    [property: Id(1)] string Place,
    [property: Id(2)] string Date,
    [property: Id(3)] string Hours,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] ImmutableArray<string> Languages,
    [property: Id(6)] string Currency,
    [property: Id(7)] ImmutableArray<PotSetting> Pots,
    [property: Id(8)] ImmutableArray<VenueSetting> Venues,
    [property: Id(9)] CheckInMode CheckIn,
    [property: Id(10)] string Rules)
{
    /// <summary>Those outside who countersign the log, at most 8; none on a rehearsal, or where nobody was found. Their keys are frozen with the rules.</summary>
    [Id(11)]
    public ImmutableArray<NamedWitness> Witnesses { get; init; } = [];

    /// <summary>In which order a screen offers the projects. The default value is the paper's.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BallotOrder Order { get; init; }

    /// <summary>
    /// The question that a door asks before it adds a person, for example <c>Do you live, work or study here, and are you 10 or older?</c>; at most 120
    /// characters, in the day's default language. Without one doors add nobody. The answer is not kept.
    /// </summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EntryQuestion { get; init; }

    /// <summary>
    /// <see cref="EntryQuestion"/> in others of the day's languages, each at most 120 characters; <c>default</c> where it stands in one language alone. In a
    /// language that has none, doors show the default language's.
    /// </summary>
    [Id(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<LocalText> EntryTranslations { get; init; }

    /// <summary>The question that a door asks in every language it has, the day's default language first; empty where doors add nobody.</summary>
    public ImmutableArray<LocalText> ListEntryQuestions() =>
        EntryQuestion is not { } question || Languages.IsDefaultOrEmpty ? []
        : [new LocalText(Languages[0], question), .. EntryTranslations.IsDefault ? [] : EntryTranslations];

    /// <summary>The colour of the day's pages. The default value is our own green.</summary>
    [Id(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DayColour Colour { get; init; }

    /// <summary>
    /// The most that may go to a tier, an area or a theme out of any one pot; <c>null</c> for no limits. A limit of a group that no proposal belongs to
    /// waits without effect.
    /// </summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<GroupLimit>? Limits { get; init; }

    /// <summary>From when on votes are taken. The default value is the opening.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public VotesFrom VotesFrom { get; init; }
}

/// <summary>From when on a day's votes are taken. Paper slips are no part of the service and wait for nothing.</summary>
[GenerateSerializer, Alias("pbdd.VotesFrom")]
public enum VotesFrom
{
    /// <summary>From the day's opening on.</summary>
    Opening,

    /// <summary>Once an organiser says that the last group has spoken.</summary>
    LastGroup,

    /// <summary>As <see cref="LastGroup"/>; the day's paired kiosks take votes from the opening on, for people who must leave.</summary>
    KiosksEarlier,
}

/// <summary>In which order the voting page offers the projects.</summary>
[GenerateSerializer, Alias("pbdd.BallotOrder")]
public enum BallotOrder
{
    /// <summary>As they stand on the paper, for everybody.</summary>
    Paper,

    /// <summary>
    /// In the paper's order, begun at a place that follows from the card's number, so that no project is first on every screen. Worked out in the page.
    /// </summary>
    ByCard,
}

/// <summary>A text in one language.</summary>
/// <param name="Language">A BCP 47 tag, for example <c>en</c> or <c>gd</c>.</param>
/// <param name="Text">The text.</param>
[GenerateSerializer, Immutable, Alias("pbdd.LocalText")]
public sealed record LocalText([property: Id(0)] string Language, [property: Id(1)] string Text);

/// <summary>A ring-fenced pot.</summary>
/// <param name="Id">Unique in its day, 1 to 32 characters of <c>[a-z0-9-]</c>.</param>
/// <param name="Name">Its name in the day's default language.</param>
/// <param name="Amount">Minor units of the day's currency, above 0.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PotSetting")]
public sealed record PotSetting(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] long Amount);

/// <summary>The most that may go to one group of projects out of any one pot.</summary>
/// <param name="Group">The group's id, as <c>PaperGroups</c> makes it: <c>tier/small</c>, <c>area/north</c>, <c>theme/food</c>.</param>
/// <param name="MostMoney">Minor units, or 0 for no limit.</param>
/// <param name="MostProjects">How many projects, or 0 for no limit.</param>
[GenerateSerializer, Immutable, Alias("pbdd.GroupLimit")]
public sealed record GroupLimit(
    [property: Id(0)] string Group,
    [property: Id(1)] long MostMoney,
    [property: Id(2)] int MostProjects);

/// <summary>A place where the day happens.</summary>
/// <param name="Id">Unique in its day, 1 to 32 characters of <c>[a-z0-9-]</c>.</param>
/// <param name="Name">Its name.</param>
[GenerateSerializer, Immutable, Alias("pbdd.VenueSetting")]
public sealed record VenueSetting([property: Id(0)] string Id, [property: Id(1)] string Name);

/// <summary>How people are checked in.</summary>
[GenerateSerializer, Alias("pbdd.CheckInMode")]
public enum CheckInMode
{
    /// <summary>No names are kept: the door scans a card's outside, which makes it usable, and hands it over.</summary>
    CardsOnly,

    /// <summary>A line of a register is marked once; then the person draws a sealed card.</summary>
    Register,
}
