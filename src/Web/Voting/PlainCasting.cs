using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Receipts;

namespace PbDecisionDay.Web.Voting;

/// <summary>
/// Casts for a browser without script: the one path on which the service sees a card's secret. It derives the proof of version 6, the last
/// that casts, casts, and keeps nothing. What the vote can be opened with, version 7's proof and the attempt's bytes, goes back into the
/// answer's page alone. Source: docs/formats/verify.md, card-versions and challenges.
/// </summary>
public sealed class PlainCasting(IGrainFactory grains)
{
    /// <summary>Casts what the form holds.</summary>
    /// <param name="day">The day.</param>
    /// <param name="code">The code as typed.</param>
    /// <param name="filled">What was chosen.</param>
    /// <param name="nonce">Thirty-two random bytes, base64, drawn with the form: the same form sent again gets the same receipt.</param>
    /// <param name="words">The words to refuse in.</param>
    /// <param name="cancellationToken">Honoured before the durable write.</param>
    public async Task<PlainOutcome> CastAsync(
        PublicDay day, string? code, PlainBallot filled, string? nonce, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(filled);
        ArgumentNullException.ThrowIfNull(words);
        // A form is no kiosk's: it carries no cookie's right.
        if (!day.View.VotingBegan && !VoteModel.IsOverIn(day.View.Phase)) return Refused(CastRefusal.HeldBack(day.View, words));
        if (!CardSecret.TryRead(code, out var secret, out var wrong))
            return Refuse(words, PlainProblem.Code, $"Card.Error.{wrong}", (code ?? "").Count(char.IsLetterOrDigit));
        var (ballot, unread, unreadProject) = filled.Read(day, words);
        if (ballot is null) return new PlainOutcome(null, new PlainProblem(StatusCodes.Status422UnprocessableEntity, words["Plain.NotSent"], unread!, FieldOf(unreadProject)));
        if (filled.Blank == (ballot.Kind != BallotKind.Blank))
            return Refuse(words, PlainProblem.Choices, filled.Blank ? "Plain.BlankAndChosen" : "Plain.NothingChosen");
        if (day.Rules.Form.Check(ballot, day.Paper) is { } broken)
            return new PlainOutcome(null, new PlainProblem(StatusCodes.Status422UnprocessableEntity, words["Problem.invalid-ballot.Title"], BallotWords.Sentence(broken, day, words), FieldOf(broken.Project)));

        var card = secret!.Derive(day.View.Origin);
        var random = Digest.TryParse(nonce, out var drawn) ? drawn : Digest.Random();
        var command = new CastBallot(
            card.Number.ToString(), CardProof.LastCast, card.Proof(CardProof.LastCast).ToString(), ballot.Canonical, Attempt.Of(random.ToBytes()).ToString());
        var result = await grains.AskOfCardAsync(
            day.Id, command.Card, box => box.CastAsync(command, cancellationToken), answer => answer.Status == CastStatus.AnotherLog, cancellationToken);
        if (result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore)
            return new PlainOutcome(ReceiptOf(result), null)
            {
                WasSentBefore = result.Status == CastStatus.AcceptedBefore,
                Challenge = new PlainChallenge(command.Card, card.Proof(CardProof.Last).ToString(), random.ToString()),
            };
        var refusal = result.Status == CastStatus.NotOpen ? CastRefusal.NotOpen(day.View, words) : CastRefusal.Of(result, words);
        var field = result.Status switch
        {
            CastStatus.CardRefused or CastStatus.AnotherLog or CastStatus.AnotherAttempt => PlainProblem.Code,
            CastStatus.InvalidBallot => PlainProblem.Choices,
            _ => null,
        };
        return Refused(refusal, field);

        string FieldOf(string? project) => day.Paper.Find(project ?? "") is { } listed ? PlainBallot.IdOf(listed, day.Paper) : PlainProblem.Choices;
    }

    /// <summary>Opens a vote that was cast here, for whoever gives it up.</summary>
    /// <param name="day">The day.</param>
    /// <param name="challenge">What the answer's page held.</param>
    /// <param name="words">The words to refuse in.</param>
    /// <param name="cancellationToken">Honoured before the durable write.</param>
    internal async Task<(ChallengeResult? Opened, PlainProblem? Problem)> OpenAsync(
        PublicDay day, PlainChallenge challenge, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken)
    {
        var command = new ChallengeCard(challenge.Card, CardProof.Last, challenge.Proof, challenge.Random) { LosesVote = true };
        var result = await grains.AskOfCardAsync(
            day.Id, command.Card, box => box.ChallengeAsync(command, cancellationToken), answer => answer.Status == CastStatus.AnotherLog, cancellationToken);
        if (result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore) return (result, null);
        var refusal = ChallengeEndpoint.Refusal(result, words).ProblemDetails;
        return (null, new PlainProblem(refusal.Status!.Value, refusal.Title!, refusal.Detail!));
    }

    // The page's link to the check is made of the receipt's parts.
    private static Receipt ReceiptOf(CastResult accepted) =>
        Receipt.TryParse(accepted.Receipt, out var receipt) ? receipt : throw new InvalidOperationException("An accepted cast came without a receipt.");

    private static PlainOutcome Refused(ProblemHttpResult refusal, string? field = null) =>
        new(null, new PlainProblem(refusal.ProblemDetails.Status!.Value, refusal.ProblemDetails.Title!, refusal.ProblemDetails.Detail!, field));

    private static PlainOutcome Refuse(IStringLocalizer words, string field, string sentence, params object[] values) =>
        new(null, new PlainProblem(StatusCodes.Status422UnprocessableEntity, words["Plain.NotSent"], words[sentence, values], field));
}

/// <summary>What casting without script came to: one of the two.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Problem">Why not.</param>
public sealed record PlainOutcome(Receipt? Receipt, PlainProblem? Problem)
{
    /// <summary>
    /// Whether the form had been sent before, so that the receipt is of what it held then. The same is said whatever it holds now: an
    /// answer that depended on the ballot would tell a buyer what was cast.
    /// </summary>
    public bool WasSentBefore { get; init; }

    /// <summary>What the vote can be opened with.</summary>
    public PlainChallenge? Challenge { get; init; }
}

/// <summary>Why nothing was cast, in the reader's language.</summary>
/// <param name="Status">The HTTP status of the page.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Detail">What to do.</param>
/// <param name="Field">The id of what has to be mended on the page; <c>null</c> where nothing there has.</param>
public sealed record PlainProblem(int Status, string Title, string Detail, string? Field = null)
{
    /// <summary>The field of the card's code.</summary>
    public const string Code = "code";

    /// <summary>The heading of the choices.</summary>
    public const string Choices = "choices";

    /// <summary>The box to tick before a vote is opened.</summary>
    public const string Sure = "sure";
}
