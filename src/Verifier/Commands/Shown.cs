namespace PbDecisionDay.Verifier.Commands;

/// <summary>Texts as a shell reads them back.</summary>
internal static class Shown
{
    /// <summary>A path in a sentence or a command: in single quotes where a shell would take it apart.</summary>
    public static string Path(string path) =>
        path.Length > 0 && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or ',' or '+' or '=' or '@')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
