using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Verifier.Commands;

/// <summary>Options that say a key: a verifier key as text, or a file that holds one.</summary>
internal static class KeyInput
{
    private const string Help = "FILE-or-KEY";

    public static Option<string?> Option() => new("--key") { Description = "the log's key, as printed or published: name+id+base64, or a file with that line", HelpName = Help };

    public static Option<string[]> Witnesses() => new("--witness") { Description = "a witness's key: its lines under the checkpoints of --seen are checked; may be given again", HelpName = Help };

    /// <summary>Reads the option's value.</summary>
    public static bool TryRead(string given, [NotNullWhen(true)] out (string Name, LogPublicKey Key)? key, [NotNullWhen(false)] out string? problem)
    {
        (key, problem) = (null, null);
        try
        {
            string text = File.Exists(given) ? File.ReadAllText(given).Trim() : given;
            if (LogPublicKey.TryParseVerifierKey(text, out string? name, out LogPublicKey? read))
                key = (name, read);
            else
                problem = $"'{(given.Length > 80 ? given[..80] + "…" : given)}' is neither a verifier key (name+id+base64) nor a file with one";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }
        return key is not null;
    }
}
