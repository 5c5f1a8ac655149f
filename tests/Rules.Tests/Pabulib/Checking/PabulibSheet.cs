using System.Text;

namespace PbDecisionDay.Rules.Tests.Pabulib.Checking;

/// <summary>
/// A Pabulib file as Pabulib's checker takes it apart, with what it calls a structure error. Our own restatement in
/// our own words; nothing here is
/// shared with the product's reader. Source: <c>pabulib_helpers/load_pb_file.py</c> of github.com/pabulib/checker,
/// 1180aca (23 June 2026): rows are
/// CSV with semicolons; a row whose first cell is META, PROJECTS or VOTES begins a section, the row after it names
/// the columns; cells may not
/// have space at their ends; ids are filled and each once.
/// </summary>
internal sealed class PabulibSheet
{
    private static readonly string[] Sections = ["meta", "projects", "votes"];

    /// <summary>META, in order.</summary>
    public List<KeyValuePair<string, string>> Meta { get; } = [];

    /// <summary>The columns of PROJECTS and VOTES.</summary>
    public Dictionary<string, string[]> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Each project's cells by column, in order.</summary>
    public List<Dictionary<string, string>> Projects { get; } = [];

    /// <summary>Each vote's cells by column, in order.</summary>
    public List<Dictionary<string, string>> Votes { get; } = [];

    /// <summary>Structure errors.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The value of a META key, or null.</summary>
    public string? this[string key] => Meta.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault();

    public static PabulibSheet Read(string text)
    {
        var sheet = new PabulibSheet();
        string section = "";
        var seen = new List<string>();
        Queue<string[]> rows = new(Rows(text));
        while (rows.TryDequeue(out string[]? row))
        {
            if (row.Any(cell => cell != cell.Trim()))
                sheet.Errors.Add($"a cell of '{string.Join(';', row)}' has space at its ends");
            if (Sections.Contains(row[0].Trim().ToLowerInvariant()))
            {
                section = row[0].Trim().ToLowerInvariant();
                seen.Add(section);
                if (!rows.TryDequeue(out string[]? header))
                    sheet.Errors.Add($"{section} has no header");
                else if (header.Distinct().Count() != header.Length
                    || header[0] != (section switch { "meta" => "key", "projects" => "project_id", _ => "voter_id" }))
                    sheet.Errors.Add($"the header of {section} is {string.Join(';', header)}");
                else
                    sheet.Columns[section] = header;
            }
            else
                sheet.Take(section, row);
        }
        if (!seen.SequenceEqual(Sections))
            sheet.Errors.Add($"the sections are {string.Join(", ", seen)}");
        return sheet;
    }

    private void Take(string section, string[] row)
    {
        if (section == "meta")
        {
            if (row.Length != 2 || row[0].Length == 0 || this[row[0]] is not null)
                Errors.Add($"META has the row '{string.Join(';', row)}'");
            else
                Meta.Add(new(row[0], row[1]));
            return;
        }
        if (!Columns.TryGetValue(section, out string[]? columns) || row.Length > columns.Length)
        {
            Errors.Add($"'{string.Join(';', row)}' stands before a header, or is too long");
            return;
        }
        List<Dictionary<string, string>> records = section == "projects" ? Projects : Votes;
        if (row[0].Length == 0 || records.Any(record => record[columns[0]] == row[0]))
            Errors.Add($"{section} has the id '{row[0]}' twice, or none");
        records.Add(columns.Select((column, i) => KeyValuePair.Create(column, i < row.Length ? row[i] : ""))
            .ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>
    /// Rows of cells. A quotation mark means something at the start of a cell alone, where doubled ones stand for
    /// one.
    /// </summary>
    private static IEnumerable<string[]> Rows(string text)
    {
        var row = new List<string>();
        var cell = new StringBuilder();
        bool inside = false, begun = false;
        for (int i = 0; i < text.Length; i++)
        {
            char sign = text[i];
            if (inside && sign == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (sign == '"' && (inside || !begun))
                (inside, begun) = (!inside, true);
            else if (inside || sign is not (';' or '\n'))
            {
                cell.Append(sign);
                begun = true;
            }
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                begun = false;
                if (sign == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
        }
        if (row.Count > 0 || cell.Length > 0)
            yield return [.. row, cell.ToString()];
    }
}
