using CsvHelper;

namespace PbDecisionDay.Web.Console;

/// <summary>A list as spreadsheets save it: comma, semicolon or tab between fields, quotation marks where needed, the names of the columns first.</summary>
internal sealed class ListRows
{
    private const int MostRows = 20_000;

    private ListRows(IReadOnlyList<string> columns, IReadOnlyList<ListRow> rows, ListProblem? problem) => (Columns, Rows, Problem) = (columns, rows, problem);

    /// <summary>The names of the columns, lower case.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows that are not empty.</summary>
    public IReadOnlyList<ListRow> Rows { get; }

    /// <summary>Why the list could not be read at all.</summary>
    public ListProblem? Problem { get; }

    /// <summary>Reads a list that has at least these columns.</summary>
    public static ListRows Read(string text, params ReadOnlySpan<string> needed)
    {
        if (string.IsNullOrWhiteSpace(text)) return Wrong(new ListProblem(0, "Empty"));
        if (!UploadedText.IsText(text.TrimStart('\uFEFF'))) return Wrong(new ListProblem(0, "NotText"));
        if (UploadedText.UnreadLine(text) is > 0 and var unread) return Wrong(new ListProblem(unread, "Unread"));
        // Empty lines are counted, so that a row has the number its spreadsheet shows.
        var options = new CsvReaderOptions { HasHeader = false, SkipEmptyLines = false, TrimWhitespace = true, MalformedData = CsvMalformedDataHandling.Throw };
        using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), options);
        var records = new List<string[]>();
        try
        {
            while (csv.Read())
            {
                if (records.Count > MostRows) return Wrong(new ListProblem(0, "TooLong", MostRows));
                records.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
            }
        }
        catch (CsvFormatException)
        {
            return Wrong(new ListProblem(records.Count + 1, "QuoteWrong"));
        }
        if (records.Count == 0) return Wrong(new ListProblem(0, "Empty"));
        string[] columns = [.. records[0].Select(name => name.Trim().ToLowerInvariant())];
        foreach (var column in needed)
            if (!columns.Contains(column, StringComparer.Ordinal)) return Wrong(new ListProblem(1, "ColumnMissing", column));
        if (columns.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Key.Length > 0 && same.Count() > 1) is { } twice)
            return Wrong(new ListProblem(1, "ColumnTwice", twice.Key));

        ListRow[] rows = [.. records.Index().Skip(1)
            .Where(record => !record.Item.All(string.IsNullOrWhiteSpace))
            .Select(record => new ListRow(record.Index + 1, columns, record.Item))];
        return rows.Length == 0 ? Wrong(new ListProblem(0, "Empty")) : new ListRows(columns, rows, null);
    }

    private static ListRows Wrong(ListProblem problem) => new([], [], problem);
}

/// <summary>One row.</summary>
/// <param name="Number">Its number, the names of the columns being row 1.</param>
internal sealed record ListRow(int Number, IReadOnlyList<string> Columns, IReadOnlyList<string> Fields)
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
    public bool IsTooWide => Fields.Skip(Columns.Count).Any(text => !string.IsNullOrWhiteSpace(text));
}
