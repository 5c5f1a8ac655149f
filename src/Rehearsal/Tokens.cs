using System.Security;

namespace PbDecisionDay.Rehearsal;

/// <summary>The bearer tokens of the organiser and of the second person who agrees to opening, closing and declaring.</summary>
internal sealed record Tokens(string Organiser, string Second)
{
    public const string Variable = "PBDD_TOKENS";
    private const string Solution = "PbDecisionDay.sln";
    private static readonly string UsualFile = Path.Combine("src", "Web", "data", "rehearsal.tokens");

    /// <summary>From the file named, else from <see cref="Variable"/>, else from the file that a service with its demo on writes into its own data folder.</summary>
    /// <exception cref="UnusableException">There are none; the sentence says what to do.</exception>
    public static Tokens Find(string? file) =>
        file is not null ? Read(file)
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Parse(text, $"The variable {Variable}")
        : Read(Path.Combine(Repository(AppContext.BaseDirectory) ?? Environment.CurrentDirectory, UsualFile));

    /// <summary>Two tokens with white space between.</summary>
    public static Tokens Parse(string text, string source) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var organiser, var second] && organiser != second
            ? new(organiser, second)
            : throw new UnusableException($"{source} should hold two different tokens, the organiser's on the first line and the second person's on the next.");

    private static Tokens Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), $"The file {file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new UnusableException(
                $"The organisers' tokens cannot be read from {file}. Start the service with its demo on and it writes them there, "
                + $"or name a file with two tokens, one a line, by --tokens, or set {Variable}.");
        }
    }

    private static string? Repository(string folder)
    {
        for (DirectoryInfo? up = new(folder); up is not null; up = up.Parent)
            if (File.Exists(Path.Combine(up.FullName, Solution)))
                return up.FullName;
        return null;
    }
}
