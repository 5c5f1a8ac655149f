using System.Collections.Immutable;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Something that does not hold.</summary>
/// <param name="Entry">The index of the entry at fault in the log; null where it is not about one.</param>
/// <param name="Reason">What is wrong, in one plain sentence.</param>
/// <param name="Log">The log it is about: <c>main</c>, or another's name.</param>
internal sealed record Finding(long? Entry, string Reason, string Log = LogNames.Main);

/// <summary>One named check and what it came to.</summary>
/// <param name="Number">Its number in the order of a report, from 1.</param>
/// <param name="Name">Its name, of docs/formats/verify.md.</param>
/// <param name="Title">What it is about, in plain words.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Says">What was seen, or why there is no verdict; empty where the findings say it.</param>
/// <param name="Findings">What does not hold, in the order in which it was found; at most <see cref="Auditing.Findings.MostKept"/>.</param>
/// <param name="Found">How many findings there were, those not kept included.</param>
internal sealed record CheckResult(int Number, string Name, string Title, Verdict Verdict, string Says, ImmutableArray<Finding> Findings, int Found);
