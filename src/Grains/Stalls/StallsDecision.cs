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
    public static string? KeepPhotograph(StallsState state, DayView day, KeepStallPhotograph command) =>
        By(command.By)
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
