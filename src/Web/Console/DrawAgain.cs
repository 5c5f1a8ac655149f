namespace PbDecisionDay.Web.Console;

/// <summary>A print that may be drawn anew.</summary>
/// <param name="Page">The page of cards.</param>
/// <param name="Instead">The print or batch that ends.</param>
/// <param name="Count">How many cards are drawn.</param>
public sealed record DrawAgain(CardsModel Page, string Instead, int Count);
