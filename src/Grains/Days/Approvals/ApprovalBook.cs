using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Days.Approvals;

/// <summary>
/// The requests of one day that wait for a second approver, in memory alone: a restart ends them, nothing was done, and they are asked for again.
/// </summary>
internal sealed class ApprovalBook(TimeProvider time)
{
    /// <summary>How long a request waits, and how long an approval is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>The most questions of one organiser that wait, agreed to or not. Those of others are never touched.</summary>
    public const int MostOfOne = 10;

    private const int IdSymbols = 16;

    private readonly List<Line> _lines = [];

    /// <summary>What was asked for and not carried out, oldest first.</summary>
    public ImmutableArray<ApprovalRequest> Waiting => [.. Lines.Where(line => !line.Used).Select(line => line.Request)];

    private List<Line> Lines
    {
        get
        {
            _lines.RemoveAll(line => line.Request.ValidUntil <= time.GetUtcNow());
            return _lines;
        }
    }

    /// <summary>Asks for a step.</summary>
    /// <returns>The request; <c>null</c> where so many of this organiser's wait already.</returns>
    public ApprovalRequest? Ask(StepToApprove step, string by)
    {
        if (Find(step, by) is { Used: false } known)
        {
            // An approval lasts from when it was given, however often it is asked for.
            if (known.Request.ApprovedBy.Length == 0) known.Request = known.Request with { ValidUntil = time.GetUtcNow() + Lasts };
            return known.Request;
        }
        _lines.RemoveAll(line => IsOf(line, step, by));
        if (_lines.Count(line => !line.Used && string.Equals(line.Request.By, by, StringComparison.Ordinal)) >= MostOfOne) return null;
        _lines.Add(new Line(new ApprovalRequest(SecretCode.New(IdSymbols), step, by, time.GetUtcNow() + Lasts, "")));
        return _lines[^1].Request;
    }

    /// <summary>The request of this id that nobody has carried out; <c>null</c> where it is gone.</summary>
    public ApprovalRequest? Find(string id) => Lines.Find(line => !line.Used && string.Equals(line.Request.Id, id, StringComparison.Ordinal))?.Request;

    /// <summary>Notes who agreed. Whoever calls has seen that they may.</summary>
    public ApproveResult Approve(string id, string by)
    {
        if (Lines.Find(line => !line.Used && string.Equals(line.Request.Id, id, StringComparison.Ordinal)) is not { } line) return ApproveResult.Gone;
        if (string.Equals(line.Request.By, by, StringComparison.Ordinal)) return ApproveResult.YourOwn;
        if (line.Request.ApprovedBy.Length > 0) return string.Equals(line.Request.ApprovedBy, by, StringComparison.Ordinal) ? ApproveResult.Approved : ApproveResult.Gone;
        line.Request = line.Request with { ApprovedBy = by, ValidUntil = time.GetUtcNow() + Lasts };
        return ApproveResult.Approved;
    }

    public void Decline(string id) => _lines.RemoveAll(line => !line.Used && string.Equals(line.Request.Id, id, StringComparison.Ordinal));

    /// <summary>The request of a step that somebody agreed to; <c>null</c> where nobody did or it was used.</summary>
    public ApprovalRequest? AgreedTo(StepToApprove step, string by) =>
        Find(step, by) is { Used: false, Request: { ApprovedBy.Length: > 0 } request } ? request : null;

    /// <summary>Forgets who agreed to a step, so that another may.</summary>
    public void TakeBack(StepToApprove step, string by)
    {
        if (Find(step, by) is { } line) line.Request = line.Request with { ApprovedBy = "" };
    }

    /// <summary>Notes that the step's approval is used, or given back.</summary>
    public void Use(StepToApprove step, string by, bool used)
    {
        if (Find(step, by) is { } line) line.Used = used;
    }

    private Line? Find(StepToApprove step, string by) => Lines.Find(line => IsOf(line, step, by));

    private static bool IsOf(Line line, StepToApprove step, string by) =>
        string.Equals(line.Request.By, by, StringComparison.Ordinal) && line.Request.Step.IsSame(step);

    private sealed class Line(ApprovalRequest request)
    {
        public ApprovalRequest Request { get; set; } = request;

        public bool Used { get; set; }
    }
}
