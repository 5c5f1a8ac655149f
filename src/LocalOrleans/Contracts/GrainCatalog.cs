using Orleans;

namespace PbDecisionDay.LocalOrleans.Contracts;

/// <summary>The grain interfaces of a host, the class behind each, and whatever is wrong with them.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<Type, GrainInterface> _interfaces = [];
    private readonly List<string> _problems = [];

    public GrainCatalog(IEnumerable<Type> types)
    {
        ContractCheck check = new(_problems);
        Type[] known = [.. types.OrderBy(type => type.FullName, StringComparer.Ordinal)];
        GrainClass[] classes = [.. known
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(Grain)))
            .Select(type => new GrainClass(type))];

        foreach (Type type in known.Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain))))
        {
            if (!check.Interface(type))
                continue;
            GrainClass[] behind = [.. classes.Where(candidate => candidate.Type.IsAssignableTo(type))];
            if (behind is [GrainClass only])
                _interfaces.Add(type, new GrainInterface(type, only));
            else if (behind is [])
                _problems.Add($"{type} has no grain class.");
            else
                _problems.Add($"{type} has more than one grain class: {string.Join(", ", behind.Select(candidate => candidate.Type))}.");
        }

        foreach (Type type in known.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)))
            check.Contract(type);
    }

    /// <summary>The grain interface of this type.</summary>
    /// <exception cref="ArgumentException">The host does not know it, or it is unfit.</exception>
    public GrainInterface Find(Type type) => _interfaces.TryGetValue(type, out GrainInterface? found)
        ? found
        : throw new ArgumentException($"{type} is not a grain interface of this host. Add its assembly to LocalGrainHostOptions.");

    /// <summary>Refuses to go on when anything is unfit.</summary>
    public void RefuseUnfit()
    {
        if (_problems.Count > 0)
            throw new InvalidOperationException(
                $"The grain host cannot start; {_problems.Count} to put right:{string.Concat(_problems.Select(problem => $"\n- {problem}"))}");
    }
}
