using System.CommandLine;
using PbDecisionDay.Verifier.Commands;

// pbdd: looks at a decision day, or at any election in Pabulib's format, from its files alone.
RootCommand root = Pbdd.Create();
ParseResult arguments = root.Parse(args);
if (arguments.Errors.Count == 0)
    return await arguments.InvokeAsync();
foreach (var error in arguments.Errors)
    Console.Error.WriteLine($"pbdd: {error.Message}");
if (NearWord.Of(arguments) is { } near)
    Console.Error.WriteLine($"pbdd: did you mean {near}?");
Console.Error.WriteLine("pbdd: --help says what can be asked.");
return 2;
