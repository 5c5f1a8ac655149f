namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A paired door: a volunteer's device with the cookie of its station.</summary>
internal sealed class Door : IDisposable
{
    private const int Connections = 8;
    private readonly Caller caller;
    private readonly string path, exchanges;
    private readonly Latencies latencies;
    private readonly TimeProvider time;

    private Door(Caller caller, string day, Latencies latencies, TimeProvider time) =>
        (this.caller, path, exchanges, this.latencies, this.time) = (caller, $"/api/days/{day}/checkins", $"/api/days/{day}/exchanges", latencies, time);

    public long Retries => caller.Retries;

    /// <summary>Pairs a new device with a one-use code.</summary>
    public static async Task<Door> PairAsync(
        Uri site, string day, string code, TimeSpan patience, Latencies latencies, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = new Caller(site, patience, Connections, token: null, time);
        Answer answer = await caller.PostAsync("/api/stations/pair", new Pairing(code, day), Json.Default.Pairing, cancellationToken);
        if (!answer.IsGood)
            throw new RefusedException($"Pairing a door was answered by {answer.Sentence}");
        return new Door(caller, day, latencies, time);
    }

    /// <summary>Scans a card's outside.</summary>
    /// <returns>The service's word for it, or what it answered instead.</returns>
    public async Task<Scan> ScanAsync(Card card, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        Answer answer = await caller.PostAsync(path, new CheckIn(card.ShortNumber), Json.Default.CheckIn, cancellationToken);
        latencies.Add(time.GetElapsedTime(start));
        return new Scan(answer.IsGood && answer.TryRead(Json.Default.CheckInReply) is { } reply ? reply.Status : answer.Sentence, answer.Tries);
    }

    /// <summary>Takes in a card that a challenge left no vote, by its inside.</summary>
    /// <returns>The service's word for it, or what it answered instead.</returns>
    public async Task<Taken> ExchangeAsync(Card card, CancellationToken cancellationToken)
    {
        Answer answer = await caller.PostAsync(exchanges, new Exchange(card.Number.ToString(), card.Inside.ToString()), Json.Default.Exchange, cancellationToken);
        return new Taken(answer.IsGood && answer.TryRead(Json.Default.ExchangeReply) is { } reply ? reply.Status : answer.Sentence, answer.Tries);
    }

    public void Dispose() => caller.Dispose();
}

/// <summary>What a scan came to.</summary>
/// <param name="Status"><c>issued</c>, <c>replaced</c>, <c>already-issued</c>, <c>ended</c> and so on, or a refusal's sentence.</param>
/// <param name="Tries">How often it was asked.</param>
internal readonly record struct Scan(string Status, int Tries)
{
    /// <summary>Whether the card is handed out by this scan, as expected: after an answer that was lost, the next try finds it handed out already.</summary>
    /// <param name="expected"><c>issued</c>, or <c>replaced</c> for one that takes the place of a lost card.</param>
    public bool HandsOut(string expected) => Status == expected || (Tries > 1 && Status == "already-issued");
}

/// <summary>What taking a card in came to.</summary>
/// <param name="Status"><c>exchanged</c>, <c>already-exchanged</c> and so on, or a refusal's sentence.</param>
/// <param name="Tries">How often it was asked.</param>
internal readonly record struct Taken(string Status, int Tries)
{
    /// <summary>Whether this took the card in: after an answer that was lost, the next try finds it taken in already.</summary>
    public bool IsFirst => Status == "exchanged" || (Tries > 1 && Status == "already-exchanged");
}
