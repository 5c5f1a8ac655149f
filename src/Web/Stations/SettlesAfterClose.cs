namespace PbDecisionDay.Web.Stations;

/// <summary>Marks what a door may still ask for between the end of voting and the count: to settle what it did before. Source: docs/adr/0068.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettlesAfterClose : Attribute;
