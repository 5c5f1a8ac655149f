using System.Globalization;
using Spectre.Console;

namespace PbDecisionDay.Rehearsal;

/// <summary>Says on the error stream what is going on: a bar for each stage on a terminal, a line for each stage elsewhere.</summary>
internal sealed class StageProgress(TextWriter error, TimeProvider time)
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });

    /// <summary>Runs a stage.</summary>
    /// <param name="doing">What it does, for example <c>Voting</c>.</param>
    /// <param name="steps">How many steps it has.</param>
    /// <param name="work">The stage; calls its argument, from any thread, after each step that can be told.</param>
    /// <returns>What the stage came to, and how long it took.</returns>
    public async Task<(T Value, TimeSpan Took)> TellAsync<T>(string doing, int steps, Func<Action, Task<T>> work)
    {
        long start = time.GetTimestamp();
        T value = await (console.Profile.Out.IsTerminal ? WithBarAsync(doing, steps, work) : work(() => { }));
        TimeSpan took = time.GetElapsedTime(start);
        if (!console.Profile.Out.IsTerminal)
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{doing}: {steps:N0} in {took.TotalSeconds:0.0} s"));
        return (value, took);
    }

    private Task<T> WithBarAsync<T>(string doing, int steps, Func<Action, Task<T>> work) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(doing), maxValue: Math.Max(1, steps));
            T value = await work(() => bar.Increment(1));
            bar.Value = bar.MaxValue;
            return value;
        });
}
