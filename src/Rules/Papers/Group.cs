namespace PbDecisionDay.Rules.Papers;

/// <summary>Projects that belong together, with the most that may go to them out of any one pot.</summary>
/// <param name="Id">Its id, unlike every other group's.</param>
/// <param name="Kind">Whether it is a tier, an area or a theme.</param>
/// <param name="Title">Its name on the paper.</param>
/// <param name="MostMoney">The most money out of one pot, in minor units, or 0 for no limit.</param>
/// <param name="MostProjects">The most projects funded out of one pot, or 0 for no limit.</param>
public sealed record Group(string Id, GroupKind Kind, string Title, long MostMoney = 0, int MostProjects = 0);
