using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Proposals;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>Whether something may be shown, the first problem as a sentence for a person. Pure: no clock, no storage, no other grain.</summary>
internal static class StallsDecision
{
    private const string Https = "https://";

    public static string? KeepPhotograph(StallsState state, DayView day, KeepStallPhotograph command) =>
        By(command.By)
        ?? (day.Phase == DayPhase.Archived ? "The day is in the archive. Its photographs were erased with it." : null)
        ?? (day.Proposals.Contains(command.Proposal, StringComparer.Ordinal) ? null : "The day has no such project.")
        ?? (command.Description.IsDefaultOrEmpty || string.IsNullOrWhiteSpace(command.Description[0].Text)
            ? "Describe the photograph: people who do not see it read or hear the description." : null)
        ?? Texts(command.Description, IStallsGrain.LongestDescription, "The description")
        ?? (command.Sizes.IsDefaultOrEmpty && !state.Photographs.ContainsKey(command.Proposal) ? "Choose a photograph." : null)
        ?? Sizes(command.Sizes.IsDefault ? [] : command.Sizes);

    private static string? Sizes(ImmutableArray<SizedPicture> sizes)
    {
        if (sizes.Length > SizedPicture.MostSizes) return $"A photograph is kept in at most {SizedPicture.MostSizes} sizes.";
        var width = 0;
        foreach (var size in sizes)
        {
            if (size.Jpeg.IsDefaultOrEmpty || SheetPicture.MediaTypeOf(size.Jpeg.AsSpan()) != "image/jpeg") return "Each size of a photograph is a JPEG.";
            if (size.Jpeg.Length > SizedPicture.MostBytes) return $"A size of a photograph has at most {SizedPicture.MostBytes / 1024} KB.";
            if (size.Width <= width || size.Width > SizedPicture.MostWidth || size.Height < 1)
                return $"The sizes of a photograph go from narrow to wide, at most {SizedPicture.MostWidth} pixels.";
            width = size.Width;
        }
        return null;
    }

    public static string? DescribeAccess(DayView day, ImmutableArray<VenueAccess> venues, string by)
    {
        if (By(by) is { } nobody) return nobody;
        foreach (var venue in venues)
        {
            if (day.Settings.Venues.All(known => !string.Equals(known.Id, venue.Venue, StringComparison.Ordinal))) return "The day has no such venue.";
            if (venues.Count(other => string.Equals(other.Venue, venue.Venue, StringComparison.Ordinal)) > 1) return "A venue is there twice.";
            foreach (var fact in venue.Facts)
            {
                if (venue.Facts.Count(other => other.Kind == fact.Kind) > 1) return "A venue's fact is there twice.";
                if (Texts(fact.Notes, IStallsGrain.LongestNote, "What is said of the venue") is { } problem) return problem;
            }
        }
        return null;
    }

    public static string? WriteInformation(StallsState state, InformationStall stall, string by) =>
        By(by)
        ?? (DayId.IsValid(stall.Id) ? null : "A stall's id takes 1 to 40 small letters, digits and hyphens.")
        ?? ProposalCheck.StallProblem(stall.Group, stall.Texts, stall.Stall, stall.Picture)
        ?? (state.PlaceOf(stall.Id) < 0 && state.Information.Length >= IStallsGrain.MostInformation
            ? $"A day shows at most {IStallsGrain.MostInformation} stalls that ask for no money." : null);

    public static string? LinkVideo(StallsState state, DayView day, StallVideo video, string by) =>
        By(by)
        ?? Stall(state, day, video.Stall)
        ?? Address(video.Address, "the video")
        ?? (Enum.IsDefined(video.Kind) ? null : "Say what the video is.")
        ?? (video.Language.Length == 0
            ? video.Captions || video.Kind == VideoKind.Film ? "Say in which language the video is." : null
            : LanguageTag.IsValid(video.Language) ? null : $"'{video.Language}' is not a language tag, such as en, gd or zh-Hant.");

    public static string? KeepStrip(StallsState state, DayView day, StallStrip strip, string by)
    {
        if ((By(by) ?? Stall(state, day, strip.Stall)) is { } problem) return problem;
        if (strip.Pictures.Length is < StallStrip.FewestPictures or > StallStrip.MostPictures)
            return $"A strip has {StallStrip.FewestPictures} to {StallStrip.MostPictures} pictures. This one has {strip.Pictures.Length}.";
        var first = day.Settings.Languages[0];
        for (var at = 0; at < strip.Pictures.Length; at++)
        {
            var (picture, words) = strip.Pictures[at];
            if (!ProposalCheck.IsPicture(picture)) return $"Choose picture {at + 1} from the list.";
            if (words.IsEmpty || !string.Equals(words[0].Language, first, StringComparison.Ordinal))
                return $"Write a few words to picture {at + 1} in the day's first language, '{first}'.";
            if (Texts(words, IStallsGrain.LongestStripWords, $"The text of picture {at + 1}") is { } wrong) return wrong;
        }
        return null;
    }

    public static string? ListFunders(ImmutableArray<OtherFunder> funders, string by)
    {
        if (By(by) is { } nobody) return nobody;
        if (funders.Length > OtherFunder.Most) return $"A day lists at most {OtherFunder.Most} others who give money.";
        for (var at = 0; at < funders.Length; at++)
        {
            var (name, address, sentence) = funders[at];
            if (string.IsNullOrWhiteSpace(name)) return $"Say who number {at + 1} is.";
            if (funders.Take(at).Any(other => string.Equals(other.Name, name, StringComparison.Ordinal))) return $"{name} is there twice.";
            if (sentence.IsEmpty) return $"Say in one sentence what {name} gives money for.";
            if ((PlainText.LineProblem(name, OtherFunder.LongestName, "The name")
                ?? Address(address, $"the page of {name}")
                ?? Texts(sentence, OtherFunder.LongestSentence, $"The sentence on {name}")) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>Others who give money composed, without lines of which nothing is said.</summary>
    public static ImmutableArray<OtherFunder> Composed(ImmutableArray<OtherFunder> funders) => funders.IsDefault
        ? []
        : [.. funders.Select(one => new OtherFunder(PlainText.Composed(one.Name.Trim()), one.Address.Trim(), Composed(one.Sentence)))
            .Where(one => one.Name.Length > 0 || one.Address.Length > 0 || one.Sentence.Length > 0)];

    private static string? Stall(StallsState state, DayView day, StallName stall) => stall.Kind switch
    {
        StallKind.Project when !day.Proposals.Contains(stall.Id, StringComparer.Ordinal) => "The day has no such project.",
        StallKind.Information when state.PlaceOf(stall.Id) < 0 => "The day has no such stall.",
        StallKind.Project or StallKind.Information => null,
        _ => "The day has no such stall.",
    };

    private static string? Address(string address, string of) =>
        string.IsNullOrWhiteSpace(address) ? $"Give the address of {of}."
        : address.Length > IStallsGrain.LongestAddress ? $"The address has {address.Length} characters; at most {IStallsGrain.LongestAddress} are kept."
        : !address.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? $"The address of {of} begins with https://"
        : address.Any(sign => sign is < '!' or > '~' or '\\' or '"' or '<' or '>')
            ? "This is no whole web address. Copy it from the browser's address bar."
        : !NamesHost(address) ? "This is not the address of a page on another site, such as https://example.org/film. It has no user in it, and a name for the site."
        : null;

    // A browser reads an address more kindly than this does. What the two could read differently is refused, so that the host on the page is the one that opens.
    private static bool NamesHost(string address)
    {
        var authority = address[Https.Length..].Split('/', '?', '#')[0];
        return Uri.TryCreate(address, UriKind.Absolute, out var read)
            && (string.Equals(authority, read.Host, StringComparison.OrdinalIgnoreCase)
                || string.Equals(authority, $"{read.Host}:{read.Port}", StringComparison.OrdinalIgnoreCase))
            && read.Host.Split('.') is { Length: > 1 } parts
            && Array.TrueForAll(parts, part => part.Length > 0 && part.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-'))
            && char.IsAsciiLetter(parts[^1][0]);
    }

    /// <summary>Venues composed, without what says nothing.</summary>
    public static ImmutableArray<VenueAccess> Composed(ImmutableArray<VenueAccess> venues) => venues.IsDefault
        ? []
        : [.. venues.Select(venue => venue with
        {
            Facts = venue.Facts.IsDefault ? [] : [.. venue.Facts.Select(fact => fact with { Notes = Composed(fact.Notes) })
                .Where(fact => fact.Answer != AccessAnswer.Told || fact.Notes.Length > 0)],
        }).Where(venue => venue.Facts.Length > 0)];

    public static string? By(string by) => by.Length == 0 ? "Say which organiser asks." : null;

    /// <summary>What is wrong with a line in several languages; <c>null</c> if nothing.</summary>
    private static string? Texts(ImmutableArray<LocalText> texts, int longest, string what)
    {
        foreach (var text in texts)
        {
            if (!LanguageTag.IsValid(text.Language)) return $"'{text.Language}' is not a language tag, such as en, gd or zh-Hant.";
            if (texts.Count(other => string.Equals(other.Language, text.Language, StringComparison.Ordinal)) > 1) return $"The text in '{text.Language}' is there twice.";
            if (PlainText.LineProblem(text.Text, longest, what) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>Texts composed, without those that say nothing.</summary>
    public static ImmutableArray<LocalText> Composed(ImmutableArray<LocalText> texts) => texts.IsDefault
        ? []
        : [.. texts.Where(text => !string.IsNullOrWhiteSpace(text.Text)).Select(text => text with { Text = PlainText.Composed(text.Text.Trim()) })];
}
