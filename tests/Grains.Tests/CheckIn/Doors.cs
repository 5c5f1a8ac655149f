using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>What doors of a test do that takes more than one call.</summary>
internal static class Doors
{
    /// <summary>Undoes a check-in, by two organisers who have made codes and typed them.</summary>
    public static async Task<UndoAnswer> UndoByTwoAsync(this IRegisterGrain register, string line, string door)
    {
        await register.SpendForAsync(line, door);
        return await register.UndoAsync(line, door, default);
    }

    /// <summary>Spends codes of two organisers for undoing a check-in.</summary>
    public static async Task SpendForAsync(this IRegisterGrain register, string line, string door)
    {
        var (anna, bela) = (await register.MakeDoorCodesAsync("anna", default), await register.MakeDoorCodesAsync("bela", default));
        var two = await register.SpendDoorCodesAsync(anna[0], bela[0], DoorStep.Of(DoorStepKind.UndoPerson, line, door), default);
        Assert.Equal(DoorCodesStatus.Read, two.Status);
    }

    /// <summary>Marks of a door that let these lines in, one for each.</summary>
    public static ImmutableArray<AloneMark> Marks(params string[] lines) => [.. lines.Select(line => new AloneMark($"mark-of-{line}", line))];
}
