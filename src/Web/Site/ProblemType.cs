using System.Collections.Immutable;

namespace PbDecisionDay.Web.Site;

/// <summary>A kind of refusal, which programs tell from others by its address alone.</summary>
/// <param name="Area">The part of the API that answers it, as a heading.</param>
/// <param name="Name">Its name, for example <c>card-refused</c>. It never changes and means one thing.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Meaning">What it means and what to do, for whoever writes a client.</param>
public sealed record ProblemType(string Area, string Name, int Status, string Meaning)
{
    /// <summary>The <c>type</c> of its problem details: a page of this service that explains it.</summary>
    public string Address => $"/problems/{Name}";

    /// <summary>Members that it has beside those of RFC 9457.</summary>
    public ImmutableArray<ProblemMember> Members { get; init; } = [];
}

/// <summary>A member that problem details of one type have beside the usual ones (RFC 9457, section 3.2).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its JSON type, in words.</param>
/// <param name="Meaning">What stands in it, and when it is left out.</param>
public sealed record ProblemMember(string Name, string Kind, string Meaning);
