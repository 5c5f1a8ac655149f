using System.Reflection;

namespace PbDecisionDay.Verifier.Commands;

/// <summary>What this program calls itself in reports.</summary>
internal static class Tool
{
    /// <summary>Its name and version.</summary>
    public static string Name { get; } = $"pbdd {typeof(Tool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"}";
}
