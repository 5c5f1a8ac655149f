using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Creates a day. The same request again goes on where the first stopped; another with the same id is refused.</summary>
/// <param name="Day">The day's id, 1 to 40 of <c>[a-z0-9-]</c>.</param>
/// <param name="Title">Its name by language tag, or one text in its first language.</param>
/// <param name="Rehearsal">Whether it is a rehearsal, which cannot be changed.</param>
/// <param name="CheckIn"><c>cards-only</c> or <c>register</c>.</param>
/// <param name="Currency">An ISO 4217 code; GBP where it is left out.</param>
/// <param name="Pots">The pots; amounts in minor units.</param>
/// <param name="Languages">Language tags, the default first.</param>
/// <param name="Venues">Where the day happens.</param>
/// <param name="Rules">The frozen rules, as in <c>rules.json</c> of the audit bundle.</param>
/// <param name="Proposals">The proposals, in the order of the paper.</param>
/// <param name="Place">Where it is held; may be left out.</param>
/// <param name="Date">The date as <c>yyyy-MM-dd</c>; today where it is left out.</param>
/// <param name="Hours">When one can vote; may be left out.</param>
/// <param name="TimeZone">An IANA time zone; Europe/London where it is left out.</param>
/// <param name="Witnesses">Those outside who countersign the log, at most 8; nobody where it is left out.</param>
/// <param name="BallotOrder"><c>paper</c> or <c>by-card</c>: in which order the voting page offers the projects; the paper's where it is left out.</param>
/// <param name="EntryQuestion">What a door asks before it adds a person to the register, as text or in several of the day's languages; where it is left out, doors add nobody.</param>
/// <param name="Colour"><c>pine</c>, <c>sea</c>, <c>plum</c>, <c>berry</c>, <c>brick</c> or <c>sun</c>: the colour of the day's pages; pine where it is left out.</param>
/// <param name="VotesFrom"><c>opening</c>, <c>last-group</c> or <c>kiosks-earlier</c>: from when on votes are taken; from the opening on where it is left out.</param>
public sealed record CreateDayRequest(
    [property: JsonRequired] string Day,
    [property: JsonRequired, JsonConverter(typeof(TextOrTexts))] ImmutableSortedDictionary<string, string> Title,
    [property: JsonRequired] bool Rehearsal,
    [property: JsonRequired] string CheckIn,
    string? Currency,
    [property: JsonRequired] ImmutableArray<PotRequest> Pots,
    [property: JsonRequired] ImmutableArray<string> Languages,
    [property: JsonRequired] ImmutableArray<VenueRequest> Venues,
    [property: JsonRequired] JsonElement Rules,
    [property: JsonRequired] ImmutableArray<ProposalRequest> Proposals,
    string? Place,
    string? Date,
    string? Hours,
    string? TimeZone,
    ImmutableArray<WitnessRequest>? Witnesses = null,
    string? BallotOrder = null,
    [property: JsonConverter(typeof(TextOrTexts))] ImmutableSortedDictionary<string, string>? EntryQuestion = null,
    string? Colour = null,
    string? VotesFrom = null);

/// <summary>A pot of money.</summary>
public sealed record PotRequest([property: JsonRequired] string Id, string? Name, [property: JsonRequired] long Amount);

/// <summary>A place where the day happens.</summary>
public sealed record VenueRequest([property: JsonRequired] string Id, string? Name);

/// <summary>Somebody outside who countersigns the log.</summary>
/// <param name="Key">The verifier key, <c>name+id+base64</c>, as <c>pbdd witness new</c> prints it.</param>
/// <param name="Address">Where it answers, for example <c>http://192.168.1.7:8081</c>; not published.</param>
public sealed record WitnessRequest([property: JsonRequired] string Key, [property: JsonRequired] string Address);

/// <summary>A proposal.</summary>
/// <param name="Id">Its id on the paper.</param>
/// <param name="Title">Its title by language tag, or one text in the day's first language.</param>
/// <param name="Ask">What it asks for, minor units.</param>
/// <param name="Minimum">The least money it needs, minor units; the ask where it is left out.</param>
/// <param name="Pot">Its pot; the first where it is left out.</param>
/// <param name="Group">Who asks.</param>
/// <param name="Summary">What will be done, by language tag, or one text.</param>
/// <param name="EasyRead">The same in short sentences.</param>
public sealed record ProposalRequest(
    [property: JsonRequired] string Id,
    [property: JsonRequired, JsonConverter(typeof(TextOrTexts))] ImmutableSortedDictionary<string, string> Title,
    [property: JsonRequired] long Ask,
    long? Minimum,
    string? Pot,
    string? Group,
    [property: JsonConverter(typeof(TextOrTexts))] ImmutableSortedDictionary<string, string>? Summary,
    [property: JsonConverter(typeof(TextOrTexts))] ImmutableSortedDictionary<string, string>? EasyRead,
    string? Area,
    string? Theme,
    string? Stall,
    string? Picture);

/// <summary>A day that was created.</summary>
/// <param name="Day">Its id.</param>
/// <param name="Site">The address residents open.</param>
/// <param name="Origin">The name of its log, which salts the derivation of its cards.</param>
/// <param name="Phase">Where it stands.</param>
public sealed record CreatedDay(string Day, string Site, string Origin, string Phase)
{
    /// <summary>Proposals whose titles look the same: perhaps one proposal twice, perhaps one that poses as another. Take one off where it is.</summary>
    public ImmutableArray<AlikeProposals> Alike { get; init; } = [];
}

/// <summary>Two proposals whose titles look the same.</summary>
/// <param name="Proposal">The later one's id.</param>
/// <param name="Other">The earlier one's id.</param>
/// <param name="Title">The later one's title.</param>
public sealed record AlikeProposals(string Proposal, string Other, string Title);

/// <summary>Registers a batch of cards by their numbers alone.</summary>
/// <param name="Batch">The batch's id, 1 to 32 of <c>[a-z0-9-]</c>.</param>
/// <param name="Cards">The cards' numbers A, base64.</param>
/// <param name="Log">The log that accepts the cards, which was announced; the main log where it is left out.</param>
/// <param name="SecondToken">Needed once the day is open. On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record BatchRequest(
    [property: JsonRequired] string Batch, [property: JsonRequired] ImmutableArray<string> Cards, string? Log = null, string? SecondToken = null);

/// <summary>Ends a batch whose printing failed.</summary>
/// <param name="Batch">The batch's id.</param>
/// <param name="SecondToken">Needed once the day is open. On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record SpoiltBatchRequest([property: JsonRequired] string Batch, string? SecondToken = null);

/// <summary>Gives a pot a new total.</summary>
/// <param name="Pot">The pot's id.</param>
/// <param name="Amount">The new total in minor units, 0 or more.</param>
/// <param name="Source"><c>sponsor</c>, <c>council</c>, <c>carried</c> or <c>other</c>.</param>
/// <param name="Reason"><c>added</c>, <c>withdrawn</c> or <c>corrected</c>.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record PotTotalRequest(
    [property: JsonRequired] string Pot, [property: JsonRequired] long Amount, [property: JsonRequired] string Source,
    [property: JsonRequired] string Reason, string? SecondToken = null);

/// <summary>Withdraws a proposal, or restores it.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Reason"><c>withdrawn</c>, <c>ineligible</c>, <c>merged</c> or <c>restored</c>.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
/// <param name="Consent">Whether the group's signed consent is held; needed once a day has opened that shows standings or bands.</param>
public sealed record WithdrawalRequest(
    [property: JsonRequired] string Proposal, [property: JsonRequired] string Reason, string? SecondToken = null, bool Consent = false);

/// <summary>Announces another log of the day.</summary>
/// <param name="Log">Its name, 1 to 32 of <c>[a-z0-9-]</c>, not <c>main</c>.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record LogRequest([property: JsonRequired] string Log, string? SecondToken = null);

/// <summary>Joins another log of a closed day.</summary>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record JoinRequest(string? SecondToken = null);

/// <summary>Leaves another log of a closed day out, for good.</summary>
/// <param name="Reason"><c>lost</c>, <c>damaged</c> or <c>refused</c>.</param>
/// <param name="Surrendered">How many surrendered cards are in its envelope; none where it is left out.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record MissingLogRequest([property: JsonRequired] string Reason, int? Surrendered, string? SecondToken = null);

/// <summary>Makes a batch usable.</summary>
public sealed record ActivationRequest([property: JsonRequired] string Batch);

/// <summary>Asks for a pairing code.</summary>
/// <param name="Role"><c>door</c>, <c>screen</c>, <c>kiosk</c> or <c>paper</c>.</param>
/// <param name="Name">What people will call the station.</param>
/// <param name="Venue">The venue it stands in.</param>
public sealed record StationRequest([property: JsonRequired] string Role, [property: JsonRequired] string Name, [property: JsonRequired] string Venue);

/// <summary>A one-use pairing code.</summary>
/// <param name="Code">16 symbols.</param>
/// <param name="ValidUntil">When it lapses.</param>
/// <param name="Link">What the QR shows: open it on the device to pair.</param>
public sealed record StationCode(string Code, DateTimeOffset ValidUntil, string Link);

/// <summary>Takes a day a step on.</summary>
/// <param name="To"><c>published</c>, <c>open</c>, <c>paused</c>, <c>closed</c>, <c>counted</c>, <c>declared</c>, <c>ratified</c>, <c>archived</c>, <c>postponed</c> or <c>void</c>.</param>
/// <param name="Reason">Why, for a pause, postponing or voiding.</param>
/// <param name="SecondToken">Needed for opening, closing, declaring and voiding. On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
/// <param name="OnDate">Today's date at the day's place, <c>yyyy-MM-dd</c>, to open a day that counts on another date than its own.</param>
/// <param name="WithoutWitness">To open a day that counts though it names no witness.</param>
public sealed record TransitionRequest([property: JsonRequired] string To, string? Reason, string? SecondToken, string? OnDate, bool? WithoutWitness = null);

/// <summary>Where a day stands.</summary>
/// <param name="Phase">Its phase.</param>
/// <param name="RulesHash">SHA-256 of the frozen rules, base64; empty before publishing.</param>
/// <param name="PaperHash">SHA-256 of the frozen paper, base64; empty before publishing.</param>
/// <param name="ResultHash">SHA-256 of the result, base64; empty before counting.</param>
/// <param name="Mix"><c>none</c>, <c>awaits-dice</c>, <c>awaits-proof</c> or <c>proved</c>: a counted day that awaits them cannot be declared.</param>
public sealed record DayState(string Phase, string RulesHash, string PaperHash, string ResultHash, string Mix)
{
    /// <summary>
    /// While the day is <c>checking</c>, when it closes by itself: votes can still be opened and checked until then. A restart of the service
    /// begins the time anew. Left out at any other time.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ClosesAt { get; init; }
}

/// <summary>Ends a card.</summary>
/// <param name="Card">The short number on its outside.</param>
/// <param name="Reason"><c>lost</c>, <c>found</c> or <c>unused</c>.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record VoidRequest([property: JsonRequired] string Card, [property: JsonRequired] string Reason, string? SecondToken = null);

/// <summary>Enters a paper ballot; the same number again corrects it.</summary>
/// <param name="Batch">The paper batch's name, 1 to 32 of <c>[a-z0-9-]</c>.</param>
/// <param name="Number">The slip's number in its batch, 1 to 9999999.</param>
/// <param name="Ballot">The canonical ballot.</param>
/// <param name="SecondToken">Needed to correct another ballot of this number. On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record PaperRequest(
    [property: JsonRequired] string Batch, [property: JsonRequired] int Number, [property: JsonRequired] string Ballot, string? SecondToken = null);

/// <summary>Writes a batch of paper slips into the log, which two people typed in on the count team's page.</summary>
/// <param name="Batch">The batch's name, 1 to 32 of <c>[a-z0-9-]</c>.</param>
/// <param name="Pile">How many slips were counted by hand, 0 to 1000; refused where the pile was counted otherwise.</param>
/// <param name="SecondToken">Needed where a slip stands otherwise in the log. On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record PaperBatchRequest([property: JsonRequired] string Batch, [property: JsonRequired] int Pile, string? SecondToken = null);

/// <summary>Enters the dice. The same digits again change nothing; others are refused for ever.</summary>
/// <param name="Digits">Eight digits in the order in which the dice were read out.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record DiceRequest([property: JsonRequired] string Digits, string? SecondToken = null);

/// <summary>Adds people to the register: all or none.</summary>
public sealed record RegisterRequest([property: JsonRequired] ImmutableArray<LineRequest> Lines);

/// <summary>A person to add.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Detail">What tells people of one name apart.</param>
/// <param name="Line">The line's id; made where it is left out.</param>
/// <param name="Pass">The code of the person's pass, if there is one.</param>
/// <param name="SomebodyElse">Whether this is somebody else than a person whose name and detail look the same; false where it is left out.</param>
public sealed record LineRequest([property: JsonRequired] string Name, string? Detail, string? Line, string? Pass, bool SomebodyElse = false);

/// <summary>How many people were added.</summary>
/// <param name="Added">People who are new on the register.</param>
/// <param name="Same">People who stood there already, word for word.</param>
public sealed record AddedLines(int Added, int Same);

/// <summary>Closes a day's ballot account, after the close and before the count.</summary>
/// <param name="Venues">A line for each of the day's venues, counted by hand.</param>
/// <param name="KeptBack">Printed cards that went to no venue.</param>
/// <param name="Explanations">Why numbers do not agree, where they do not; public on the statement, so no names. May be left out.</param>
public sealed record AccountRequest(
    [property: JsonRequired] ImmutableArray<VenueCountRequest> Venues, [property: JsonRequired] long KeptBack, ImmutableArray<ExplanationRequest>? Explanations);

/// <summary>A venue's table after the close, all counts.</summary>
/// <param name="Venue">The venue's id.</param>
/// <param name="Received">Cards it was given.</param>
/// <param name="Unused">Cards it gave back unused.</param>
/// <param name="Destroyed">Cards that were spoiled or destroyed there.</param>
/// <param name="Slips">Paper ballots in its box.</param>
public sealed record VenueCountRequest(
    [property: JsonRequired] string Venue, [property: JsonRequired] long Received, [property: JsonRequired] long Unused,
    [property: JsonRequired] long Destroyed, [property: JsonRequired] long Slips);

/// <summary>Why two numbers do not agree.</summary>
/// <param name="Check"><c>venue</c>, <c>printed</c>, <c>handed-out</c>, <c>unreturned</c>, <c>slips</c> or <c>papers</c>, as the refusal names them.</param>
/// <param name="Text">1 to 500 characters.</param>
/// <param name="Venue">The venue's id for <c>venue</c>; otherwise left out.</param>
public sealed record ExplanationRequest([property: JsonRequired] string Check, [property: JsonRequired] string Text, string? Venue);

/// <summary>Two numbers of an account that do not agree, and that nothing explains.</summary>
/// <param name="Check">What they are.</param>
/// <param name="Venue">The venue's id; empty where it is not one venue's.</param>
/// <param name="Log">What the log says.</param>
/// <param name="Hand">What was counted by hand.</param>
/// <param name="Sentence">The same as a sentence.</param>
public sealed record UnexplainedLine(string Check, string Venue, long Log, long Hand, string Sentence);

/// <summary>How the organisers' messages are read and written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CreateDayRequest))]
[JsonSerializable(typeof(CreatedDay))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(LogRequest))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(MissingLogRequest))]
[JsonSerializable(typeof(SharesRequest))]
[JsonSerializable(typeof(ShareRequest))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(SharesMade))]
[JsonSerializable(typeof(KeyRestored))]
[JsonSerializable(typeof(SpoiltBatchRequest))]
[JsonSerializable(typeof(PotTotalRequest))]
[JsonSerializable(typeof(WithdrawalRequest))]
[JsonSerializable(typeof(ActivationRequest))]
[JsonSerializable(typeof(StationRequest))]
[JsonSerializable(typeof(StationCode))]
[JsonSerializable(typeof(TransitionRequest))]
[JsonSerializable(typeof(DayState))]
[JsonSerializable(typeof(VoidRequest))]
[JsonSerializable(typeof(PaperRequest))]
[JsonSerializable(typeof(PaperBatchRequest))]
[JsonSerializable(typeof(DiceRequest))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(AddedLines))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(UnexplainedLine[]))]
internal sealed partial class OrganiserJson : JsonSerializerContext;
