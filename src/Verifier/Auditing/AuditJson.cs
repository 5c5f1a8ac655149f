using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Prints a report as JSON, for other programs. Format: docs/formats/verify.md.</summary>
internal static class AuditJson
{
    public static string Print(AuditReport report, string tool)
    {
        CanonicalJson json = new CanonicalJson().Open()
            .Field("format", "pbdd/1 verdict")
            .Field("tool", tool)
            .Field("holds", report.Holds)
            .Field("so_far", report.SoFar)
            .Optional("day", report.Day)
            .Optional("origin", report.Checkpoint?.Origin);
        if (report.Checkpoint is { } checkpoint)
            json.Field("size", checkpoint.Size).Field("root", checkpoint.Root.ToString());
        json.Optional("key", report.Key?.Fingerprint.ToString())
            .Field("key_given", report.KeyGiven)
            .Field("public_sha256", report.PublicHash.ToString())
            .Optional("auditor_sha256", report.AuditorHash?.ToString())
            .OpenList("left_out");
        foreach (LeftOutLog log in report.LeftOut)
            json.Open().Field("log", log.Log).Field("reason", log.Reason).Field("cards", log.Cards).Field("accepted", log.Accepted).Close();
        json.CloseList()
            .OpenList("checks");
        foreach (CheckResult check in report.Checks)
        {
            json.Open().Field("number", check.Number).Field("check", check.Name).Field("verdict", Words.Of(check.Verdict));
            if (check.Says.Length > 0)
                json.Field("says", check.Says);
            if (check.Found > 0)
            {
                json.Field("found", check.Found).OpenList("findings");
                foreach (Finding finding in check.Findings)
                {
                    json.Open();
                    if (finding.Entry is { } entry)
                        json.Field("log", finding.Log).Field("entry", entry);
                    else if (finding.Log != LogNames.Main)
                        json.Field("log", finding.Log);
                    json.Field("reason", finding.Reason).Close();
                }
                json.CloseList();
            }
            json.Close();
        }
        return json.CloseList().Close().ToString();
    }
}
