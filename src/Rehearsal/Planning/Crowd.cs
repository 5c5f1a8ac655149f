using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>Who comes, in which order, and what befalls whom: fixed shares, dealt out by the seed. Each share is at least one voter.</summary>
internal static class Crowd
{
    public const int RetryPercent = 5;
    public const int DoublePercent = 3;
    public const int ReplacementPercent = 5;
    public const int ChallengePercent = 3;
    public const int KioskChallengePercent = 1;
    public const int RivalPercent = 1;
    public const int ScannedTwicePercent = 3;
    public const int LostCardPercent = 1;
    public const int LatePercent = 10;
    public const int AtClosePercent = 1;
    public const int KioskPercent = 10;
    public const int PaperPercent = 5;

    /// <summary>The voters, in the order in which they arrive.</summary>
    /// <param name="ballots">The ballots of the file, at least one.</param>
    /// <param name="voters">How many come; fewer than there are ballots are a sample, more begin the file again. Null for one a ballot.</param>
    /// <param name="seed">The same seed gives the same crowd.</param>
    public static ImmutableArray<Voter> Of(ImmutableArray<Ballot> ballots, int? voters, int seed)
    {
        var random = new Random(seed);
        Ballot[] order = [.. ballots];
        random.Shuffle(order);
        int count = voters ?? order.Length;
        int[] shuffled = [.. Enumerable.Range(0, count)];
        random.Shuffle(shuffled);
        // Of one or two, nobody is alone with a kiosk or on paper.
        int onPaper = count < 3 ? 0 : Share(PaperPercent), atKiosks = count < 3 ? 0 : Share(KioskPercent);
        HashSet<int> papers = [.. shuffled[..onPaper]], kiosks = [.. shuffled[onPaper..(onPaper + atKiosks)]];
        int[] everyone = [.. Enumerable.Range(0, count)], casting = [.. everyone.Where(i => !papers.Contains(i))], phones = [.. casting.Where(i => !kiosks.Contains(i))];
        HashSet<int> retried = Some(RetryPercent, casting), doubled = Some(DoublePercent, casting), rivalled = Some(RivalPercent, casting);
        HashSet<int> scannedTwice = Some(ScannedTwicePercent, everyone), lost = Some(LostCardPercent, everyone), late = Some(LatePercent, everyone);
        HashSet<int> replaced = Some(ReplacementPercent, phones), challenging = Some(ChallengePercent, phones), atClose = Some(AtClosePercent, phones);
        challenging.UnionWith(Some(KioskChallengePercent, [.. kiosks.Order()]));
        return [.. Enumerable.Range(0, count).Select(i => new Voter(order[i % order.Length])
        {
            Way = papers.Contains(i) ? Way.Paper : kiosks.Contains(i) ? Way.Kiosk : Way.Phone,
            FirstThought = replaced.Contains(i) ? Another(order[i % order.Length]) : null,
            Challenges = challenging.Contains(i),
            Repeat = retried.Contains(i) ? Repeat.AfterReceipt : doubled.Contains(i) ? Repeat.AtOnce : Repeat.Never,
            HasRival = rivalled.Contains(i),
            IsScannedTwice = scannedTwice.Contains(i),
            LosesCard = lost.Contains(i),
            ComesLate = late.Contains(i),
            CastsAtClose = atClose.Contains(i),
        })];

        int Share(int percent) => Math.Max(1, (int)((long)count * percent / 100));

        HashSet<int> Some(int percent, int[] whom)
        {
            random.Shuffle(whom);
            return [.. whom.Take(Share(percent))];
        }

        Ballot Another(Ballot own) => order[random.Next(order.Length)] is var other && !other.Equals(own) ? other : Ballot.Blank;
    }
}
