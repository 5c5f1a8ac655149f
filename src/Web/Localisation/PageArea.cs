namespace PbDecisionDay.Web.Localisation;

/// <summary>Whose page it is. A language speaks the pages of one of them and of all before it; a page in none of its words would be half mixed.</summary>
public enum PageArea
{
    /// <summary>What a resident meets: the stalls, the vote, the receipt, the kiosk, the hall's screen, what came of the day.</summary>
    Resident,

    /// <summary>What volunteers and observers meet besides: the door, pairing, the typing of paper slips, the turning of the screens, the audit.</summary>
    Volunteer,

    /// <summary>What organisers meet besides.</summary>
    Organiser,
}

/// <summary>Which address is whose page.</summary>
public static class PageAreas
{
    private static readonly string[] OfVolunteers = ["/door", "/pair", "/try", "/paper", "/present", "/audit", "/help", "/api/stations"];

    // What a door asks for stands among what residents ask for.
    private static readonly string[] OfDoors = ["checkins", "door", "exchanges", "lost", "register", "station", "undo"];

    /// <summary>The area of an address of this site; the residents' for one that nothing answers.</summary>
    public static PageArea Of(PathString path)
    {
        if (path.StartsWithSegments("/console", StringComparison.OrdinalIgnoreCase)) return PageArea.Organiser;
        // The result and its reasons are for whoever voted.
        if (path.Value!.Split('/') is ["", "audit", _, "statement"]) return PageArea.Resident;
        if (OfVolunteers.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase))) return PageArea.Volunteer;
        return path.Value!.Split('/') is ["", "api", "days", _, var part, ..] && OfDoors.Contains(part, StringComparer.OrdinalIgnoreCase)
            ? PageArea.Volunteer
            : PageArea.Resident;
    }
}
