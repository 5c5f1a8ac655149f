using System.CommandLine;
using PbDecisionDay.Rehearsal;
using PbDecisionDay.Rehearsal.Planning;

var site = new Option<string>("--site") { Description = "The service's address, for example http://localhost:5000", Required = true };
var ballots = new Option<string>("--ballots") { Description = "A Pabulib file, whose voters come", Required = true };
var voters = new Option<int?>("--voters") { Description = "How many come; more than the file has begin it again. The default is all" };
var concurrency = new Option<int>("--concurrency")
{
    Description = $"How many phones cast at once, 1 to {Options.MostConcurrency}", DefaultValueFactory = _ => Options.DefaultConcurrency,
};
var seed = new Option<int>("--seed")
{
    Description = "Decides who comes, in which order, and what befalls whom", DefaultValueFactory = _ => Options.DefaultSeed,
};
var talks = new Option<bool>("--talks")
{
    Description = "Has the groups speak first: phones are refused until an organiser lets everybody vote",
};
var tokens = new Option<string?>("--tokens")
{
    Description = $"A file with two organisers' tokens, one a line. The default is the variable {Tokens.Variable}, then src/Web/data/rehearsal.tokens",
};

var command = new RootCommand(
    "Plays a decision day against a running service: organisers, doors, phones, kiosks, a count team and a screen, and checks everything at the end. "
    + "Ends with 0 when all holds, 1 when something differs, 2 when it cannot be played.")
{
    site, ballots, voters, concurrency, seed, talks, tokens,
};
command.SetAction(async (line, stop) =>
{
    try
    {
        Options options = Read(line);
        PlannedDay plan = DayPlanner.Read(options.Ballots);
        var play = new DayRehearsal(options, Tokens.Find(options.Tokens), new StageProgress(Console.Error, TimeProvider.System), TimeProvider.System);
        Report report = await play.RunAsync(plan, stop);
        report.Print(Console.Out);
        return report.Passed ? 0 : 1;
    }
    catch (UnusableException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 2;
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync("Stopped. The day stays on the service as far as it got.");
        return 2;
    }
});

ParseResult parsed = command.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync();
foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync(error.Message);
await Console.Error.WriteLineAsync("Ask for --help to see what can be said.");
return 2;

Options Read(ParseResult line) => new(
    Uri.TryCreate(line.GetRequiredValue(site), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
        ? address
        : throw new UnusableException("--site takes an address that starts with http:// or https://."),
    line.GetRequiredValue(ballots),
    line.GetValue(voters) is < 1 ? throw new UnusableException("--voters takes 1 or more.") : line.GetValue(voters),
    line.GetValue(concurrency) is >= 1 and <= Options.MostConcurrency and var phones ? phones : throw new UnusableException($"--concurrency takes 1 to {Options.MostConcurrency}."),
    line.GetValue(seed),
    line.GetValue(tokens))
{
    Talks = line.GetValue(talks),
};
