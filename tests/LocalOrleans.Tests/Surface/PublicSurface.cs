using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PbDecisionDay.LocalOrleans.Tests.Surface;

/// <summary>
/// The public types of an assembly file under the namespace Orleans, each as a set of plain lines: its kind, base, interfaces,
/// attributes' reach, and every member with its parameters' types and names. Read as metadata; the assembly is never loaded.
/// </summary>
internal sealed class PublicSurface
{
    private readonly MetadataReader _reader;
    private readonly TypeNames _names;
    private readonly Dictionary<string, IReadOnlySet<string>> _types = new(StringComparer.Ordinal);

    private PublicSurface(MetadataReader reader)
    {
        (_reader, _names) = (reader, new TypeNames());
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            string name = TypeNames.NameOf(reader, type);
            bool isPublic = (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;
            if (isPublic && name.StartsWith("Orleans.", StringComparison.Ordinal))
                _types.Add(name, DescribeType(type).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>The lines of each type, by its full name.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Types => _types;

    public static PublicSurface Read(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        return new PublicSurface(file.GetMetadataReader());
    }

    private IEnumerable<string> DescribeType(TypeDefinition type)
    {
        const TypeAttributes Shape = TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.Interface;
        string parent = type.BaseType.IsNil ? "nothing" : _names.Of(_reader, type.BaseType);
        yield return $"is {type.Attributes & Shape}, a {parent}{Generics(type.GetGenericParameters())}";
        foreach (InterfaceImplementation part in type.GetInterfaceImplementations().Select(_reader.GetInterfaceImplementation))
            yield return $"is {_names.Of(_reader, part.Interface)}";
        foreach (CustomAttribute attribute in type.GetCustomAttributes().Select(_reader.GetCustomAttribute))
        {
            if (ConstructorOf(attribute) == "System.AttributeUsageAttribute")
                yield return $"usage {Convert.ToHexString(_reader.GetBlobBytes(attribute.Value))}";
        }

        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            ConstantHandle constant = field.GetDefaultValue();
            string value = constant.IsNil ? "" : $" = {Convert.ToHexString(_reader.GetBlobBytes(_reader.GetConstant(constant).Value))}";
            if (field.Attributes.HasFlag(FieldAttributes.Public))
                yield return $"field {field.DecodeSignature(_names, null)} {_reader.GetString(field.Name)}{value}";
        }

        foreach (MethodDefinition method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            MethodAttributes access = method.Attributes & MethodAttributes.MemberAccessMask;
            if (access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                yield return DescribeMethod(method, access);
        }
    }

    private string DescribeMethod(MethodDefinition method, MethodAttributes access)
    {
        const MethodAttributes Shape = MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.Final;
        MethodSignature<string> signature = method.DecodeSignature(_names, null);
        IEnumerable<string> parameters = method.GetParameters().Select(_reader.GetParameter).Where(parameter => parameter.SequenceNumber > 0)
            .OrderBy(parameter => parameter.SequenceNumber)
            .Zip(signature.ParameterTypes, (parameter, type) =>
                $"{type} {_reader.GetString(parameter.Name)}{(parameter.Attributes.HasFlag(ParameterAttributes.Optional) ? " = default" : "")}");
        return $"method {access} {method.Attributes & Shape} {signature.ReturnType} {_reader.GetString(method.Name)}"
            + $"{Generics(method.GetGenericParameters())}({string.Join(", ", parameters)})";
    }

    private string Generics(GenericParameterHandleCollection parameters) => string.Concat(
        parameters.Select(_reader.GetGenericParameter).Select(parameter => $" <{parameter.Attributes}: {Constraints(parameter)}>"));

    private string Constraints(GenericParameter parameter) => string.Join(
        ", ", parameter.GetConstraints().Select(_reader.GetGenericParameterConstraint).Select(constraint => _names.Of(_reader, constraint.Type)));

    private string ConstructorOf(CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MemberReference
        ? _names.Of(_reader, _reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)
        : _names.Of(_reader, _reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType());

    /// <summary>Writes types as plain names, whichever assembly they are in.</summary>
    private sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public static string NameOf(MetadataReader reader, TypeDefinition type) => Join(reader.GetString(type.Namespace), reader.GetString(type.Name));

        public string Of(MetadataReader reader, EntityHandle handle) => handle.Kind switch
        {
            HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
            _ => GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0),
        };

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            NameOf(reader, reader.GetTypeDefinition(handle));

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            TypeReference type = reader.GetTypeReference(handle);
            return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
        }

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => $"{elementType}&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function*";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {modifier}";

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => $"{elementType}*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => $"{elementType}[]";

        private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
    }
}
