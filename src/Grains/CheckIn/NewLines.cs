using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// Turns people to be added into rows, or says which of them is wrong and why. People who are on the register already, word
/// for word, are passed over, so that a list whose answer was lost can be sent again.
/// </summary>
internal static class NewLines
{
    private const int LongestText = 120;
    private const int LeastPass = 6;
    private const int LongestPass = 16;
    private const int MadeIdSymbols = 10;

    /// <summary>The rows to write, and the answer once they are written; no rows where the answer is a refusal.</summary>
    public static (IReadOnlyList<RegisterRow> Rows, AddLinesResult Answer) Prepare(RegisterLines register, ImmutableArray<NewLine> lines)
    {
        if (lines.IsDefaultOrEmpty) return ([], new AddLinesResult(0, -1, ""));
        var rows = new List<RegisterRow>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var passes = new HashSet<string>(StringComparer.Ordinal);
        var people = new HashSet<(string Name, string Detail)>();
        var looks = new HashSet<string>(StringComparer.Ordinal);
        var alike = ImmutableArray.CreateBuilder<int>();
        var same = 0;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at] with { Name = PlainText.Composed(lines[at].Name.Trim()), Detail = PlainText.Composed(lines[at].Detail.Trim()) };
            var pass = line.PassCode.Length == 0 ? [] : SecretCode.Hash(line.PassCode);
            var problem = Wrong(line);
            if (problem is null && Standing(register, line) is { } standing)
            {
                if (Same(standing, line, pass))
                {
                    same++;
                    continue;
                }
                problem = line.Line.Length > 0
                    ? $"The id '{line.Line}' belongs to somebody else on the register."
                    : $"'{line.Name}' is on the register already; write something into the detail that tells the two apart.";
            }

            problem ??= line.Line.Length > 0 && !ids.Add(line.Line) ? $"The id '{line.Line}' stands twice in this list." : null;
            problem ??= line.Line.Length == 0 && !people.Add((line.Name, line.Detail))
                ? $"'{line.Name}' stands twice in this list; write something into the detail that tells the two apart."
                : null;
            problem ??= pass.Length > 0 && (!passes.Add(Convert.ToBase64String(pass)) || register.ByPass(pass) is not null)
                ? $"The pass of '{line.Name}' belongs to somebody else."
                : null;
            if (problem is not null) return ([], new AddLinesResult(0, at, problem));
            var look = RegisterLines.Looks(line.Name, line.Detail);
            var looksKnown = looks.Overlaps(look) || register.HasLookAlike(line.Name, line.Detail);
            looks.UnionWith(look);
            if (looksKnown && !line.IsSomebodyElse) alike.Add(at);
            rows.Add(new RegisterRow(line.Line.Length > 0 ? line.Line : SecretCode.New(MadeIdSymbols), line.Name, line.Detail, pass, null));
        }

        return alike.Count > 0
            ? ([], new AddLinesResult(0, alike[0], $"'{lines[alike[0]].Name}' may be a person who is in the list or on the register already, spelt in another way. "
                + "Take the line out, or say that this is somebody else.") { MayBeSame = alike.ToImmutable() })
            : (rows, new AddLinesResult(rows.Count, -1, "") { Same = same });
    }

    // What no door could ever send would leave its person outside.
    private static bool IsPass(string pass) => pass.Length is >= LeastPass and <= LongestPass && pass.All(char.IsAsciiLetterOrDigit);

    /// <summary>What is wrong with a name as it would be kept; <c>null</c> if nothing.</summary>
    public static string? WrongName(string name) => Wrong(new NewLine("", PlainText.Composed(name.Trim()), "", ""));

    private static string? Wrong(NewLine line) =>
        line.Line.Length > 0 && !ProjectId.IsValid(line.Line) ? "An id takes 1 to 64 letters, digits and . _ / -"
        : line.Name.Length == 0 ? "The name is missing."
        : PlainText.LineProblem(line.Name, LongestText, "The name") is { } name ? name
        : PlainText.LineProblem(line.Detail, LongestText, "The detail") is { } detail ? detail
        : line.PassCode.Length > 0 && !IsPass(SecretCode.Normalise(line.PassCode)) ? $"A pass has {LeastPass} to {LongestPass} letters a to z and digits, as a door's scanner reads them."
        : null;

    /// <summary>Who stands under this id; for a line without one, who has this name and detail.</summary>
    private static RegisterRow? Standing(RegisterLines register, NewLine line) =>
        line.Line.Length > 0 ? register.ById(line.Line) : register.Called(line.Name, line.Detail);

    private static bool Same(RegisterRow row, NewLine line, ReadOnlySpan<byte> pass) =>
        string.Equals(row.Name, line.Name, StringComparison.Ordinal)
        && string.Equals(row.Detail, line.Detail, StringComparison.Ordinal)
        && row.Pass.Span.SequenceEqual(pass);
}
