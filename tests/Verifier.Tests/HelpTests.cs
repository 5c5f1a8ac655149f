using System.CommandLine;
using System.Text.RegularExpressions;
using PbDecisionDay.Verifier.Commands;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>What help offers is what is taken.</summary>
public sealed partial class HelpTests
{
    [Fact]
    public void Every_word_that_help_prints_for_an_option_is_taken_for_every_command()
    {
        int words = 0;
        foreach (string[] command in Commands(Pbdd.Create(), []))
        {
            using var help = new StringWriter();
            Assert.Equal(0, Pbdd.Create().Parse([.. command, "--help"]).Invoke(new InvocationConfiguration { Output = help }));
            foreach (Match offer in Offers.Matches(help.ToString()))
                foreach (string word in offer.Groups["words"].Value.Split('|'))
                {
                    ParseResult parsed = Pbdd.Create().Parse([.. command, offer.Groups["option"].Value, word]);
                    Assert.DoesNotContain(parsed.Errors, error => error.Message.Contains($"'{word}'", StringComparison.Ordinal));
                    words++;
                }
        }
        Assert.True(words >= 2 * 19, $"{words} words were tried, of two commands with six options");
    }

    [Theory]
    [InlineData("MostVotes")]
    [InlineData("mostvotes")]
    [InlineData("Most-Votes")]
    [InlineData("0")]
    [InlineData("")]
    public void What_help_does_not_print_is_refused(string word) =>
        Assert.Contains(Pbdd.Create().Parse(["allocate", "e.pb", "--rule", word]).Errors, error => error.Message.Contains("is not one of most-votes, ", StringComparison.Ordinal));

    private static IEnumerable<string[]> Commands(Command of, string[] path)
    {
        yield return path;
        foreach (Command sub in of.Subcommands)
            foreach (string[] found in Commands(sub, [.. path, sub.Name]))
                yield return found;
    }

    [GeneratedRegex(@"(?<option>--[a-z0-9-]+) <(?<words>[^>\s]*\|[^>\s]*)>")]
    private static partial Regex Offers { get; }
}
