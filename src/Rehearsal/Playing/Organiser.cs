using System.Text.Json;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Planning;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>The organiser of one day, at the organisers' API.</summary>
/// <param name="caller">Carries the organiser's token.</param>
/// <param name="day">The day's id.</param>
/// <param name="secondToken">The second person's token.</param>
internal sealed class Organiser(Caller caller, string day, string secondToken)
{
    private const int Forbidden = 403;
    private const int Conflict = 409;
    private const int Working = 202;

    /// <summary>The day's address in the API.</summary>
    public string Path { get; } = $"/api/days/{day}";

    /// <summary>Asks whether a service is there.</summary>
    /// <exception cref="UnusableException">Nobody answers, or something that is no such service.</exception>
    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        Answer answer = await caller.TryGetAsync("/api/days", cancellationToken);
        if (!answer.IsGood)
            throw new UnusableException($"There is no decision-day service at this address: GET /api/days was answered by {answer.Sentence}");
    }

    /// <summary>Creates the day as a rehearsal, checked in by cards alone.</summary>
    /// <returns>The name of its log.</returns>
    public async Task<string> CreateAsync(PlannedDay plan, bool talks, CancellationToken cancellationToken)
    {
        using JsonDocument rules = JsonDocument.Parse(plan.Rules.Text);
        var request = new NewDay(
            day, plan.Paper.Day, Rehearsal: true, "cards-only", plan.Paper.Currency,
            [.. plan.Paper.Pots.Select(pot => new NewPot(pot.Id, pot.Title, pot.Amount))],
            plan.Rules.Languages, [new NewVenue(PlannedDay.Venue, "The hall")], rules.RootElement,
            [.. plan.Paper.Proposals.Select(proposal => new NewProposal(proposal.Id, proposal.Title, proposal.Ask, proposal.Minimum, proposal.Pot, plan.AreaOf(proposal)))],
            talks ? "last-group" : null);
        Answer answer = await caller.PostAsync("/api/days", request, Json.Default.NewDay, cancellationToken);
        if (answer.Status == 401)
            throw new UnusableException("The service does not know the organiser's token. Tokens are new after each start with an empty data folder: read them again.");
        return answer.Read(Json.Default.CreatedDay, "Creating the day").Origin;
    }

    /// <summary>Registers cards by their numbers alone.</summary>
    public async Task AddBatchAsync(string batch, Manifest numbers, CancellationToken cancellationToken) =>
        Require(await caller.PostAsync($"{Path}/batches", BatchOf(batch, numbers, null), Json.Default.NewBatch, cancellationToken), $"Registering the batch {batch}");

    /// <summary>Registers cards while the day is open, which takes two.</summary>
    /// <exception cref="RefusedException">It was refused, or the service let one person do it alone.</exception>
    public Task AddLateBatchAsync(string batch, Manifest numbers, CancellationToken cancellationToken) => TogetherAsync(
        $"Registering the batch {batch} while people vote",
        second => caller.PostAsync($"{Path}/batches", BatchOf(batch, numbers, second), Json.Default.NewBatch, cancellationToken));

    /// <summary>A sponsor adds money to a pot, which two write down.</summary>
    /// <exception cref="RefusedException">It was refused, or the service let one person do it alone.</exception>
    public Task AddMoneyAsync(string pot, long total, CancellationToken cancellationToken) => TogetherAsync(
        "Adding money to a pot",
        second => caller.PostAsync($"{Path}/pots", new NewTotal(pot, total, "sponsor", "added", second), Json.Default.NewTotal, cancellationToken));

    /// <summary>Once the day has opened, no money moves: the standings are on the screens.</summary>
    /// <exception cref="RefusedException">It was taken.</exception>
    public async Task TryMoneyTooLateAsync(string pot, long total, CancellationToken cancellationToken)
    {
        Answer answer = await caller.PostAsync($"{Path}/pots", new NewTotal(pot, total, "sponsor", "added", secondToken), Json.Default.NewTotal, cancellationToken);
        if (answer.Status != Conflict)
            throw new RefusedException($"Money was added to a pot while everybody could see the standings, and that was answered by {answer.Sentence}");
    }

    /// <summary>A group withdraws its project with its signed consent, which two write down.</summary>
    /// <exception cref="RefusedException">It was refused, or the service let one person do it alone.</exception>
    public Task WithdrawAsync(string project, CancellationToken cancellationToken) => TogetherAsync(
        "Withdrawing a project",
        second => caller.PostAsync($"{Path}/withdrawals", new Withdrawal(project, "withdrawn", Consent: true, second), Json.Default.Withdrawal, cancellationToken));

    /// <summary>Takes the day a step on.</summary>
    public async Task<DayState> StepAsync(string to, CancellationToken cancellationToken) =>
        (await UntilEndedAsync(() => caller.PostAsync($"{Path}/transitions", new Step(to, null, null), Json.Default.Step, cancellationToken), cancellationToken))
        .Read(Json.Default.DayState, $"The step to {to}");

    /// <summary>Takes the day a step on to which the second person agrees.</summary>
    /// <exception cref="RefusedException">It was refused, or the service let one person do it alone.</exception>
    public async Task<DayState> StepTogetherAsync(string to, CancellationToken cancellationToken)
    {
        Answer alone = await caller.PostAsync($"{Path}/transitions", new Step(to, null, null), Json.Default.Step, cancellationToken);
        if (alone.Status != Forbidden)
            throw new RefusedException($"One person alone asked for the step to {to}, which takes two, and was answered by {alone.Sentence}");
        return (await UntilEndedAsync(() => caller.PostAsync($"{Path}/transitions", new Step(to, null, secondToken), Json.Default.Step, cancellationToken), cancellationToken))
            .Read(Json.Default.DayState, $"The step to {to}");
    }

    /// <summary>Lets everybody vote: the last group has spoken.</summary>
    public async Task BeginVotingAsync(CancellationToken cancellationToken) =>
        Require(await caller.PostAsync($"{Path}/voting", cancellationToken), "Letting everybody vote");

    /// <summary>Enters the dice of a day that was mixed, which cannot be declared without.</summary>
    /// <exception cref="RefusedException">They were refused, other dice were not refused, or the day could be declared before them.</exception>
    public async Task RollAsync(string digits, string others, CancellationToken cancellationToken)
    {
        Answer early = await caller.PostAsync($"{Path}/transitions", new Step("declared", null, secondToken), Json.Default.Step, cancellationToken);
        if (early.Status != Conflict)
            throw new RefusedException($"The day was to be declared before the dice were rolled, and that was answered by {early.Sentence}");
        Require(await EnterAsync(digits), "Entering the dice");
        Require(await EnterAsync(digits), "Entering the same dice again");
        if (await EnterAsync(others) is { Status: not Conflict } other)
            throw new RefusedException($"Other dice were entered after the first, and that was answered by {other.Sentence}");

        Task<Answer> EnterAsync(string read) =>
            UntilEndedAsync(() => caller.PostAsync($"{Path}/dice", new DiceRolled(read, secondToken), Json.Default.DiceRolled, cancellationToken), cancellationToken);
    }

    /// <summary>Gets the one-use code by which a station is paired.</summary>
    /// <param name="role"><c>door</c>, <c>kiosk</c> or <c>paper</c>.</param>
    public async Task<string> OfferAsync(string role, string name, CancellationToken cancellationToken) =>
        (await caller.PostAsync($"{Path}/stations", new NewStation(role, name, PlannedDay.Venue), Json.Default.NewStation, cancellationToken))
        .Read(Json.Default.StationCode, $"Pairing {name}").Code;

    /// <summary>Ends a lost card.</summary>
    public async Task VoidAsync(Card card, CancellationToken cancellationToken) =>
        Require(await caller.PostAsync($"{Path}/voids", new EndedCard(card.ShortNumber, "lost", secondToken), Json.Default.EndedCard, cancellationToken), "Ending a lost card");

    /// <summary>Writes a batch of slips into the log, which two have typed alike or a third has settled. The same again changes nothing.</summary>
    public async Task FinishPapersAsync(string batch, int pile, CancellationToken cancellationToken)
    {
        Require(await TryFinishPapersAsync(batch, pile, cancellationToken), "Writing a batch of slips into the log");
        Require(await TryFinishPapersAsync(batch, pile, cancellationToken), "Writing the same batch of slips into the log again");
    }

    /// <summary>Asks for the same, whatever is answered.</summary>
    public Task<Answer> TryFinishPapersAsync(string batch, int pile, CancellationToken cancellationToken) =>
        caller.PostAsync($"{Path}/paper-batches", new FinishedBatch(batch, pile), Json.Default.FinishedBatch, cancellationToken);

    /// <summary>Reads the published day.</summary>
    public async Task<DayDocument> ReadAsync(CancellationToken cancellationToken) =>
        (await caller.GetAsync(Path, cancellationToken)).Read(Json.Default.DayDocument, "Reading the day");

    /// <summary>Asks again for what the service is still working on; it has waited two seconds itself before it says so.</summary>
    private static async Task<Answer> UntilEndedAsync(Func<Task<Answer>> ask, CancellationToken cancellationToken)
    {
        Answer answer;
        while ((answer = await ask()).Status == Working)
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return answer;
    }

    private static NewBatch BatchOf(string batch, Manifest numbers, string? second) => new(batch, [.. numbers.Numbers.Select(number => number.ToString())], second);

    /// <summary>Alone it is refused; with the second person it is done, and the same again changes nothing.</summary>
    private async Task TogetherAsync(string doing, Func<string?, Task<Answer>> ask)
    {
        Answer alone = await ask(null);
        if (alone.Status != Forbidden)
            throw new RefusedException($"{doing} takes two, and one person alone was answered by {alone.Sentence}");
        Require(await ask(secondToken), doing);
        Require(await ask(secondToken), $"{doing}, sent again,");
    }

    private static void Require(Answer answer, string doing)
    {
        if (!answer.IsGood)
            throw new RefusedException($"{doing} was answered by {answer.Sentence}");
    }
}
