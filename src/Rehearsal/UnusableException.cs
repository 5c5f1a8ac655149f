namespace PbDecisionDay.Rehearsal;

/// <summary>What was asked for cannot be done: bad use, bad input, or a service that does not answer. One plain sentence; the program ends with 2.</summary>
internal sealed class UnusableException(string sentence) : Exception(sentence);
