using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>What the organisation says, ids 350 to 359.</summary>
internal static partial class OrganisationLog
{
    // A warning, so that it is shown wherever the log is shown. It names nobody: the page shows the same four symbols.
    [LoggerMessage(350, LogLevel.Warning, "To confirm the organiser {Number}, read out this code if you know who is asking: {Code}. It works for ten minutes.")]
    public static partial void MachineCode(this ILogger logger, string number, string code);

    [LoggerMessage(351, LogLevel.Warning, "To remove the organiser {Number}, read out this code if you know who is asking: {Code}. It works for ten minutes.")]
    public static partial void RemovalCode(this ILogger logger, string number, string code);

    [LoggerMessage(352, LogLevel.Warning, "To let the organiser {Number} in again, read out this code if you know who is asking: {Code}. It works for ten minutes.")]
    public static partial void RecoveryCode(this ILogger logger, string number, string code);
}
