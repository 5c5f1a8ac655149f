using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Console;

/// <summary>The most that may go to one group of projects out of any one pot, as the rules page asks it.</summary>
public sealed class LimitRow
{
    /// <summary>The group's id.</summary>
    public string Group { get; set; } = "";

    /// <summary>The most money; empty for no limit.</summary>
    public string? Money { get; set; }

    /// <summary>The most projects; empty for no limit.</summary>
    public string? Projects { get; set; }

    /// <summary>A row for each group of the day's proposals, and for each limit that waits for one.</summary>
    public static List<LimitRow> Of(IEnumerable<Group> groups, DaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var limits = settings.Limits ?? [];
        return
        [
            .. groups.Select(group => group.Id).Union(limits.Select(limit => limit.Group), StringComparer.Ordinal).Select(id =>
            {
                var limit = limits.FirstOrDefault(limit => limit.Group == id);
                return new LimitRow
                {
                    Group = id,
                    Money = limit is { MostMoney: > 0 } ? MoneyText.Write(limit.MostMoney, settings.Currency) : null,
                    Projects = limit is { MostProjects: > 0 } ? limit.MostProjects.ToString(CultureInfo.InvariantCulture) : null,
                };
            }),
        ];
    }

    /// <summary>The limits that rows give; the place of the first wrong one and its box, or <c>null</c>.</summary>
    public static (int Row, string Box)? Read(IReadOnlyList<LimitRow> rows, string currency, out ImmutableArray<GroupLimit>? limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        limits = null;
        var read = ImmutableArray.CreateBuilder<GroupLimit>();
        for (var at = 0; at < rows.Count; at++)
        {
            var (money, projects) = (0L, 0);
            if (!string.IsNullOrWhiteSpace(rows[at].Money) && !MoneyText.TryRead(rows[at].Money, currency, out money)) return (at, nameof(Money));
            if (!string.IsNullOrWhiteSpace(rows[at].Projects)
                && !int.TryParse(Rules.Text.Digits.Western(rows[at].Projects!.Trim()), NumberStyles.None, CultureInfo.InvariantCulture, out projects))
                return (at, nameof(Projects));
            if (money > 0 || projects > 0) read.Add(new GroupLimit(rows[at].Group, money, projects));
        }
        if (read.Count > 0) limits = read.ToImmutable();
        return null;
    }
}
