using System.Collections.Immutable;

namespace PbDecisionDay.Web.Help;

/// <summary>A card for whoever has one task on the day: what to do, in order, and what to do when something goes wrong. One fills one A4 page.</summary>
/// <param name="Role">Its name, in the words and in its address: <c>/help/ROLE</c>.</param>
/// <param name="Steps">What to do, by the ends of the keys of its words: <c>ROLE.Step.1</c> and on.</param>
/// <param name="Troubles">What may go wrong, and what to do then: <c>ROLE.Trouble.1</c>, <c>ROLE.Trouble.1.Do</c>, and on.</param>
public sealed record RoleCard(string Role, int Steps, int Troubles)
{
    /// <summary>All of them, in the order in which a resident meets those whose cards they are.</summary>
    public static ImmutableArray<RoleCard> All { get; } =
    [
        new("door", 7, 5), new("kiosk", 7, 4), new("presenter", 7, 3), new("count", 7, 4), new("organiser", 8, 5),
    ];

    /// <summary>The card of a role; <c>null</c> where there is none.</summary>
    public static RoleCard? Of(string role) => All.FirstOrDefault(card => string.Equals(card.Role, role, StringComparison.Ordinal));
}
