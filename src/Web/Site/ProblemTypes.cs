using System.Collections.Immutable;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Every kind of refusal under <c>/api</c>. What is refused names one of these, so that <c>/problems</c>,
/// <c>docs/problems.md</c> and the answers cannot drift apart.
/// </summary>
public static class ProblemTypes
{
    private const string Everywhere = "Everywhere", Reading = "Reading a day", Voting = "Voting",
        Doors = "Doors and stations",
        Organising = "Organising a day";

    private static readonly List<ProblemType> Listed = [];

    private static readonly ProblemMember Place = new(
        "at", "string", "the place in the body, such as `$.pots[0].amount`; left out where no place can be named");

    public static readonly ProblemType Malformed = Add(Everywhere, "malformed", 400,
        "The request cannot be read: its body is not the JSON asked for, a member is unknown, missing or given "
        + "twice. Mend it before you send "
        + "it again.", Place);

    public static readonly ProblemType OtherName = Add(Everywhere, "other-name", 400,
        "The service does not answer to the host name that was asked. Ask by the name that stands on the day's "
        + "cards.");

    public static readonly ProblemType NotSignedIn = Add(Everywhere, "not-signed-in", 401,
        "Nobody is signed in. Send `Authorization: Bearer TOKEN`, or pair the station again.");

    public static readonly ProblemType NotAllowed = Add(Everywhere, "not-allowed", 403,
        "Whoever is signed in may not do this: a station asked for another day, or for what another role does.");

    public static readonly ProblemType NoSuchAddress = Add(Everywhere, "no-such-address", 404,
        "Nothing is at this address.");

    public static readonly ProblemType WrongMethod = Add(Everywhere, "wrong-method", 405,
        "The address takes other methods; the header `Allow` names them.");

    public static readonly ProblemType NotAcceptable = Add(Everywhere, "not-acceptable", 406,
        "`Accept` leaves out what this address answers. Nothing was done. Ask for one of `offered`, or leave "
        + "`Accept` out.",
        new ProblemMember("offered", "array of strings", "the media types that this address answers"));

    public static readonly ProblemType TooSlow = Add(Everywhere, "too-slow", 408,
        "The body came too slowly and was not read. Nothing was done. Send it again.");

    public static readonly ProblemType ChangedSince = Add(Everywhere, "changed-since", 412,
        "The file is another than the one whose entity tag `If-Match` names. Ask for it anew.");

    public static readonly ProblemType TooLarge = Add(Everywhere, "too-large", 413,
        "The body is too large: more than 16 KiB at a phone or a door, more than 30 MB elsewhere. Send less.");

    public static readonly ProblemType NotJson = Add(Everywhere, "not-json", 415,
        "The body is not sent as `application/json`.");

    public static readonly ProblemType EncodedBody = Add(Everywhere, "encoded-body", 415,
        "The body has a `Content-Encoding`, such as gzip. Send it as it is.");

    public static readonly ProblemType Failed = Add(Everywhere, "failed", 500,
        "The service has a fault, and has noted it. Whether anything was done is not known; sending the same "
        + "request again does nothing twice.");

    public static readonly ProblemType TryAgain = Add(Everywhere, "try-again", 503,
        "Whether it was done is not known, or it is too much at once. Send the same request again, unchanged, after "
        + "`Retry-After` seconds.");

    public static readonly ProblemType NoSuchDay = Add(Reading, "no-such-day", 404,
        "No day has this id, or it is not published yet and not yours.");

    public static readonly ProblemType NoSuchFile = Add(Reading, "no-such-file", 404,
        "The log has no such checkpoint, tile or bundle, or not yet: only what a signed checkpoint covers can be "
        + "read.");

    public static readonly ProblemType NotAHash = Add(Reading, "not-a-hash", 400,
        "The address holds no SHA-256 hash: 43 characters of base64url, or 44 of base64.");

    public static readonly ProblemType NoSuchPart = Add(Reading, "no-such-part", 416,
        "`Range` asks for bytes behind the end of the file; `Content-Range` says how long it is.");

    public static readonly ProblemType CardRefused = Add(Voting, "card-refused", 403,
        "The card cannot be used: it was not handed out, was ended, belongs to another day, or its proof is wrong. "
        + "Which, is not said.");

    public static readonly ProblemType VersionUsed = Add(Voting, "version-used", 409,
        "The card's version was used by another attempt, and that one stands. Ask `cards` for the next version.",
        new ProblemMember("index", "integer", "the log entry that used the version"));

    public static readonly ProblemType LosesVote = Add(Voting, "loses-vote", 409,
        "No vote could follow: the challenge has version 6 or 7, or casting has ended. Nothing was opened. Send it "
        + "with `losesVote` if the vote is to be given up.");

    public static readonly ProblemType InvalidBallot = Add(Voting, "invalid-ballot", 422,
        "The ballot breaks a rule of the day and was not cast. The version is not used.",
        new ProblemMember("rule", "string",
            "the broken rule: `wrong-form`, `unknown-project`, `too-many`, `too-few`, `mark-too-high`, "
            + "`wrong-total`, `too-little-spread`, `over-the-pot`, or `malformed` for a text that is no canonical "
            + "ballot"));

    public static readonly ProblemType NotOpen = Add(Voting, "not-open", 423,
        "The day does not take votes now. Nothing was cast.",
        new ProblemMember("over", "boolean", "`true` where voting is over for good; left out where it may go on"));

    public static readonly ProblemType GroupsSpeaking = Add(Voting, "groups-speaking", 423,
        "The day takes votes once its last group has spoken. Nothing was cast, and nothing of the card is used: send the same "
        + "request again when the day says `votingBegan`.");

    public static readonly ProblemType PairingRefused = Add(Doors, "pairing-refused", 403,
        "The pairing code was used, is older than 15 minutes, or is unknown. Ask for a new one.");

    public static readonly ProblemType CallMalformed = Add(Doors, "call-malformed", 422,
        "A station calls with one of the reasons `help`, `queue`, `cards`, `broken`, `person` and `decision`, while its day is not over.");

    public static readonly ProblemType CallTooOften = Add(Doors, "call-too-often", 409,
        "The station called three times within the minute. Nothing was sent; wait a minute.");

    public static readonly ProblemType CheckInMalformed = Add(Doors, "check-in-malformed", 422,
        "A check-in has exactly one of `card`, `pass` or `line`, the last two on a day with a register alone.");

    public static readonly ProblemType CardNumberUnreadable = Add(Doors, "card-number-unreadable", 422,
        "This is no short number of a card: thirteen symbols of which the last checks the others.");

    public static readonly ProblemType ExchangeMalformed = Add(Doors, "exchange-malformed", 422,
        "An exchange has the card's number in `card` and what its inside gives in `inside`, each 32 bytes in base64. "
        + "The number outside the card, or its strip, is not enough.");

    public static readonly ProblemType NobodyAdded = Add(Doors, "nobody-added", 422,
        "Doors of this day add nobody: it has no register, no question that a door asks first, or its voting is over.");

    public static readonly ProblemType NotEntitled = Add(Doors, "not-entitled", 422,
        "Nobody was added. The person has to say yes to the day's question first.");

    public static readonly ProblemType UndoMalformed = Add(Doors, "undo-malformed", 422,
        "Undoing has exactly one of `card` (cards only) or `line` (a day with a register). A lost card has `strip` and another card in `card`.");

    public static readonly ProblemType SettlementMalformed = Add(Doors, "settlement-malformed", 422,
        "A settlement has `marks`, at most 100, on a day with a register; else `id` and `cards`, with those settled before no more than the door's own pile has held.");

    public static readonly ProblemType RehearsalsOnly = Add(Organising, "rehearsals-only", 403,
        "This token acts on rehearsal days alone.");

    public static readonly ProblemType SecondPersonNeeded = Add(Organising, "second-person-needed", 403,
        "What is asked for takes two people. On a day that counts, another approver opens `approve` on a session of their own and agrees; then the same request is "
        + "sent again, within ten minutes. On a rehearsal another organiser's token in `secondToken` plays the second person, and `approve` works too.",
        new ProblemMember("approve", "string", "the page on which the other approver agrees; left out where a `secondToken` was sent that is nobody's"),
        new ProblemMember("until", "string", "when the request ends by itself, RFC 3339"));

    public static readonly ProblemType TokenNotForThis = Add(Organising, "token-not-for-this", 403,
        "The token was made for another day or for other steps. An organiser makes one for this on the console's page *Programs*.");

    public static readonly ProblemType TokenNeverApproves = Add(Organising, "token-never-approves", 403,
        "A token agrees to nothing that counts. Leave `secondToken` out: the refusal then says where the other approver agrees.");

    public static readonly ProblemType NotConfirmed = Add(Organising, "not-confirmed", 403,
        "The organiser of this token was not confirmed yet, and may change drafts and rehearsals alone.");

    public static readonly ProblemType NotApprover = Add(Organising, "not-approver", 403,
        "One of the two is not among the approvers that were fixed when the day was published.");

    public static readonly ProblemType TooFewApprovers = Add(Organising, "too-few-approvers", 409,
        "Publishing a day that counts takes two confirmed organisers, who can then approve its steps.");

    public static readonly ProblemType Unknown = Add(Organising, "unknown", 404,
        "The day has no such station, batch, card or proposal.");

    public static readonly ProblemType DayExists = Add(Organising, "day-exists", 409,
        "Another day has this id, or this one was made with other settings or proposals. Choose another id.");

    public static readonly ProblemType WrongPhase = Add(Organising, "wrong-phase", 409,
        "The day is not in a phase that allows this.");

    public static readonly ProblemType CardsNeeded = Add(Organising, "cards-needed", 409,
        "Register at least one batch of cards first.");

    public static readonly ProblemType KeysNotKept = Add(Organising, "keys-not-kept", 409,
        "Three people have to keep a share of the openings key and read it back first, on the console or at `/shares`.");

    public static readonly ProblemType SharesNeeded = Add(Organising, "shares-needed", 409,
        "Two holders have to bring their shares of the openings key, on the console or at `/shares`.");

    public static readonly ProblemType WrongShare = Add(Organising, "wrong-share", 409,
        "A share of the openings key cannot be read or is wrong.");

    public static readonly ProblemType OtherDate = Add(Organising, "other-date", 409,
        "Today is not the day's own date. Send today's date in `onDate` to open it all the same.");

    public static readonly ProblemType WitnessNeeded = Add(Organising, "witness-needed", 409,
        "The day names nobody outside who countersigns its log. Send `withoutWitness` to open it all the same; everyone is told so for ever.");

    public static readonly ProblemType OwnAddress = Add(Organising, "own-address", 409,
        "Phones would not find the day's address. Set `Site:Address`, then make the day again.");

    public static readonly ProblemType ChangeNotAllowed = Add(Organising, "change-not-allowed", 409,
        "The frozen rules allow no such change of money or withdrawal, or not any more. `detail` says which.");

    public static readonly ProblemType ConsentNeeded = Add(Organising, "consent-needed", 409,
        "The day has opened and shows standings. Send `consent` once you hold the group's signed consent.");

    public static readonly ProblemType CardHasCast = Add(Organising, "card-has-cast", 409,
        "A card that has voted cannot be voided, neither as lost or found nor, after the close, as unused. Most likely its number was mistyped.");

    public static readonly ProblemType TooManyPapers = Add(Organising, "too-many-papers", 409,
        "That would be more paper ballots than cards handed in for one.");

    public static readonly ProblemType AccountNeeded = Add(Organising, "account-needed", 409,
        "Close the ballot account first.");

    public static readonly ProblemType DiceNeeded = Add(Organising, "dice-needed", 409, "Enter the eight dice first.");

    public static readonly ProblemType OtherDice = Add(Organising, "other-dice", 409,
        "Other digits are in the log, and stay.");

    public static readonly ProblemType ValidationNeeded = Add(Organising, "validation-needed", 409,
        "A second organiser has to confirm the signed statement first, on the console.");

    public static readonly ProblemType Invalid = Add(Organising, "invalid", 422,
        "A value is wrong or missing, or is at odds with another; `detail` says which and why.");

    public static readonly ProblemType PhaseUnknown = Add(Organising, "phase-unknown", 422,
        "`to` is no phase of a day.");

    public static readonly ProblemType ReasonNeeded = Add(Organising, "reason-needed", 422,
        "Say why in `reason`; everyone will see it.");

    public static readonly ProblemType StationInvalid = Add(Organising, "station-invalid", 422,
        "A station has a role (`door`, `kiosk`, `paper` or `screen`), a name of 1 to 40 characters and one of the day's venues. A door's name is no other "
        + "standing door's. A day that counts pairs them once it is published. After the close only screens and paper desks are paired.");

    public static readonly ProblemType VoidInvalid = Add(Organising, "void-invalid", 422,
        "A card is voided by its short number, with the reason `lost`, `found` or `unused`.");

    public static readonly ProblemType MissingLogInvalid = Add(Organising, "missing-log-invalid", 422,
        "A log is left out with the reason `lost`, `damaged` or `refused`, and 0 to 9999999 surrendered cards.");

    public static readonly ProblemType RegisterInvalid = Add(Organising, "register-invalid", 422,
        "A person cannot be added; nobody was. `detail` says why.",
        new ProblemMember("at", "string", "the person's place in the body, such as `$.lines[3]`"));

    public static readonly ProblemType AccountUnexplained = Add(Organising, "account-unexplained", 422,
        "Numbers of the account do not agree, and no explanation says why. Count again, or explain them.",
        new ProblemMember("unexplained", "array of objects",
            "for each: `check`, `venue`, `log` (what the log says), `hand` (what was counted) and `sentence`"));

    public static readonly ProblemType Working = Add(Organising, "working", 503,
        "The day is working on its count. Nothing was done; ask again after `Retry-After` seconds.");

    /// <summary>All types, in the order of the page.</summary>
    public static ImmutableArray<ProblemType> All { get; } = [.. Listed];

    /// <summary>The type for an answer that has a status alone.</summary>
    public static ProblemType Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => NotSignedIn,
        StatusCodes.Status403Forbidden => NotAllowed,
        StatusCodes.Status404NotFound => NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed => WrongMethod,
        StatusCodes.Status408RequestTimeout => TooSlow,
        StatusCodes.Status412PreconditionFailed => ChangedSince,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => NotJson,
        StatusCodes.Status416RangeNotSatisfiable => NoSuchPart,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => TryAgain,
        >= StatusCodes.Status500InternalServerError => Failed,
        _ => Malformed,
    };

    private static ProblemType Add(string area, string name, int status, string meaning,
        params ProblemMember[] members)
    {
        var type = new ProblemType(area, name, status, meaning) { Members = [.. members] };
        Listed.Add(type);
        return type;
    }
}
