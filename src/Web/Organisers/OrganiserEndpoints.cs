using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;
using Messages = PbDecisionDay.Web.Organisers.OrganiserJson;

namespace PbDecisionDay.Web.Organisers;

/// <summary>The organisers' API, for programs with a token from the console.</summary>
public static class OrganiserEndpoints
{
    // As long as a person takes an answer for prompt; what takes longer is asked for again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const string RetryAfterSeconds = "1";

    /// <summary>Maps the API.</summary>
    public static void MapOrganisers(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/days").RequireAuthorization(OrganiserAccess.ApiPolicy).WithTags("Organisers")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(422).ProducesProblem(503);
        api.MapPost("", CreateAsync).WithName("CreateDay").Accepts<CreateDayRequest>("application/json").WithSummary("Create a day with its rules and proposals").ProducesProblem(409);

        var day = api.MapGroup("/{day:day}").AddEndpointFilter<OrganisersDay>().ProducesProblem(404).ProducesProblem(409);
        day.MapPost("/batches", AddBatchAsync).For(TokenStep.Cards).WithName("AddBatch").Accepts<BatchRequest>("application/json").WithSummary("Register a batch of cards made elsewhere, by their numbers");
        day.MapLogs();
        day.MapShares();
        day.MapPost("/spoilt-batches", SpoilBatchAsync).For(TokenStep.Cards).WithName("SpoilBatch").Accepts<SpoiltBatchRequest>("application/json").WithSummary("End a batch whose printing failed, before any of its cards is usable");
        day.MapPost("/pots", ChangePotAsync).For(TokenStep.Changes).WithName("ChangePot").Accepts<PotTotalRequest>("application/json").WithSummary("Give a pot a new total, where the frozen rules allow it");
        day.MapPost("/withdrawals", WithdrawAsync).For(TokenStep.Changes).WithName("WithdrawProposal").Accepts<WithdrawalRequest>("application/json").WithSummary("Withdraw a proposal or restore it, where the frozen rules allow it");
        day.MapPost("/activations", ActivateAsync).For(TokenStep.Cards).WithName("ActivateBatch").Accepts<ActivationRequest>("application/json").WithSummary("Make a batch usable (a day with a register)");
        day.MapPost("/stations", OfferStationAsync).For(TokenStep.Stations).WithName("OfferStation").Accepts<StationRequest>("application/json").WithSummary("Get a one-use pairing code for a station");
        day.MapPost("/transitions", TransitionAsync).For(TokenStep.Steps).WithName("TakeStep").Accepts<TransitionRequest>("application/json").WithSummary("Take the day a step on")
            .WithDescription("Counting may take longer than an answer. After two seconds it is answered by 202 and Retry-After, and goes on: send the same request again until it is answered otherwise.");
        day.MapBeginning();
        day.MapPost("/account", AccountEndpoint.CloseAsync).For(TokenStep.Count).WithName("CloseAccount").Accepts<AccountRequest>("application/json").WithSummary("Close the ballot account, before the count");
        day.MapPost("/voids", VoidAsync).For(TokenStep.Cards).WithName("VoidCard").Accepts<VoidRequest>("application/json").WithSummary("End a lost, found or unused card");
        day.MapPost("/papers", EnterPaperBallotAsync).For(TokenStep.Count).WithName("EnterPaperBallot").Accepts<PaperRequest>("application/json").WithSummary("Enter a paper ballot of a closed day, or correct it under its number");
        day.MapPost("/paper-batches", FinishPaperBatchAsync).For(TokenStep.Count).WithName("FinishPaperBatch").Accepts<PaperBatchRequest>("application/json").WithSummary("Write a batch of paper slips into the log, once each slip of its pile is agreed");
        day.MapPost("/dice", RecordDiceAsync).For(TokenStep.Count).WithName("RecordDice").Accepts<DiceRequest>("application/json").WithSummary("Enter the eight dice that were rolled in public after the count")
            .WithDescription("The proof of the mix may take longer than an answer. After two seconds it is answered by 202 and Retry-After, and goes on: send the same request again until it is answered otherwise.");
        day.MapPost("/register", RegisterAsync).For(TokenStep.Register).WithName("AddToRegister").Accepts<RegisterRequest>("application/json").WithSummary("Add people to the register");
    }

    private static async Task<Results<Created<CreatedDay>, ProblemHttpResult>> CreateAsync(
        HttpContext context, ClaimsPrincipal user, DayCreation creation, DayReader days, TimeProvider time,
        IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.CreateDayRequest, words);
        if (request is null) return refusal!;
        if (!user.MayActOn(request.Rehearsal)) return words.Refuse(ProblemTypes.RehearsalsOnly);
        if (!user.TokenIsFor(TokenStep.Create, request.Day)) return words.Refuse(ProblemTypes.TokenNotForThis);
        if (RulesSpelling.Unknown(request.Rules, "$.rules") is { } place) return Malformed(words, place);
        if (!NewDay.TryRead(request, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), out var settings, out var problem))
            return new DayOutcome(DayRefusal.Invalid, problem!).Problem(words);

        var command = new CreateDay(SiteAddress.Of(context), request.Rehearsal, settings!, user.OrganiserId());
        var made = await creation.CreateAsync(request.Day, command, NewDay.Proposals(request), cancellationToken);
        if (made.Outcome.Refusal != DayRefusal.None) return made.Outcome.Problem(words);
        var view = (await days.GetAsync(request.Day, cancellationToken))!;
        return TypedResults.Created($"/api/days/{view.Day}", new CreatedDay(view.Day, view.Site, view.Origin, Words.Of(view.Phase))
        {
            Alike = [.. made.Alike.Select(pair => new AlikeProposals(pair.Proposal, pair.Other, pair.Title))],
        });
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddBatchAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.BatchRequest, words);
        if (request is null) return refusal!;
        var batch = new AddBatch(request.Batch, request.Cards, MadeByService: false) { Log = request.Log ?? BoxKey.MainLog };
        var step = StepToApprove.Of(ApprovedStep.AddBatch, batch.Batch, batch.Log, Exactly(batch.Cards.Length), RootOf(batch.Cards));
        return await AnswerAsync(two.CarryOutAsync(
            context, day, step, request.SecondToken, second => Day(grains, day).AddBatchAsync(batch, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SpoilBatchAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.SpoiltBatchRequest, words);
        if (request is null) return refusal!;
        return await AnswerAsync(two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.SpoilBatch, request.Batch), request.SecondToken,
            second => Day(grains, day).SpoilBatchAsync(request.Batch, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePotAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, DayReader days, IStringLocalizer<OrganiserWords> words,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.PotTotalRequest, words);
        if (request is null) return refusal!;
        if (!Words.TryRead<PotSource>(request.Source, out var source)) return OneOf<PotSource>("source", words);
        if (!Words.TryRead<PotReason>(request.Reason, out var reason)) return OneOf<PotReason>("reason", words);
        var command = new ChangePotTotal(request.Pot, request.Amount, source, reason);
        var step = StepToApprove.Of(ApprovedStep.ChangePot, command.Pot, Exactly(command.Amount), Words.Of(source), Words.Of(reason));
        var answer = await AnswerAsync(two.CarryOutAsync(
            context, day, step, request.SecondToken, second => Day(grains, day).ChangePotAsync(command, user.OrganiserId(), second, cancellationToken), words), words);
        days.Forget(day);
        return answer;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, DayReader days, IStringLocalizer<OrganiserWords> words,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.WithdrawalRequest, words);
        if (request is null) return refusal!;
        if (!Words.TryRead<WithdrawReason>(request.Reason, out var reason)) return OneOf<WithdrawReason>("reason", words);
        var command = new WithdrawFromPaper(request.Proposal, reason, request.Consent);
        var step = StepToApprove.Of(ApprovedStep.WithdrawProposal, command.Proposal, Words.Of(reason), command.Consent ? "consent" : "");
        var answer = await AnswerAsync(two.CarryOutAsync(
            context, day, step, request.SecondToken, second => Day(grains, day).WithdrawProposalAsync(command, user.OrganiserId(), second, cancellationToken), words), words);
        days.Forget(day);
        return answer;
    }

    private static ProblemHttpResult OneOf<T>(string member, IStringLocalizer words)
        where T : struct, Enum => new DayOutcome(DayRefusal.Invalid, $"{member} is one of {Words.All<T>()}.").Problem(words);

    private static string Exactly(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The root of a manifest of these numbers; empty where they are none, and the batch is refused for it.</summary>
    private static string RootOf(ImmutableArray<string> cards)
    {
        var numbers = new HashSet<Digest>();
        return cards.All(card => Digest.TryParse(card, out var number) && numbers.Add(number)) ? Manifest.Of(numbers).Root.ToString() : "";
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ActivateAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.ActivationRequest, words);
        if (request is null) return refusal!;
        return Answer(await Day(grains, day).ActivateBatchAsync(request.Batch, user.OrganiserId(), cancellationToken), words);
    }

    private static async Task<Results<Created<StationCode>, ProblemHttpResult>> OfferStationAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.StationRequest, words);
        if (request is null) return refusal!;
        if (!Words.TryRead<StationRole>(request.Role, out var role)) return words.Refuse(ProblemTypes.StationInvalid);
        var offer = await Day(grains, day).OfferPairingAsync(new OfferPairing(role, request.Name, request.Venue, user.OrganiserId()), cancellationToken);
        return offer is null
            ? words.Refuse(ProblemTypes.StationInvalid)
            : TypedResults.Created((string?)null, new StationCode(offer.Code, offer.ValidUntil, $"{SiteAddress.Of(context)}/pair/{day}#{offer.Code}"));
    }

    private static async Task<Results<Ok<DayState>, Accepted<DayState>, ProblemHttpResult>> TransitionAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, DayReader days, IStringLocalizer<OrganiserWords> words,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.TransitionRequest, words);
        if (request is null) return refusal!;
        if (!Words.TryRead<DayPhase>(request.To, out var to)) return words.Refuse(ProblemTypes.PhaseUnknown);
        var step = new Transition(to, request.Reason ?? "", user.OrganiserId(), "") { OnDate = request.OnDate ?? "", WithoutWitness = request.WithoutWitness is true };
        if (to == DayPhase.Published && await days.GetAsync(day, cancellationToken) is { } draft) step = await step.AsReadAsync(grains, draft, cancellationToken);
        var (outcome, needed) = await two.CarryOutAsync(
            context, day, StepsToApprove.Of(step), request.SecondToken,
            second => LongSteps.UntilEndedAsync(() => Day(grains, day).TransitionAsync(step with { SecondBy = second }, cancellationToken), Patience, cancellationToken), words);
        if (needed is not null) return needed;
        // Counting has begun and goes on; any other step has not, and is refused while the day works.
        var counting = outcome.Refusal == DayRefusal.Working && to == DayPhase.Counted;
        if (outcome.Refusal != DayRefusal.None && !counting) return outcome.Problem(words);
        days.Forget(day);
        var view = (await days.GetAsync(day, cancellationToken))!;
        var state = new DayState(Words.Of(view.Phase), view.RulesHash, view.PaperHash, view.ResultHash, Words.Of(view.Mix)) { ClosesAt = view.ClosesAt };
        if (outcome.Refusal == DayRefusal.None) return TypedResults.Ok(state);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted((string?)null, state);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> VoidAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.VoidRequest, words);
        if (request is null) return refusal!;
        if (!ShortNumber.TryRead(request.Card, out var card, out _) || !Words.TryRead<VoidReason>(request.Reason, out var reason)) return words.Refuse(ProblemTypes.VoidInvalid);
        return await AnswerAsync(two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.VoidCard, card!.ToString(), Words.Of(reason)), request.SecondToken,
            second => Day(grains, day).VoidCardAsync(new VoidCard(card.Symbols, reason), user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EnterPaperBallotAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.PaperRequest, words);
        if (request is null) return refusal!;
        var command = new EnterPaperBallot(request.Batch, request.Number, request.Ballot);
        return await AnswerAsync(two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.CorrectPaper, command.Batch, Exactly(command.Number), command.Ballot), request.SecondToken,
            second => Day(grains, day).EnterPaperBallotAsync(command, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FinishPaperBatchAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.PaperBatchRequest, words);
        if (request is null) return refusal!;
        var counting = grains.GetGrain<IPaperCountGrain>(day);
        var opened = (await counting.ListAsync(user.OrganiserId(), cancellationToken)).FirstOrDefault(batch => batch.Batch == request.Batch)?.Opened ?? 0;
        return await AnswerAsync(two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.CorrectPapers, request.Batch, Exactly(opened), Exactly(request.Pile)), request.SecondToken,
            second => counting.FinishAsync(request.Batch, request.Pile, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, Accepted, ProblemHttpResult>> RecordDiceAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.DiceRequest, words);
        if (request is null) return refusal!;
        var (outcome, needed) = await two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.EnterDice, request.Digits), request.SecondToken,
            second => LongSteps.UntilEndedAsync(() => Day(grains, day).RecordDiceAsync(request.Digits, user.OrganiserId(), second, cancellationToken), Patience, cancellationToken), words);
        if (needed is not null) return needed;
        if (outcome.Refusal == DayRefusal.None) return TypedResults.NoContent();
        if (outcome.Refusal != DayRefusal.Working) return outcome.Problem(words);
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<AddedLines>, ProblemHttpResult>> RegisterAsync(
        string day, HttpContext context, IGrainFactory grains, DayReader days, IStringLocalizer<OrganiserWords> words,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, Messages.Default.RegisterRequest, words);
        if (request is null) return refusal!;
        var view = (await days.GetAsync(day, cancellationToken))!;
        if (!StepRules.TakesPeople(view.Phase, view.Settings.CheckIn))
            return new DayOutcome(DayRefusal.WrongPhase, "People are added only to a day with a register, and only until its voting closes.").Problem(words);
        var result = await grains.GetGrain<IRegisterGrain>(day).AddAsync(
            [.. request.Lines.Select(line => new NewLine(line.Line ?? "", line.Name, line.Detail ?? "", line.Pass ?? "") { IsSomebodyElse = line.SomebodyElse })],
            cancellationToken);
        if (result is { ProblemAt: < 0, Problem.Length: > 0 }) return words.Refuse(ProblemTypes.TryAgain);
        return result.ProblemAt < 0
            ? TypedResults.Ok(new AddedLines(result.Added, result.Same))
            : words.Refuse(ProblemTypes.RegisterInvalid, new Dictionary<string, object?> { ["at"] = $"$.lines[{result.ProblemAt}]" }, result.ProblemAt + 1, result.Problem);
    }

    private static IDecisionDayGrain Day(IGrainFactory grains, string day) => grains.GetGrain<IDecisionDayGrain>(day);

    /// <summary>The answer to a step that two people agree to.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> AnswerAsync(
        Task<(DayOutcome Outcome, ProblemHttpResult? Refusal)> carriedOut, IStringLocalizer words) =>
        await carriedOut is { Refusal: { } refusal } ? refusal : Answer((await carriedOut).Outcome, words);

    internal static Results<NoContent, ProblemHttpResult> Answer(DayOutcome outcome, IStringLocalizer words) =>
        outcome.Refusal == DayRefusal.None ? TypedResults.NoContent() : outcome.Problem(words);

    /// <summary>Reads a body of the size a batch needs; what is wrong with it is said by its place.</summary>
    internal static async Task<(T? Value, ProblemHttpResult? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, IStringLocalizer words)
        where T : class
    {
        if (!context.Request.HasJsonContentType()) return (null, words.Refuse(ProblemTypes.NotJson));
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
            if (JsonText.Problem(bytes.Span) is { } problem) return (null, Malformed(words, problem));
            return JsonSerializer.Deserialize(bytes.Span, type) is { } value
                ? (value, null)
                : (null, Malformed(words, "$"));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, words.Refuse(ProblemTypes.TooLarge));
        }
        catch (JsonException exception)
        {
            // A member that stands twice deep inside is told by the reader of the whole only as somewhere in there.
            return (null, Malformed(words, JsonText.Twice(body.GetBuffer().AsSpan(0, (int)body.Length)) ?? exception.Path ?? "$"));
        }
    }

    private static ProblemHttpResult Malformed(IStringLocalizer words, string place) =>
        words.Refuse(ProblemTypes.Malformed, new Dictionary<string, object?> { ["at"] = place }, place);
}
