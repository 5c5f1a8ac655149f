using System.Text;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Tests;

/// <summary>Holds an event against the bytes it was first written with: they are in somebody's journal.</summary>
internal static class EventJson
{
    public static void IsFrozen<TEvent>(EventNames<TEvent> names, TEvent happened, string name, string json)
        where TEvent : notnull
    {
        var written = names.Write(happened);
        Assert.Equal((name, json), (written.Kind, Encoding.UTF8.GetString(written.Body.Span)));
        var again = names.Write(names.Read(name, Encoding.UTF8.GetBytes(json)));
        Assert.Equal(json, Encoding.UTF8.GetString(again.Body.Span));
    }
}
