using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// The file of who signed: personal data, outside every event and log. Its first line is random, because a hash over names alone
/// could be guessed after they are erased.
/// </summary>
internal static class SignatureFile
{
    private const int SaltBytes = 32;
    private const int LongestName = 120;
    private const int Most = 20;

    /// <summary>What is wrong with a list; <c>null</c> if nothing.</summary>
    public static string? Wrong(ImmutableArray<Signature> signatures) =>
        signatures.Length > Most ? $"At most {Most} people sign."
        : signatures.Any(one => one.Name.Length is 0 || PlainText.LineProblem(one.Name, LongestName, "A name") is not null) ? $"Give each name in 1 to {LongestName} characters."
        : signatures.Count(one => one.Role == SignatureRole.Presiding) != 1 ? "One person presided: enter that name once."
        : signatures.Count(one => one.Role == SignatureRole.Observer) < 2 ? "At least two observers sign; enter both names."
        : signatures.Index().Any(one => signatures.Skip(one.Index + 1).Any(other => LookAlike.IsOnePerson(one.Item.Name, other.Name))) ? "A name stands twice. Each person signs once; where two share a name, add what tells them apart."
        : null;

    /// <summary>The file: a line <c>salt BASE64</c>, then a line <c>ROLE NAME</c> for each.</summary>
    public static byte[] Print(ImmutableArray<Signature> signatures)
    {
        var text = new StringBuilder($"salt {Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes))}\n");
        foreach (var one in signatures) text.Append(Words.Of(one.Role)).Append(' ').Append(one.Name).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The list that a file holds.</summary>
    /// <exception cref="InvalidDataException">The file is no such file.</exception>
    public static ImmutableArray<Signature> Read(ReadOnlySpan<byte> file) =>
    [
        .. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line =>
            line.Split(' ', 2) is [var role, var name] && Words.TryRead<SignatureRole>(role, out var known)
                ? new Signature(known, name)
                : throw new InvalidDataException("The file of signatures cannot be read.")),
    ];
}
