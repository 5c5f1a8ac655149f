using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace PbDecisionDay.Web.Console;

/// <summary>A list as spreadsheets save it: comma, semicolon or tab between fields, quotation marks where needed, the names of the columns first.</summary>
internal sealed class CsvRows
{
    private const int MostRows = 20_000;

    private CsvRows(IReadOnlyList<string> columns, IReadOnlyList<CsvRow> rows, ListProblem? problem) => (Columns, Rows, Problem) = (columns, rows, problem);

    /// <summary>The names of the columns, lower case.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows that are not empty.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Why the list could not be read at all.</summary>
    public ListProblem? Problem { get; }

    /// <summary>Reads a list that has at least these columns.</summary>
    public static CsvRows Read(string text, params ReadOnlySpan<string> needed)
    {
        if (string.IsNullOrWhiteSpace(text)) return Wrong(new ListProblem(0, "Empty"));
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t"], BadDataFound = null, MissingFieldFound = null, TrimOptions = TrimOptions.Trim,
        };
        using var csv = new CsvParser(new StringReader(text.TrimStart('\uFEFF')), configuration);
        if (!csv.Read()) return Wrong(new ListProblem(0, "Empty"));
        string[] columns = [.. csv.Record!.Select(name => name.Trim().ToLowerInvariant())];
        foreach (var column in needed)
            if (!columns.Contains(column, StringComparer.Ordinal)) return Wrong(new ListProblem(1, "ColumnMissing", column));
        if (columns.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Key.Length > 0 && same.Count() > 1) is { } twice)
            return Wrong(new ListProblem(1, "ColumnTwice", twice.Key));

        var rows = new List<CsvRow>();
        while (csv.Read())
        {
            if (csv.Record!.All(string.IsNullOrWhiteSpace)) continue;
            if (rows.Count == MostRows) return Wrong(new ListProblem(0, "TooLong", MostRows));
            rows.Add(new CsvRow(csv.Row, columns, csv.Record!));
        }
        return rows.Count == 0 ? Wrong(new ListProblem(0, "Empty")) : new CsvRows(columns, rows, null);
    }

    private static CsvRows Wrong(ListProblem problem) => new([], [], problem);
}

/// <summary>One row.</summary>
/// <param name="Number">Its number, the names of the columns being row 1.</param>
internal sealed record CsvRow(int Number, IReadOnlyList<string> Columns, IReadOnlyList<string> Fields)
{
    /// <summary>The field in a column; empty where there is none.</summary>
    public string this[string column]
    {
        get
        {
            for (var at = 0; at < Columns.Count && at < Fields.Count; at++)
                if (string.Equals(Columns[at], column, StringComparison.Ordinal)) return Fields[at].Trim();
            return "";
        }
    }

    /// <summary>Whether the row has more fields than there are columns: most often a separator inside an unquoted text.</summary>
    public bool IsTooWide => Fields.Skip(Columns.Count).Any(field => !string.IsNullOrWhiteSpace(field));
}
