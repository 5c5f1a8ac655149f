using PbDecisionDay.Rehearsal.Checking;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A paired kiosk, at which one voter after another sits down. It asks what kiosks ask: whether it still is one, and what a card can do.</summary>
internal sealed class Kiosk : IDisposable
{
    private const int Connections = 4;
    private readonly Caller caller;
    private readonly Phone votes;
    private readonly Differences differences;
    private readonly string name, day;

    private Kiosk(Caller caller, Phone votes, Differences differences, string name, string day) =>
        (this.caller, this.votes, this.differences, this.name, this.day) = (caller, votes, differences, name, day);

    public long Retries => caller.Retries;

    /// <summary>Pairs a new device with a one-use code, and opens its page.</summary>
    public static async Task<Kiosk> PairAsync(
        Uri site, string day, string name, string code, Func<Caller, Phone> voting, Differences differences, TimeSpan patience, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var caller = new Caller(site, patience, Connections, token: null, time);
        if (!(await caller.GetAsync("/kiosk", cancellationToken)).IsGood || (await caller.GetAsync($"/api/days/{day}/kiosk", cancellationToken)).IsGood)
            differences.Add("A device that was not paired was taken for a kiosk, or the page that says so was not there.");
        Answer paired = await caller.PostAsync("/api/stations/pair", new Pairing(code, day), Json.Default.Pairing, cancellationToken);
        if (!paired.IsGood)
            throw new RefusedException($"Pairing a kiosk was answered by {paired.Sentence}");
        Answer page = await caller.GetAsync("/kiosk", cancellationToken);
        if (!page.IsGood || !page.Text.Contains($"data-day=\"{day}\"", StringComparison.Ordinal))
            differences.Add($"The page of {name} was answered by {page.Sentence} and does not begin on its day.");
        return new(caller, voting(caller), differences, name, day);
    }

    /// <summary>Lets a voter vote.</summary>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyList<CastMade>> VoteAsync(Holder holder, CancellationToken cancellationToken)
    {
        Answer answer = await caller.GetAsync($"/api/days/{day}/kiosk", cancellationToken);
        if (answer.TryRead(Json.Default.KioskAnswer) is not { } told || told.Name != name || told.Phase != "open")
            differences.Add($"{name} asked whether it still is a kiosk, and was answered by {answer.Sentence}.");
        await ExpectAsync(holder.Card, "fresh", cancellationToken);
        IReadOnlyList<CastMade> made = await votes.VoteAsync(holder, cancellationToken);
        // What was cast with the last version cannot be changed by whoever finds the card.
        await ExpectAsync(holder.Card, "spent", cancellationToken);
        if (!holder.Voter.Challenges || holder.TakenIn is not null || made is not [.., var last])
            return made;
        CastMade opened = await votes.ChallengeAsync(holder.Card, last, cancellationToken);
        await ExpectAsync(holder.Card, "to-exchange", cancellationToken);
        return [.. made.SkipLast(1), opened];
    }

    public void Dispose() => caller.Dispose();

    private async Task ExpectAsync(Card card, string state, CancellationToken cancellationToken)
    {
        Answer answer = await caller.PostAsync($"/api/days/{day}/cards", new AskedCard(card.Number.ToString()), Json.Default.AskedCard, cancellationToken);
        string said = answer.TryRead(Json.Default.CardAnswer)?.State ?? answer.Sentence;
        if (said != state)
            differences.Add($"A card at {name} was said to be '{said}' and not '{state}'.");
    }
}
