namespace PbDecisionDay.Web.Screens;

/// <summary>A page of the declared result, in the words of whoever asks. How many there are does not depend on the language.</summary>
/// <param name="Kind">
/// <c>cover</c>; <c>award</c>, a funded project; <c>missed</c>, the first of a pot that was not; <c>list</c>, up to eight of all awards; <c>thanks</c>, the end.
/// </param>
/// <param name="Project">The proposal's id; empty on a page that is no project's.</param>
/// <param name="Title">What stands largest.</param>
/// <param name="Language">The title's language.</param>
/// <param name="Picture">The address of the project's picture; empty for none.</param>
/// <param name="Line">One sentence below; may be empty.</param>
/// <param name="Notes">What must not be overlooked, such as a log that was left out.</param>
/// <param name="Facts">Figures with their names.</param>
/// <param name="Rows">Awards, on a list.</param>
public sealed record RevealPage(
    string Kind, string Project, string Title, string Language, string Picture, string Line,
    IReadOnlyList<string> Notes, IReadOnlyList<RevealFact> Facts, IReadOnlyList<RevealRow> Rows);

/// <summary>A figure with its name.</summary>
public sealed record RevealFact(string Name, string Figure);

/// <summary>An award on a list.</summary>
/// <param name="Title">The project's title.</param>
/// <param name="Language">The title's language.</param>
/// <param name="Award">Its award with the currency.</param>
public sealed record RevealRow(string Title, string Language, string Award);
