using System.Buffers;

namespace PbDecisionDay.Web.Site;

/// <summary>The route constraint <c>{day:day}</c>: what can be no day's id finds no page, and no grain is woken for it.</summary>
public sealed class DayNameConstraint : IRouteConstraint
{
    private const int MostCharacters = 40;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <inheritdoc />
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value)
        && value is string name
        && IsName(name);

    /// <summary>Whether a text can name a new day: then its first sign is no hyphen either.</summary>
    public static bool IsNewName(string text) => IsName(text) && text[0] != '-';

    /// <summary>Whether a text can be a day's id.</summary>
    public static bool IsName(string text) => text is { Length: > 0 and <= MostCharacters } && !text.AsSpan().ContainsAnyExcept(Allowed);
}
