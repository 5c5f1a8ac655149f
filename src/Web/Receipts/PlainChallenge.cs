namespace PbDecisionDay.Web.Receipts;

/// <summary>What has a vote opened that was cast without script: only the page that answered it holds this.</summary>
/// <param name="Card">The card's number, base64.</param>
/// <param name="Proof">Its proof of version 7, base64, with which it can cast nothing.</param>
/// <param name="Random">The 32 bytes of the vote's attempt, base64.</param>
public sealed record PlainChallenge(string Card, string Proof, string Random);
