namespace PbDecisionDay.Rehearsal;

/// <summary>The service answered something after which the rehearsal cannot go on. It counts as a difference; the program ends with 1.</summary>
internal sealed class RefusedException(string sentence) : Exception(sentence);
