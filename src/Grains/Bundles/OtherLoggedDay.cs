using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>Another log of a day for its bundle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Notes">Its key and checkpoints.</param>
/// <param name="Day">Its entries, where it is joined; otherwise <c>null</c>.</param>
internal sealed record OtherLoggedDay(string Name, LoggedNotes Notes, LoggedDay? Day);
