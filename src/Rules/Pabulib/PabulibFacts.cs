namespace PbDecisionDay.Rules.Pabulib;

/// <summary>What META says about a day beside its rules.</summary>
/// <param name="Description">One line on what was voted on.</param>
/// <param name="Country">The country, in English.</param>
/// <param name="Unit">The council.</param>
/// <param name="Instance">Which vote of that council: its year, or the day's name.</param>
/// <param name="DateBegin">The first day of voting.</param>
/// <param name="DateEnd">The last day of voting.</param>
public sealed record PabulibFacts(string Description, string Country, string Unit, string Instance, DateOnly DateBegin, DateOnly DateEnd);
