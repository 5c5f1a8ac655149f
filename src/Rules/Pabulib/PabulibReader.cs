using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>Reads a Pabulib file as it streams in, with the quirks of real files; refuses what it cannot make sense of, with the line.</summary>
public sealed class PabulibReader
{
    // Real files have fifteen at most. A row takes room for each of its columns, also for those that are left out.
    private const int MostColumns = 64;

    private readonly PabulibRecords _records;
    private readonly PabulibReading _reading;
    private readonly List<string> _warnings = [];
    private readonly List<KeyValuePair<string, string>> _meta = [];
    private readonly List<ImmutableArray<string>> _rows = [];
    private readonly List<int> _rowLines = [];
    private readonly List<decimal> _costs = [];
    private decimal _budget;
    private int _digits;
    private ImmutableArray<string> _columns;
    private int _budgetLine = 1;
    private int _typeLine = 1;

    private PabulibReader(Stream stream, PabulibReading reading) => (_records, _reading) = (new(stream), reading);

    /// <summary>Reads a file.</summary>
    /// <exception cref="PabulibException">It is no Pabulib election; the message says where and why.</exception>
    public static PabulibFile Read(Stream stream, PabulibReading? reading = null) => new PabulibReader(stream, reading ?? new()).Read();

    /// <summary>Reads a file by its path.</summary>
    /// <exception cref="PabulibException">It is no Pabulib election; the message says where and why.</exception>
    public static PabulibFile ReadFile(string path, PabulibReading? reading = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return Read(stream, reading);
    }

    private PabulibFile Read()
    {
        Expect("META");
        ReadMeta();
        BallotKind kind = Kind();
        ReadBudget();
        ReadProjects();
        (ImmutableArray<Project> projects, long budget, long unit) = Money();
        ImmutableArray<string> voteColumns = ReadHeader("VOTES", "voter_id", "vote");
        if (kind is BallotKind.Points or BallotKind.Score && !voteColumns.Contains("points"))
            throw _records.Wrong($"VOTES has no column points, which the vote type {Meta("vote_type")} needs");
        var votes = new PabulibVotes(_records, _reading, kind, projects, voteColumns, MostAllowed());
        int? defaultScore = DefaultScore(kind);
        BallotClasses ballots = votes.Read(_warnings);
        CheckCount("num_votes", ballots.Voters, "ballots");
        CheckCount("num_projects", projects.Length, "projects");
        NoteForm(projects, budget);
        return new()
        {
            Meta = [.. _meta],
            ProjectColumns = _columns,
            Projects = [.. _rows],
            VoteColumns = voteColumns,
            Votes = votes.Rows,
            Election = new(projects, [new Pot("pot", Meta("unit") ?? "", budget)], [], ballots, unit, defaultScore),
            Warnings = [.. _warnings],
        };
    }

    private void ReadMeta()
    {
        ReadColumns("key", "value");
        while (NextRow("PROJECTS"))
        {
            if (_records.WithoutBlankEnd(2) != 2)
                throw _records.Wrong($"a META line holds a key, a semicolon and a value, but this one has {_records.Count} fields");
            string key = _records.Text(0).Trim();
            if (Meta(key) is not null)
                throw _records.Wrong($"META names {key} twice");
            _meta.Add(new(key, _records.Text(1)));
            if (key is "budget")
                _budgetLine = _records.Line;
            if (key is "vote_type")
                _typeLine = _records.Line;
        }
    }

    private void ReadProjects()
    {
        _columns = ReadColumns("project_id", "cost");
        int id = _columns.IndexOf("project_id");
        int cost = _columns.IndexOf("cost");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextRow("VOTES"))
        {
            ImmutableArray<string> row = Row(_records, _columns.Length, Math.Max(id, cost) + 1);
            row = row.SetItem(id, row[id].Trim());
            if (row[id].Length == 0)
                throw _records.Wrong("a project has no id");
            if (!seen.Add(row[id]))
                throw _records.Wrong($"project {row[id]} stands in the file twice");
            if (PabulibNumber.Problem(row[cost], _digits, out decimal amount) is { } problem)
                throw _records.Wrong($"the cost '{row[cost]}' of project {row[id]} {problem}");
            if (row[cost].Contains(',', StringComparison.Ordinal))
                _warnings.Add($"Line {_records.Line}: the comma in the cost {row[cost]} is read as a decimal point.");
            _rows.Add(row);
            _costs.Add(amount);
            _rowLines.Add(_records.Line);
        }
        if (_rows.Count == 0)
            throw _records.Wrong("there is no project");
    }

    private void ReadBudget()
    {
        var currency = (Meta("currency") ?? "").Trim();
        if (currency.Length > 0 && Currencies.DigitsOf(currency) is null)
            _warnings.Add($"The currency '{currency}' is none of ISO 4217: the amounts are read with up to {Currencies.UsualDigits} decimal digits.");
        _digits = Currencies.DigitsOf(currency) ?? Currencies.UsualDigits;
        string budget = Meta("budget") ?? throw new PabulibException(_budgetLine, "META has no budget");
        if (PabulibNumber.Problem(budget, _digits, out _budget) is { } problem)
            throw new PabulibException(_budgetLine, $"the budget '{budget}' {problem}");
        if (budget.Contains(',', StringComparison.Ordinal))
            _warnings.Add($"Line {_budgetLine}: the comma in the budget {budget} is read as a decimal point.");
    }

    private (ImmutableArray<Project> Projects, long Budget, long Unit) Money()
    {
        int digits = Math.Max(PabulibNumber.DigitsOf(_budget), _costs.Max(PabulibNumber.DigitsOf));
        long unit = 1;
        for (int i = 0; i < digits; i++)
            unit *= 10;
        int id = _columns.IndexOf("project_id");
        return ([.. _rows.Select((row, i) => new Project(row[id], Minor(_costs[i], unit, _rowLines[i])))], Minor(_budget, unit, _budgetLine), unit);
    }

    /// <summary>What a mark-giving ballot says of the projects that it does not name, where META says so.</summary>
    private int? DefaultScore(BallotKind kind)
    {
        if (kind != BallotKind.Score || Meta("default_score") is not { } text)
            return null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int score)
            || score is < -Ballot.MaxValue or > Ballot.MaxValue)
            throw new PabulibException(_typeLine, $"default_score '{text}' is no whole number from -{Ballot.MaxValue} to {Ballot.MaxValue}");
        if (score != 0)
            _warnings.Add($"A project that a ballot does not name counts {score} points by default_score; Equal Shares and Phragmén go by the marks that were given.");
        return score;
    }

    private void NoteForm(ImmutableArray<Project> projects, long budget)
    {
        if (_records.EndsInReturns)
            _warnings.Add("The lines end in carriage returns alone; they were read as lines.");
        if (_records.HadBlankEnds)
            _warnings.Add("Lines end in separators with nothing after them; these were passed over.");
        for (int i = 0; i < projects.Length; i++)
            if (projects[i].Cost > budget)
                _warnings.Add($"Line {_rowLines[i]}: project {projects[i].Id} costs {_rows[i][_columns.IndexOf("cost")].Trim()}, more than the whole budget.");
    }

    private static long Minor(decimal amount, long unit, int line) =>
        amount * unit <= 1_000_000_000_000_000m ? (long)(amount * unit) : throw new PabulibException(line, "the amount is too large to be counted exactly");

    private BallotKind Kind()
    {
        string type = (Meta("vote_type") ?? throw new PabulibException(_typeLine, "META has no vote_type")).Trim();
        return type switch
        {
            "approval" or "choose-1" => BallotKind.Approve,
            "ordinal" => BallotKind.Rank,
            "cumulative" => BallotKind.Points,
            "scoring" => BallotKind.Score,
            _ => throw new PabulibException(_typeLine, $"the vote type '{type}' is none of approval, choose-1, ordinal, cumulative, scoring"),
        };
    }

    private int MostAllowed() =>
        int.TryParse(Meta("max_length"), NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : _reading.MostAllowed ?? _rows.Count;

    private void CheckCount(string key, long found, string what)
    {
        if (Meta(key) is { } stated && !(long.TryParse(stated.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number == found))
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"META {key} says {stated}, but the file has {found} {what}."));
    }

    private string? Meta(string key) =>
        _meta.Where(pair => string.Equals(pair.Key, key, StringComparison.Ordinal)).Select(pair => pair.Value).FirstOrDefault();

    private void Expect(string section)
    {
        bool read = _records.Read();
        if (read && _records[0] is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            throw _records.Wrong("the file is UTF-16: save it as UTF-8");
        if (!read || !IsSection(_records, section))
            throw _records.Wrong($"the section {section} is expected here");
    }

    private ImmutableArray<string> ReadHeader(string section, params ReadOnlySpan<string> needed)
    {
        if (!IsSection(_records, section))
            throw _records.Wrong($"the section {section} is missing");
        return ReadColumns(needed);
    }

    private ImmutableArray<string> ReadColumns(params ReadOnlySpan<string> needed)
    {
        if (!_records.Read())
            throw _records.Wrong("the file ends before the section's columns are named");
        ImmutableArray<string> columns = [.. Enumerable.Range(0, _records.WithoutBlankEnd(1)).Select(i => _records.Text(i).Trim())];
        foreach (string column in needed)
            if (!columns.Contains(column))
                throw _records.Wrong($"the column {column} is missing");
        if (columns.Length > MostColumns)
            throw _records.Wrong($"there are {columns.Length} columns, more than the {MostColumns} that are read");
        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
            throw _records.Wrong("a column is named twice");
        return columns;
    }

    /// <summary>Goes to the next row of a section; false at the section that follows.</summary>
    private bool NextRow(string following)
    {
        if (!_records.Read())
            throw _records.Wrong($"the file ends before the section {following}");
        return !IsSection(_records, following);
    }

    private static bool IsSection(PabulibRecords records, string name) =>
        records.StartsWith(name) && records.WithoutBlankEnd(1) == 1;

    /// <summary>A row as wide as the columns; one that lacks optional fields at its end is filled with empty ones.</summary>
    internal static ImmutableArray<string> Row(PabulibRecords records, int columns, int needed)
    {
        if (records.WithoutBlankEnd(columns) > columns || records.Count < needed)
            throw records.Wrong($"the line has {records.Count} fields, but there are {columns} columns");
        return [.. Enumerable.Range(0, columns).Select(i => i < records.Count ? records.Text(i) : "")];
    }
}
