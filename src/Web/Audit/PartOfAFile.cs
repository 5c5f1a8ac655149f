using Microsoft.Net.Http.Headers;

namespace PbDecisionDay.Web.Audit;

/// <summary>The bytes of a file that a request asks for. Source: RFC 9110, section 14.</summary>
/// <param name="From">The first byte, from 0.</param>
/// <param name="To">The last byte.</param>
internal sealed record PartOfAFile(long From, long To)
{
    /// <summary>How many bytes there are.</summary>
    public long Length => To - From + 1;

    /// <summary>
    /// What is asked for: one range of the file as it is under this tag, and otherwise the whole, as for several ranges, another unit, or a
    /// file that has changed since. <c>null</c> where the range lies behind the file's end.
    /// </summary>
    public static PartOfAFile? Asked(HttpRequest request, string tag, long length)
    {
        var whole = new PartOfAFile(0, length - 1);
        var headers = request.GetTypedHeaders();
        if (headers.Range is not { Ranges: { Count: 1 } ranges } range || !range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase))
            return whole;
        if (headers.IfRange is { } since && since.EntityTag?.Tag.Value != tag) return whole;
        return ranges.Single() switch
        {
            { From: { } from } asked => from >= length ? null : new PartOfAFile(from, Math.Min(asked.To ?? long.MaxValue, length - 1)),
            { To: { } last } => last == 0 ? null : new PartOfAFile(Math.Max(0, length - last), length - 1),
            _ => whole,
        };
    }
}
