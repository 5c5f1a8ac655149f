namespace PbDecisionDay.Contracts.Days;

/// <summary>Asking a day for what may take longer than one answer, such as the count and the proof of the mix.</summary>
public static class LongSteps
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks, and asks again while the day is working on it.</summary>
    /// <param name="ask">Gives the same command each time.</param>
    /// <param name="patience">The longest time to go on asking; counted in pauses, 20 ms growing to 250 ms.</param>
    /// <param name="cancellationToken">Ends the asking; what was begun goes on.</param>
    /// <returns>The day's answer; <see cref="DayRefusal.Working"/> where it was not over in that time.</returns>
    public static async Task<DayOutcome> UntilEndedAsync(Func<Task<DayOutcome>> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var (left, pause) = (patience, FirstPause);
        while (true)
        {
            var outcome = await ask();
            if (outcome.Refusal != DayRefusal.Working || left <= TimeSpan.Zero)
                return outcome;
            await Task.Delay(pause, cancellationToken);
            left -= pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
