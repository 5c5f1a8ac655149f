using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace PbDecisionDay.LocalOrleans.Tests.Surface;

/// <summary>
/// Whatever this host declares under Orleans' names must be Orleans' own, member for member, or grain code would compile here and not there.
/// Declaring less is the point; declaring more or other is the fault these tests find.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly PublicSurface Ours = PublicSurface.Read(typeof(Grain).Assembly.Location);

    /// <summary>
    /// The attributes of Orleans.Serialization.Abstractions 10, an assembly that cannot be had here.
    /// Source: dotnet/orleans, src/Orleans.Serialization.Abstractions/Annotations.cs; the hexadecimal is the AttributeUsage as compiled.
    /// </summary>
    private static readonly Dictionary<string, string[]> SerializationAttributes = new(StringComparer.Ordinal)
    {
        ["Orleans.GenerateSerializerAttribute"] = [Attribute, Usage(Types), "method Public PrivateScope Void .ctor()"],
        ["Orleans.IdAttribute"] =
        [
            Attribute, Usage(Types | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method),
            "method Public PrivateScope Void .ctor(UInt32 id)", "method Public PrivateScope UInt32 get_Id()",
        ],
        ["Orleans.AliasAttribute"] =
        [
            Attribute, Usage(Types | AttributeTargets.Interface | AttributeTargets.Method, ("AllowMultiple", true)),
            "method Public PrivateScope Void .ctor(String alias)", "method Public PrivateScope String get_Alias()",
        ],
        ["Orleans.ImmutableAttribute"] =
        [
            Attribute,
            Usage(
                AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property
                | AttributeTargets.Parameter | AttributeTargets.ReturnValue,
                ("Inherited", false)),
            "method Public PrivateScope Void .ctor()",
        ],
    };

    private const string Attribute = "is Sealed, a System.Attribute";
    private const AttributeTargets Types = AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum;

    public static TheoryData<string> OurTypes => [.. Ours.Types.Keys];

    [Theory]
    [MemberData(nameof(OurTypes))]
    public void Every_type_and_member_is_one_of_Orleans_with_the_same_shape(string type)
    {
        IEnumerable<string>? published = SerializationAttributes.TryGetValue(type, out string[]? listed)
            ? listed
            : Published().Types.GetValueOrDefault(type);

        Assert.True(published is not null, $"Orleans publishes no type {type}.");
        Assert.Empty(Ours.Types[type].Except(published, StringComparer.Ordinal));
    }

    [Fact]
    public void The_grain_model_is_there()
    {
        Type[] model =
        [
            typeof(Grain), typeof(IGrainWithStringKey), typeof(IGrainFactory), typeof(IGrainTimer), typeof(GrainTimerCreationOptions),
            typeof(GenerateSerializerAttribute), typeof(IdAttribute), typeof(AliasAttribute), typeof(ImmutableAttribute),
        ];
        Assert.All(model, type => Assert.Contains(type.FullName!, Ours.Types.Keys));
        Assert.Contains("method Family PrivateScope Void DeactivateOnIdle()", Ours.Types["Orleans.Grain"]);
    }

    [Fact]
    public void The_comparison_sees_a_parameter_of_another_name()
    {
        IReadOnlySet<string> published = Published().Types["Orleans.IGrainFactory"];
        string ours = Assert.Single(Ours.Types["Orleans.IGrainFactory"], line => line.StartsWith("method", StringComparison.Ordinal));
        Assert.Contains(ours, published);
        Assert.DoesNotContain(ours.Replace("primaryKey", "key", StringComparison.Ordinal), published);
    }

    private static PublicSurface Published() => PublicSurface.Read(
        typeof(SurfaceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PublishedOrleans").Value!);

    /// <summary>An AttributeUsage as the compiler writes it: prolog, targets, and each named property.</summary>
    private static string Usage(AttributeTargets targets, params (string Name, bool Value)[] named)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        writer.Write((ushort)1);
        writer.Write((int)targets);
        writer.Write((ushort)named.Length);
        foreach ((string name, bool value) in named)
        {
            writer.Write((byte)0x54);
            writer.Write((byte)0x02);
            writer.Write(name);
            writer.Write(value);
        }

        return $"usage {Convert.ToHexString(bytes.ToArray())}";
    }
}
