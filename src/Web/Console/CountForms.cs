using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Web.Console;

/// <summary>A venue's numbers as they are typed.</summary>
public sealed class VenueForm
{
    /// <summary>The venue's id.</summary>
    public string Venue { get; set; } = "";

    public long? Received { get; set; }

    public long? Unused { get; set; }

    public long? Destroyed { get; set; }

    public long? Slips { get; set; }

    /// <summary>The line of the account; <c>null</c> while a number is missing.</summary>
    public VenueCount? Read() =>
        Received is { } received && Unused is { } unused && Destroyed is { } destroyed && Slips is { } slips ? new VenueCount(Venue, received, unused, destroyed, slips) : null;

    /// <summary>The name of the first number that is missing; <c>null</c> where none is.</summary>
    public string? Missing =>
        Received is null ? nameof(Received) : Unused is null ? nameof(Unused) : Destroyed is null ? nameof(Destroyed) : Slips is null ? nameof(Slips) : null;

    /// <summary>The form of a line.</summary>
    public static VenueForm Of(VenueCount line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new() { Venue = line.Venue, Received = line.Received, Unused = line.Unused, Destroyed = line.Destroyed, Slips = line.Slips };
    }
}

/// <summary>Why two numbers do not agree, as it is typed.</summary>
public sealed class ExplanationForm
{
    public AccountCheck Check { get; set; }

    /// <summary>The venue's id; may be empty.</summary>
    public string? Venue { get; set; }

    public string? Text { get; set; }

    /// <summary>The explanation.</summary>
    public Explanation Read() => new(Check, Venue ?? "", (Text ?? "").Trim());
}

/// <summary>Somebody who signed, as it is typed; a line without a name is left out.</summary>
public sealed class SignatureForm
{
    public SignatureRole Role { get; set; }

    public string? Name { get; set; }
}
