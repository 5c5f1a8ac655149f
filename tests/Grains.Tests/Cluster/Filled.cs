using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace PbDecisionDay.Grains.Tests.Cluster;

/// <summary>How much of a message is there.</summary>
public enum Fill
{
    /// <summary>Every text, number and list holds something.</summary>
    Full,

    /// <summary>Texts and lists are empty, numbers are at their lowest, what may be missing is missing.</summary>
    Empty,

    /// <summary>Lists are not even empty but were never made; texts are in three scripts, numbers are at their largest.</summary>
    Odd,
}

/// <summary>Messages made up by the parameters of their constructors, and all that they hold as one text.</summary>
internal static class Filled
{
    private static readonly NullabilityInfoContext _nullability = new();
    private static readonly DateTimeOffset _time = new(2026, 5, 30, 9, 30, 15, 123, TimeSpan.FromHours(1));

    /// <summary>A message of a type.</summary>
    /// <param name="type">A record, an enum, or anything that they hold.</param>
    /// <param name="fill">How much of it is there.</param>
    /// <param name="choice">Which value its enums have, counted from 0 and round.</param>
    public static object? Of(Type type, Fill fill, int choice = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return fill == Fill.Empty ? null : Of(inner, fill, choice);
        if (type == typeof(string)) return fill switch { Fill.Full => "A text", Fill.Empty => "", _ => "Troon தமிழ் العربية 🎈" };
        if (type == typeof(bool)) return fill != Fill.Empty;
        if (type == typeof(byte)) return fill == Fill.Empty ? byte.MinValue : (byte)200;
        if (type == typeof(byte[])) return fill switch { Fill.Full => [1, 2, 200], Fill.Empty => [], _ => new byte[1000] };
        if (type == typeof(uint)) return fill switch { Fill.Full => 7U, Fill.Empty => uint.MinValue, _ => uint.MaxValue };
        if (type == typeof(int)) return fill switch { Fill.Full => 7, Fill.Empty => int.MinValue, _ => int.MaxValue };
        if (type == typeof(long)) return fill switch { Fill.Full => 7L, Fill.Empty => long.MinValue, _ => long.MaxValue };
        if (type == typeof(DateTimeOffset)) return fill == Fill.Empty ? DateTimeOffset.MinValue : _time;
        if (type == typeof(TimeSpan)) return fill == Fill.Empty ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1234);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(choice % Enum.GetValues(type).Length);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return List(type, fill, choice);
        var constructor = type.GetConstructors().MaxBy(made => made.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            fill == Fill.Empty && _nullability.Create(parameter).WriteState == NullabilityState.Nullable
                ? null
                : Of(parameter.ParameterType, fill, choice))]);
    }

    /// <summary>The most values that an enum within a type has; 1 where it holds none.</summary>
    public static int Choices(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? (type.IsGenericType ? type.GetGenericArguments()[0] : type);
        if (inner.IsEnum) return Enum.GetValues(inner).Length;
        if (!IsMessage(inner)) return 1;
        return inner.GetConstructors().SelectMany(made => made.GetParameters())
            .Where(parameter => parameter.ParameterType != inner)
            .Select(parameter => Choices(parameter.ParameterType)).DefaultIfEmpty(1).Max();
    }

    /// <summary>All that a message holds, by the parameters of its constructor.</summary>
    public static string Print(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case string text:
                return $"\"{text}\"";
            case DateTimeOffset time:
                return time.ToString("O", CultureInfo.InvariantCulture);
            case byte[] bytes:
                return Convert.ToHexString(bytes);
            case IEnumerable list:
                var never = (bool)list.GetType().GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(list)!;
                return never ? "never made" : $"[{string.Join(", ", list.Cast<object?>().Select(Print))}]";
            case var message when IsMessage(message.GetType()):
                var type = message.GetType();
                var parameters = type.GetConstructors().MaxBy(made => made.GetParameters().Length)!.GetParameters();
                return $"{type.Name}({string.Join(", ", parameters.Select(parameter =>
                    $"{parameter.Name}: {Print(type.GetProperty(parameter.Name!)!.GetValue(message))}"))})";
            default:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }
    }

    private static bool IsMessage(Type type) =>
        type.IsClass && type.Namespace!.StartsWith("PbDecisionDay", StringComparison.Ordinal);

    private static object List(Type type, Fill fill, int choice)
    {
        if (fill == Fill.Odd) return Activator.CreateInstance(type)!;
        var element = type.GetGenericArguments()[0];
        var array = Array.CreateInstance(element, fill == Fill.Full ? 2 : 0);
        for (var at = 0; at < array.Length; at++)
            array.SetValue(Of(element, fill, choice + at), at);
        return typeof(ImmutableArray).GetMethods()
            .Single(made => made.Name == nameof(ImmutableArray.Create)
                && made.GetParameters() is [{ ParameterType.IsArray: true }] && made.IsGenericMethod)
            .MakeGenericMethod(element).Invoke(null, [array])!;
    }
}
