using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A phone on which one voter after another votes.</summary>
internal sealed class Phone(Caller caller, string day, BallotsSent sent, Latencies latencies, Differences differences, TimeProvider time)
{
    private const int Created = 201, Refused = 403, VersionUsed = 409, NotOpen = 423;
    private readonly string path = $"/api/days/{day}/ballots";
    private readonly string challenges = $"/api/days/{day}/challenges";
    private readonly string surrenders = $"/api/days/{day}/surrenders";

    /// <summary>Votes as the voter did, with what befalls them.</summary>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyList<CastMade>> VoteAsync(Holder holder, CancellationToken cancellationToken)
    {
        Voter voter = holder.Voter;
        if (holder.Lost is { } lost)
            await TryLostCardAsync(lost, voter.Ballot, cancellationToken);
        var made = new List<CastMade>();
        if (voter.Way == Way.Paper)
        {
            await SurrenderAsync(holder, cancellationToken);
            return made;
        }
        if (holder.TakenIn is null)
            sent.Add();
        foreach (Ballot ballot in voter.FirstThought is { } first ? [first, voter.Ballot] : (Ballot[])[voter.Ballot])
            if (await CastAsync(holder.Card, voter.Way == Way.Kiosk ? CardProof.LastCast : made.Count + 1, ballot, voter.Repeat, cancellationToken) is { } cast)
                made.Add(cast);
            else
                return made;
        if (voter is { Challenges: true, Way: Way.Phone })
        {
            made[^1] = await ChallengeAsync(holder.Card, made[^1], cancellationToken);
            if (await CastAsync(holder.Card, made[^1].Version + 2, voter.Ballot, voter.Repeat, cancellationToken) is { } again)
                made.Add(again);
        }
        if (voter.HasRival)
            await TryUsedVersionAsync(holder.Card, made[^1], cancellationToken);
        return made;
    }

    /// <summary>Casts the voter's ballot in one version after another until the day is closed, or the card is ended.</summary>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyList<CastMade>> CastOnAsync(Holder holder, CancellationToken cancellationToken)
    {
        var made = new List<CastMade>();
        for (int version = holder.Voter.Versions + 1; version <= CardProof.LastCast; version++)
        {
            Digest random = Digest.Random();
            Answer answer = await SendAsync(Attempted(holder.Card, version, holder.Voter.Ballot, random), cancellationToken);
            if (answer.Status == NotOpen || Read(answer, holder.Card, version, holder.Voter.Ballot, random) is not { } cast)
                break;
            made.Add(cast);
        }
        return made;
    }

    /// <summary>Tries to cast on a day that is not open.</summary>
    public async Task TryTooEarlyAsync(Holder holder, CancellationToken cancellationToken)
    {
        Answer answer = await SendAsync(Attempted(holder.Card, CardProof.First, holder.Voter.Ballot, Digest.Random()), cancellationToken);
        if (answer.Status != NotOpen)
            differences.Add($"A cast before the opening was answered by {answer.Sentence} and not by {NotOpen}.");
    }

    private async Task<CastMade?> CastAsync(Card card, int version, Ballot ballot, Repeat repeat, CancellationToken cancellationToken)
    {
        Digest random = Digest.Random();
        Cast cast = Attempted(card, version, ballot, random);
        Task<Answer> first = SendAsync(cast, cancellationToken);
        Answer? second = repeat switch
        {
            Repeat.AtOnce => await SendAsync(cast, cancellationToken),
            Repeat.AfterReceipt when await first is { IsGood: true } => await SendAsync(cast, cancellationToken),
            Repeat.AfterReceipt or Repeat.Never => null,
        };
        CastMade? made = Read(await first, card, version, ballot, random);
        if (made is not null && second is { } again && again.TryRead(Json.Default.CastAnswer)?.Receipt != made.Receipt.Print())
            differences.Add($"The same attempt asked for again was answered by {again.Sentence} and not by the receipt of entry {made.Receipt.Index}.");
        return made;
    }

    private CastMade? Read(Answer answer, Card card, int version, Ballot ballot, Digest random)
    {
        if (answer.Status != Created || answer.TryRead(Json.Default.CastAnswer) is not { } words || !Receipt.TryParse(words.Receipt, out Receipt? receipt))
        {
            differences.Add($"A cast of version {version} was answered by {answer.Sentence} and not by a receipt.");
            return null;
        }
        if (words.Index != receipt!.Index || words.LeafHash != receipt.LeafHash.ToString())
            differences.Add($"The answer to a cast names entry {words.Index}, but its receipt is for entry {receipt.Index}.");
        return new CastMade(card.Number, version, ballot, random, receipt);
    }

    /// <summary>Has a cast opened, and compares: it is the ballot that was sent, and it was in the entry that the receipt speaks of. After a kiosk's cast the card has no vote left, which has to be said.</summary>
    public async Task<CastMade> ChallengeAsync(Card card, CastMade cast, CancellationToken cancellationToken)
    {
        int version = cast.Version + 1;
        var challenge = new Challenge(card.Number.ToString(), version, card.Proof(version).ToString(), cast.Random.ToString());
        if (version == CardProof.Last)
        {
            Answer warned = await caller.PostAsync(challenges, challenge, Json.Default.Challenge, cancellationToken);
            if (warned.IsGood)
                differences.Add("A challenge that loses the vote was not asked whether it is meant so.");
            challenge = challenge with { LosesVote = true };
        }
        sent.AddChallenge();
        Answer answer = await caller.PostAsync(challenges, challenge, Json.Default.Challenge, cancellationToken);
        if (answer.Status != Created || answer.TryRead(Json.Default.ChallengeAnswer) is not { } words || !Receipt.TryParse(words.Receipt, out Receipt? receipt))
        {
            differences.Add($"A challenge of version {version} was answered by {answer.Sentence} and not by an opening.");
            return cast;
        }
        if (words.Ballot != cast.Ballot.Canonical || !Digest.TryParse(words.Nonce, out Digest nonce)
            || new CastEntry(card.Number, cast.Version, card.Proof(cast.Version), BallotSeal.Of(nonce.ToBytes(), Encoding.ASCII.GetBytes(words.Ballot))).LeafHash() != cast.Receipt.LeafHash)
            differences.Add($"Entry {cast.Receipt.Index} was opened, and does not seal the ballot that was sent.");
        Answer again = await caller.PostAsync(challenges, challenge, Json.Default.Challenge, cancellationToken);
        if (again.TryRead(Json.Default.ChallengeAnswer) != words)
            differences.Add($"The same challenge asked for again was answered by {again.Sentence} and not as entry {words.Index} was.");
        return cast with { Challenge = receipt };
    }

    /// <summary>Hands the card in for a slip of paper. Asked for again it gets the same receipt, and the card casts no more.</summary>
    private async Task SurrenderAsync(Holder holder, CancellationToken cancellationToken)
    {
        Card card = holder.Card;
        var surrender = new Surrender(card.Number.ToString(), CardProof.Last, card.Proof(CardProof.Last).ToString(), Digest.Random().ToString());
        Answer answer = await caller.PostAsync(surrenders, surrender, Json.Default.Surrender, cancellationToken);
        if (!answer.IsGood || answer.TryRead(Json.Default.SurrenderAnswer) is not { } words || !Receipt.TryParse(words.Receipt, out Receipt? receipt))
        {
            differences.Add($"Handing a card in was answered by {answer.Sentence} and not by a receipt.");
            return;
        }
        Answer again = await caller.PostAsync(surrenders, surrender, Json.Default.Surrender, cancellationToken);
        if (again.TryRead(Json.Default.SurrenderAnswer)?.Receipt != words.Receipt)
            differences.Add($"The same surrender asked for again was answered by {again.Sentence} and not by the receipt of entry {receipt!.Index}.");
        Answer late = await SendAsync(Attempted(card, CardProof.First, holder.Voter.Ballot, Digest.Random()), cancellationToken);
        if (late.IsGood)
            differences.Add("A card that was handed in could still cast.");
        holder.HandIn(receipt!);
    }

    /// <summary>Whoever finds a lost card can do nothing with it.</summary>
    private async Task TryLostCardAsync(Card lost, Ballot ballot, CancellationToken cancellationToken)
    {
        Answer answer = await SendAsync(Attempted(lost, CardProof.First, ballot, Digest.Random()), cancellationToken);
        if (answer.Status != Refused)
            differences.Add($"A cast with a lost card was answered by {answer.Sentence} and not by {Refused}.");
    }

    /// <summary>Another attempt for a used version changes nothing and learns which entry used it.</summary>
    private async Task TryUsedVersionAsync(Card card, CastMade made, CancellationToken cancellationToken)
    {
        Answer answer = await SendAsync(Attempted(card, made.Version, Ballot.Blank, Digest.Random()), cancellationToken);
        if (answer.Status != VersionUsed || answer.TryRead(Json.Default.UsedVersion)?.Index != made.Receipt.Index)
            differences.Add($"Another attempt for a used version was answered by {answer.Sentence} and not by {VersionUsed} with entry {made.Receipt.Index}.");
    }

    private static Cast Attempted(Card card, int version, Ballot ballot, Digest random) => new(
        card.Number.ToString(), version, card.Proof(version).ToString(), ballot.Canonical, Attempt.Of(random.ToBytes()).ToString());

    private async Task<Answer> SendAsync(Cast cast, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        Answer answer = await caller.PostAsync(path, cast, Json.Default.Cast, cancellationToken);
        if (answer.IsGood)
            latencies.Add(time.GetElapsedTime(start));
        return answer;
    }
}
