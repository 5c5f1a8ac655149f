using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Console;

/// <summary>People from a spreadsheet. Columns: <c>name</c> is needed; <c>detail</c>, <c>id</c> and <c>pass</c> may be there.</summary>
public static class RegisterCsv
{
    private const int Longest = 120;

    /// <summary>A file to fill in.</summary>
    public const string Template = "\uFEFFname,detail,id,pass\r\nMorag Example,12 Harbour Street,,\r\n";

    /// <summary>Reads the list: either all rows are good, or every problem is named. Sentences name rows, never people.</summary>
    /// <returns>The lines, the row of each as a spreadsheet numbers it, and what is wrong.</returns>
    public static (ImmutableArray<NewLine> Lines, ImmutableArray<int> Rows, ImmutableArray<ListProblem> Problems) Read(string text)
    {
        var rows = ListRows.Read(text, "name");
        if (rows.Problem is { } whole) return ([], [], [whole]);
        var problems = ImmutableArray.CreateBuilder<ListProblem>();
        foreach (var column in rows.Columns.Where(column => column is not ("" or "name" or "detail" or "id" or "pass"))) problems.Add(new ListProblem(1, "ColumnUnknown", column));
        var people = new Dictionary<(string, string), int>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows.Rows)
        {
            if (row.IsTooWide) problems.Add(new ListProblem(row.Number, "TooWide"));
            if (row["name"].Length == 0) problems.Add(new ListProblem(row.Number, "NameMissing"));
            foreach (var column in new[] { "name", "detail" })
                if (Signs.CountIn(row[column]) is var length && length > Longest)
                    problems.Add(new ListProblem(row.Number, "TooManyCharacters", column, length, Longest));
            if (row["id"].Length > 0 && !ProjectId.IsValid(row["id"])) problems.Add(new ListProblem(row.Number, "IdWrong", row["id"]));
            if (row["id"].Length > 0 && !ids.TryAdd(row["id"], row.Number)) problems.Add(new ListProblem(row.Number, "IdTwice", row["id"], ids[row["id"]]));
            if (row["id"].Length == 0 && row["name"].Length > 0 && !people.TryAdd((row["name"], row["detail"]), row.Number))
                problems.Add(new ListProblem(row.Number, "PersonTwice", people[(row["name"], row["detail"])]));
        }
        return problems.Count > 0
            ? ([], [], problems.ToImmutable())
            : ([.. rows.Rows.Select(row => new NewLine(row["id"], row["name"], row["detail"], row["pass"]))], [.. rows.Rows.Select(row => row.Number)], []);
    }
}
