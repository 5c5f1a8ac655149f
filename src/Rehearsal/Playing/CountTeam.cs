using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>
/// Three people at three paper desks: two type each slip at the same time and misread some, and the third settles what they read differently, one slip by
/// its photograph.
/// </summary>
internal sealed class CountTeam : IDisposable
{
    private const int MisreadEvery = 3;
    private readonly PaperDesk first, second, third;
    private readonly Organiser organiser;
    private readonly Differences differences;

    private CountTeam(PaperDesk[] desks, Organiser organiser, Differences differences) =>
        ((first, second, third), this.organiser, this.differences) = ((desks[0], desks[1], desks[2]), organiser, differences);

    /// <summary>Slips that two people read differently.</summary>
    public int Settled { get; private set; }

    /// <summary>How many requests were sent again.</summary>
    public long Retries => first.Retries + second.Retries + third.Retries;

    /// <summary>Pairs the three desks.</summary>
    public static async Task<CountTeam> PairAsync(
        Uri site, string day, Organiser organiser, Differences differences, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var desks = new List<PaperDesk>();
        for (int number = 1; number <= 3; number++)
            desks.Add(await PaperDesk.PairAsync(
                site, day, await organiser.OfferAsync("paper", $"Paper desk {number}", cancellationToken), patience, time, cancellationToken));
        return new([.. desks], organiser, differences);
    }

    /// <summary>Types a batch in, from the counted pile to the log.</summary>
    /// <param name="batch">Its name.</param>
    /// <param name="slips">What stands on the slips, in the order of their numbers.</param>
    /// <param name="numbers">The numbers that the paper is printed with.</param>
    public async Task CountAsync(string batch, IReadOnlyList<Ballot> slips, PrintedNumbers numbers, CancellationToken cancellationToken)
    {
        string[] lines = [.. slips.Select(slip => TypedLine.Of(slip, numbers))];
        // Whoever counts the pile is tired too.
        await first.OpenAsync(batch, lines.Length + 1, cancellationToken);
        await first.RecountAsync(batch, lines.Length, cancellationToken);
        await Task.WhenAll(
            TypeAsync(first, batch, lines, cancellationToken),
            TypeAsync(second, batch, [.. lines.Select((line, at) => IsMisread(at) ? TypedLine.Misread(line) : line)], cancellationToken));

        if ((await organiser.TryFinishPapersAsync(batch, lines.Length, cancellationToken)).IsGood)
            differences.Add($"The batch {batch} went into the log before a third person had settled what two read differently.");
        for (int at = 0; at < lines.Length; at++)
            if (IsMisread(at))
                await SettleAsync(batch, at + 1, lines[at], byPhotograph: at == 0, cancellationToken);
        await organiser.FinishPapersAsync(batch, lines.Length, cancellationToken);
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        third.Dispose();
    }

    private async Task SettleAsync(string batch, int number, string line, bool byPhotograph, CancellationToken cancellationToken)
    {
        if (!await first.IsTurnedAwayAsync(batch, number, line, cancellationToken))
            differences.Add($"Whoever had typed slip {number} could settle it.");
        if (byPhotograph)
        {
            await second.PhotographAsync(batch, number, SlipPicture.Png, cancellationToken);
            if (!await third.SeesPhotographAsync(batch, number, cancellationToken) || await first.SeesPhotographAsync(batch, number, cancellationToken))
                differences.Add($"The photograph of slip {number} is not shown to the third person, or it is to one of the two.");
        }
        await third.SettleAsync(batch, number, line, byPhotograph, cancellationToken);
        Settled++;
    }

    private static async Task TypeAsync(PaperDesk desk, string batch, string[] lines, CancellationToken cancellationToken)
    {
        foreach ((int at, string line) in lines.Index())
            await desk.TypeAsync(batch, at + 1, line, cancellationToken);
    }

    private static bool IsMisread(int at) => at % MisreadEvery == 0;
}
