using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace PbDecisionDay.LocalOrleans.Contracts;

/// <summary>
/// Says what keeps a type from crossing a grain's boundary. Here nothing is copied, so nothing may change after it was sent;
/// on Orleans everything is written and read, so everything has its numbers and names.
/// </summary>
internal sealed class ContractCheck(List<string> problems)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Values =
    [
        typeof(string), typeof(decimal), typeof(Guid),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>),
    ];

    private readonly Dictionary<string, Type> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _checked = [];

    /// <summary>Checks a grain interface and whatever its methods take and return.</summary>
    /// <returns>Whether its methods can be called at all.</returns>
    public bool Interface(Type type)
    {
        if (!type.IsAssignableTo(typeof(IGrainWithStringKey)) || type.IsGenericType)
        {
            problems.Add($"{type} must extend IGrainWithStringKey and not be generic.");
            return false;
        }

        Alias(type);
        return GrainInterface.MethodsOf(type).ToArray().All(Method);
    }

    /// <summary>Checks a type that is marked to be serialized, and whatever it holds.</summary>
    public void Contract(Type type)
    {
        if (type.IsConstructedGenericType)
            type = type.GetGenericTypeDefinition();
        if (!_checked.Add(type))
            return;

        Alias(type);
        if (type.IsEnum)
            return;
        if (type is { IsClass: true, IsSealed: false, IsAbstract: false })
            problems.Add($"{type} must be sealed, or abstract with [GenerateSerializer] on every type derived from it.");
        foreach (Type derived in type.IsAbstract ? type.Assembly.GetTypes().Where(candidate => candidate.IsSubclassOf(type)) : [])
            Value(derived, $"{derived}");

        Dictionary<uint, string> ids = [];
        foreach (FieldInfo field in type.GetFields(Declared))
        {
            MemberInfo member = MemberOf(field);
            string name = $"{type}.{member.Name}";
            if (!field.IsInitOnly)
                problems.Add($"{name} can be changed; let it have 'init' or 'get' only.");
            if (member.GetCustomAttribute<IdAttribute>() is not { Id: uint id })
                problems.Add($"{name} lacks [Id].");
            else if (!ids.TryAdd(id, name))
                problems.Add($"{name} has the same [Id] as {ids[id]}.");
            Value(field.FieldType, name);
        }

        // An exception goes through as it is; on Orleans the base class has a codec of its own.
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Exception))
            Value(parent, $"{type}");
    }

    private bool Method(MethodInfo method)
    {
        string name = $"{method.DeclaringType}.{method.Name}";
        if (method.IsSpecialName || method.IsGenericMethod || method.IsStatic)
        {
            problems.Add($"{name} must be an ordinary method: no property, event, generic or static method.");
            return false;
        }

        Type returned = method.ReturnType;
        Type shape = returned.IsGenericType ? returned.GetGenericTypeDefinition() : returned;
        if (shape != typeof(Task) && shape != typeof(ValueTask) && shape != typeof(Task<>) && shape != typeof(ValueTask<>))
        {
            problems.Add($"{name} must return Task, Task<T>, ValueTask or ValueTask<T>.");
            return false;
        }

        if (returned.IsGenericType)
            Value(returned.GenericTypeArguments[0], $"{name} (result)");
        foreach (ParameterInfo parameter in method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)))
            Value(parameter.ParameterType, $"{name} ({parameter.Name})");
        return true;
    }

    private void Value(Type type, string where)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsGenericParameter || Values.Contains(type))
            return;
        if (type.IsGenericType)
        {
            foreach (Type argument in type.GenericTypeArguments)
                Value(argument, where);
            if (Containers.Contains(type.GetGenericTypeDefinition()))
                return;
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            Contract(type);
        else
            problems.Add(
                $"{where}: {type} may not cross a grain's boundary. Use a value, string, ImmutableArray, ImmutableList, ImmutableDictionary " +
                "or a record with [GenerateSerializer].");
    }

    private void Alias(Type type)
    {
        string[] aliases = [.. type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(attribute => attribute.Alias)];
        if (aliases is [])
            problems.Add($"{type} lacks [Alias].");
        foreach (string alias in aliases)
        {
            if (!_aliases.TryAdd(alias, type))
                problems.Add($"{type} has the same [Alias] as {_aliases[alias]}.");
        }
    }

    /// <summary>The property behind whose face a field stands, or the field itself.</summary>
    private static MemberInfo MemberOf(FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name is ['<', .. string rest] && rest.Split('>') is [string property, ..]
            && field.DeclaringType!.GetProperty(property, Declared) is { } found ? found : field;
}
