namespace PbDecisionDay.Web.Console;

/// <summary>Where a form asks whoever is signed in for their own password afresh, or for their passkey.</summary>
/// <param name="Page">The page.</param>
/// <param name="Step">What a passkey signs: this step and no other. The page that takes the form names it in the same way.</param>
/// <param name="Id">The id of the field on the page.</param>
/// <param name="Label">The field's label.</param>
public sealed record OwnProof(ConsolePage Page, string Step, string Id, string Label);
